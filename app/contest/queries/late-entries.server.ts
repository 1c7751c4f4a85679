import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import type { OpenScreening } from '../rules/screening-state.ts';
import { countScreening, eligibleIds } from './screening.server.ts';

/** An entry that was handed in and that nobody was given when the others were: readmitted since, or of a round from before entries had to be in first. */
export interface LateEntry {
  id: string;
  number: string;
  trackId: string | null;
}

const outsideOf = (db: Db, round: { id: string; contestId: string }) =>
  db
    .selectFrom('entry as e')
    .select(['e.id', 'e.number', 'e.track_id as trackId'])
    .where('e.contest_id', '=', round.contestId)
    .where('e.submitted_at', 'is not', null)
    .where('e.withdrawn_at', 'is', null)
    .where('e.erased_at', 'is', null)
    .where((where) => where.not(where.exists(where.selectFrom('review_assignment as a').select('a.id').whereRef('a.entry_id', '=', 'e.id').where('a.round_id', '=', round.id))))
    .orderBy('e.number');

/** Those that screening found eligible: they belong to the round. */
export async function listLateEntries(db: Db, roundId: string): Promise<LateEntry[]> {
  const { contestId } = await db.selectFrom('review_round').select('contest_id as contestId').where('id', '=', roundId).executeTakeFirstOrThrow();
  const outside = await outsideOf(db, { id: roundId, contestId }).execute();
  if (outside.length === 0) return [];
  const eligible = await eligibleIds(db, contestId);
  return outside.filter(({ id }) => eligible.has(id));
}

/** What screening has still to say about entries outside of a round. */
export async function countLateScreening(db: Db, contestId: string, roundId: string, today: Day): Promise<OpenScreening> {
  return countScreening(db, contestId, (await outsideOf(db, { id: roundId, contestId }).execute()).map(({ id }) => id), today);
}

/** Whether screening has had its last word about an entry: it was given out, or its round is committed. */
export async function isScreeningOver(db: Db, contestId: string, entryId: string): Promise<boolean> {
  const round = await db.selectFrom('review_round').select(['id', 'commitment']).where('contest_id', '=', contestId).where('kind', '=', 'PRELIMINARY').executeTakeFirst();
  if (!round) return false;
  return round.commitment !== null || (await db.selectFrom('review_assignment').select('id').where('round_id', '=', round.id).where('entry_id', '=', entryId).limit(1).executeTakeFirst()) !== undefined;
}

/** Whether any judge has or had an entry. */
export async function isGivenOut(db: Db, entryId: string): Promise<boolean> {
  return (await db.selectFrom('review_assignment').select('id').where('entry_id', '=', entryId).limit(1).executeTakeFirst()) !== undefined;
}

/** Entries that came late, as the desk tells of them before the commitment. */
export interface Late {
  numbers: string[];
  screening: OpenScreening;
}

/** Null once the round is committed: nothing can be added any more. */
export async function readLate(db: Db, contestId: string, round: { id: string; committedAt: string | null }, today: Day): Promise<Late | null> {
  if (round.committedAt !== null) return null;
  return { numbers: (await listLateEntries(db, round.id)).map(({ number }) => number), screening: await countLateScreening(db, contestId, round.id, today) };
}
