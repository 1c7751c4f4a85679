import type { Selectable } from 'kysely';
import type { Db, Tx } from '../../db/client.ts';
import type { Schema } from '../../db/schema.ts';
import type { Actor } from '../people/actor.ts';
import { refuse, type Refusal } from '../people/index.server.ts';
import type { Instant } from '../platform/clock.ts';
import { AppError } from '../platform/errors.ts';
import { defineFormats } from '../platform/i18n/formats.ts';
import { platformMessages } from '../platform/messages.ts';
import { entryFaults as faults } from './messages/entry-faults.ts';
import { isInTime, shownClose, type Deadline } from './rules/deadline.ts';

export type EntryRow = Selectable<Schema['entry']>;

export const notFound = () => new AppError('not-found', platformMessages.both('error.not-found'));

/** An entry for somebody who belongs to it now, and whether she leads it. For anybody else it does not exist. @throws AppError not-found */
export async function entryOf(handle: Db | Tx, actor: Pick<Actor, 'id'>, entryId: string): Promise<EntryRow & { isLead: boolean }> {
  const row = await handle
    .selectFrom('entry as e')
    .innerJoin('entry_member as m', 'm.entry_id', 'e.id')
    .selectAll('e')
    .select('m.is_lead')
    .where('e.id', '=', entryId)
    .where('m.user_id', '=', actor.id)
    .where('m.accepted_at', 'is not', null)
    .where('m.removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { is_lead, ...entry } = row;
  return { ...entry, isLead: is_lead === 1 };
}

export interface ContestTimes {
  opensAt: Instant | null;
  deadline: Deadline | null;
  isPublished: boolean;
  isClosed: boolean;
}

/** From when until when a contest takes entries. */
export async function timesOf(handle: Db | Tx, contestId: string): Promise<ContestTimes> {
  const times = (await timesOfAll(handle, [contestId])).get(contestId);
  if (!times) throw new Error('no such contest');
  return times;
}

/** The same for several contests at once. */
export async function timesOfAll(handle: Db | Tx, ids: readonly string[]): Promise<Map<string, ContestTimes>> {
  const contests = await handle.selectFrom('contest').select(['id', 'grace_seconds', 'published_at', 'closed_at']).where('id', 'in', ids).execute();
  const moments = await handle.selectFrom('contest_moment').select(['contest_id', 'kind', 'at']).where('contest_id', 'in', ids).where('kind', 'in', ['OPENS', 'ENTRIES_CLOSE']).execute();
  const extensions = await handle.selectFrom('contest_extension').select(['contest_id', 'minutes']).where('contest_id', 'in', ids).execute();
  return new Map(
    contests.map(({ id, grace_seconds, published_at, closed_at }): [string, ContestTimes] => {
      const moment = (kind: string) => moments.find((one) => one.contest_id === id && one.kind === kind)?.at ?? null;
      const announced = moment('ENTRIES_CLOSE');
      const added = extensions.flatMap(({ contest_id, minutes }) => (contest_id === id ? [{ minutes }] : []));
      return [id, { opensAt: moment('OPENS'), deadline: announced ? { announced, extensions: added, graceSeconds: grace_seconds } : null, isPublished: published_at !== null, isClosed: closed_at !== null }];
    }),
  );
}

/** Why nothing of an entry changes now; null when it may. */
export function closedFor(at: Instant, times: ContestTimes, timeZone: string): Refusal | null {
  const { opensAt, deadline } = times;
  if (!times.isPublished || times.isClosed) return refuse('form', faults.both('contest-gone'));
  if (!deadline) return refuse('form', faults.both('no-deadline'));
  if (opensAt && at < opensAt) return refuse('form', faults.both('not-open', { time: second(opensAt, timeZone) }));
  return isInTime(at, deadline) ? null : lateFor(at, deadline, timeZone);
}

/** The refusal of something that comes too late: when the limit was, and when the server got it. Of the hidden grace it says nothing. */
function lateFor(at: Instant, deadline: Deadline, timeZone: string): Refusal {
  return refuse('late', faults.both('late', { close: second(shownClose(deadline), timeZone), at: second(at, timeZone) }));
}

export const second = (instant: Instant, timeZone: string) => defineFormats('vi', timeZone).second(instant);

/** The rules that count now: the newest published version. */
export function newestRules(handle: Db | Tx, contestId: string): Promise<{ id: string; version: number; content_hash: string } | undefined> {
  return handle.selectFrom('contest_rules').select(['id', 'version', 'content_hash']).where('contest_id', '=', contestId).where('published_at', 'is not', null).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

/** @throws AppError forbidden for members who do not lead */
export function demandLead(entry: { isLead: boolean }): void {
  if (!entry.isLead) throw new AppError('forbidden', faults.both('lead-only'));
}
