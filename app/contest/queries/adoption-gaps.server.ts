import type { Db } from '../../../db/client.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { adoptableEntries } from './adoptions.server.ts';
import { getContestHead, type ContestHead } from './contest-round.server.ts';
import { shownEntries } from './gallery.server.ts';

/** A published prize that no unit applies, with the reason once an organiser gave one. */
export interface Gap {
  entryId: string;
  number: string;
  title: string;
  prize: string;
  reason: string | null;
}

/** The prizes of a contest that were given to no unit, by number. */
export async function listGaps(db: Db, contestId: string): Promise<Gap[]> {
  const entries = await adoptableEntries(db, contestId);
  const rows = await db
    .selectFrom('contest_decision as d')
    .innerJoin('contest_prize as p', 'p.id', 'd.prize_id')
    .leftJoin('adoption_gap as g', 'g.entry_id', 'd.entry_id')
    .select(['d.entry_id', 'p.title as prize', 'g.reason'])
    .where('d.contest_id', '=', contestId)
    .where('d.revoked_at', 'is', null)
    .execute();
  const byEntry = new Map(rows.map((row) => [row.entry_id, row]));
  return entries.map(({ id, number, title }) => ({ entryId: id, number, title, prize: byEntry.get(id)?.prize ?? '', reason: byEntry.get(id)?.reason ?? null }));
}

export type PublicGap = Omit<Gap, 'title' | 'entryId'> & { title: string | null };

/** The same as everybody may read it: titles only of those who agreed to be shown. */
export async function publicGaps(db: Db, contestId: string): Promise<PublicGap[]> {
  const gaps = await listGaps(db, contestId);
  const shown = await shownEntries(db, gaps.map(({ entryId }) => entryId));
  return gaps.map(({ entryId, number, prize, reason }) => ({ number, prize, reason, title: shown.get(entryId)?.title ?? null }));
}

export interface GapPage {
  contest: ContestHead;
  gap: Gap;
}

/** @throws not-found for an entry without a prize, or with a unit that applies it */
export async function getGap(db: Db, contestId: string, entryId: string): Promise<GapPage> {
  const contest = await getContestHead(db, contestId);
  const gap = (await listGaps(db, contestId)).find((one) => one.entryId === entryId);
  if (!gap) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { contest, gap };
}
