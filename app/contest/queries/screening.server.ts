import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { fold } from '../../platform/text/fold.ts';
import type { EntriesQuery } from '../forms/screening.ts';
import { screeningState, type Look, type OpenScreening, type Outcome, type ScreeningState } from '../rules/screening-state.ts';
import { entryParts, type EntryPart } from '../rules/entry-parts.ts';
import { isLockedAway } from '../rules/quarantine.ts';
import { handedIn } from './blind-entry.server.ts';
import { handedFileIds, newestVersion } from './handed-files.server.ts';
import { getOwnEntry } from './own-entry.server.ts';

export interface HandedIn {
  id: string;
  number: string;
  title: string;
}
export interface ScreenedRow extends HandedIn {
  owner: string;
  trackId: string | null;
  track: string | null;
  submittedAt: Instant;
  state: ScreeningState;
}
export const entriesShown = 50;

/** Entries that were handed in and not withdrawn, by number. */
export async function listHandedIn(db: Db, contestId: string): Promise<HandedIn[]> {
  return db.selectFrom('entry').select(['id', 'number', 'title']).where('contest_id', '=', contestId).where('submitted_at', 'is not', null).where('withdrawn_at', 'is', null).orderBy('number').execute();
}

/** One page of the entries that fit a filter, with the count of all that do; beyond the last page comes the last one. For the organiser only. */
export async function pageOfEntries(db: Db, contestId: string, query: EntriesQuery, today: Day): Promise<{ rows: ScreenedRow[]; count: number; page: number; pages: number }> {
  const wanted = fold(query.q);
  const rows = (await allEntries(db, contestId, today)).filter((row) => (wanted === '' || fold(`${row.number} ${row.title} ${row.owner}`).includes(wanted)) && (query.track === '' || row.trackId === query.track) && (!query.state || row.state === query.state));
  const pages = Math.max(1, Math.ceil(rows.length / entriesShown));
  const page = Math.min(query.page, pages);
  return { rows: rows.slice((page - 1) * entriesShown, page * entriesShown), count: rows.length, page, pages };
}

/** All entries that were handed in and not withdrawn, by number, with where screening stands. For the organiser only. */
export async function allEntries(db: Db, contestId: string, today: Day): Promise<ScreenedRow[]> {
  const looks = await lastLooks(db, contestId);
  const entries = await db.selectFrom('entry as e').innerJoin('user_account as u', 'u.id', 'e.owner_id').leftJoin('contestant as c', 'c.user_id', 'e.owner_id').leftJoin('contest_track as t', 't.id', 'e.track_id').select(['e.id', 'e.number', 'e.title', 'e.track_id', 'e.submitted_at', 't.title as track', 'u.full_name', 'c.legal_name']).where('e.contest_id', '=', contestId).where('e.submitted_at', 'is not', null).where('e.withdrawn_at', 'is', null).orderBy('e.number').execute();
  return entries.map((row): ScreenedRow => ({ id: row.id, number: row.number, title: row.title, owner: row.legal_name ?? row.full_name, trackId: row.track_id, track: row.track, submittedAt: row.submitted_at ?? '', state: screeningState(looks.get(row.id) ?? null, today) }));
}

/** How far screening is from being done. */
export async function countOpenScreening(db: Db, contestId: string, today: Day): Promise<OpenScreening> {
  return countScreening(db, contestId, (await listHandedIn(db, contestId)).map(({ id }) => id), today);
}

/** The same of some entries of a contest. */
export async function countScreening(db: Db, contestId: string, entryIds: readonly string[], today: Day): Promise<OpenScreening> {
  const looks = await lastLooks(db, contestId);
  const last = entryIds.map((id) => looks.get(id) ?? null);
  const count = (wanted: ScreeningState) => last.filter((look) => screeningState(look, today) === wanted);
  const waiting = count('WAITING');
  return { waiting: waiting.length, until: waiting.flatMap((look) => look?.replyUntil ?? []).toSorted().at(-1) ?? null, replied: count('REPLIED').length, unchecked: count('UNCHECKED').length };
}

/** Entries whose last look said that they may take part. */
export async function eligibleIds(db: Db, contestId: string): Promise<Set<string>> {
  return new Set([...(await lastLooks(db, contestId))].filter(([, { outcome }]) => outcome === 'ELIGIBLE').map(([id]) => id));
}

/** That a look (`k`) spoke about what was handed in last. Looks without a version are from before versions were noted, at entries of which nobody knows. */
export const isLookAtLast = sql<boolean>`(k.version is null or k.version = (select max(s.version) from entry_submission s where s.entry_id = k.entry_id))`;

/** The last look at each entry as it is now: one at an earlier version says nothing about this one. */
async function lastLooks(db: Db, contestId: string): Promise<Map<string, Look>> {
  const rows = await db.selectFrom('eligibility_check as k').innerJoin('entry as e', 'e.id', 'k.entry_id').select(['k.entry_id', 'k.outcome', 'k.reply_until', 'k.replied_at']).where('e.contest_id', '=', contestId).where(isLookAtLast).orderBy('k.checked_at').orderBy('k.id').execute();
  return new Map(rows.map((row) => [row.entry_id, { outcome: row.outcome as Outcome, replyUntil: row.reply_until, repliedAt: row.replied_at }]));
}

export interface LookRow extends Look {
  id: string;
  reason: string;
  by: string;
  at: Instant;
  reply: string | null;
  /** The version of the entry that was looked at; null for looks from before versions were noted. */
  version: number | null;
  /** Whether it spoke about what was handed in last. */
  isCurrent: boolean;
}

/** All looks at an entry, the newest first. */
export async function listLooks(db: Db, entryId: string): Promise<LookRow[]> {
  const rows = await db.selectFrom('eligibility_check as k').innerJoin('user_account as u', 'u.id', 'k.checked_by').selectAll('k').select(['u.full_name', isLookAtLast.as('isCurrent')]).where('k.entry_id', '=', entryId).orderBy('k.checked_at', 'desc').orderBy('k.id', 'desc').execute();
  return rows.map((row) => ({ id: row.id, outcome: row.outcome as Outcome, reason: row.reason, by: row.full_name, at: row.checked_at, replyUntil: row.reply_until, reply: row.reply, repliedAt: row.replied_at, version: row.version, isCurrent: Boolean(row.isCurrent) }));
}

export interface DeskEntry extends HandedIn {
  /** Of what was handed in last. */
  version: number;
  owner: string;
  track: string | null;
  /** When it was taken out, and the organiser's reason where she did it for the team. */
  withdrawn: { at: Instant; reason: string | null } | null;
  words: { part: EntryPart; body: string }[];
  files: { id: string; name: string; bytes: number; isSafe: boolean }[];
}

/** An entry of the contest that was handed in, for the organiser. @throws AppError not-found */
export async function getDeskEntry(db: Db, contestId: string, entryId: string): Promise<DeskEntry> {
  const row = await db.selectFrom('entry as e').innerJoin('user_account as u', 'u.id', 'e.owner_id').leftJoin('contestant as c', 'c.user_id', 'e.owner_id').leftJoin('contest_track as t', 't.id', 'e.track_id').select(['e.id', 'e.number', 'e.title', 'e.withdrawn_at', 'e.withdrawal_reason', 't.title as track', 'u.full_name', 'c.legal_name']).where('e.id', '=', entryId).where('e.contest_id', '=', contestId).where('e.submitted_at', 'is not', null).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { parts } = await handedIn(db, entryId);
  const version = await newestVersion(db, entryId);
  const rows = await db.selectFrom('entry_file').select(['id', 'name', 'received_bytes as bytes', 'scan', 'released_at']).where('id', 'in', await handedFileIds(db, entryId)).orderBy('begun_at').orderBy('id').execute();
  const files = rows.map(({ scan, released_at, ...file }) => ({ ...file, isSafe: !isLockedAway({ scan, released_at }) }));
  return { id: row.id, number: row.number, title: row.title, version, owner: row.legal_name ?? row.full_name, track: row.track, withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, reason: row.withdrawal_reason }, words: entryParts.map((part) => ({ part, body: parts[part] ?? '' })), files };
}

export interface OwnScreening extends HandedIn {
  looks: Omit<LookRow, 'by' | 'id'>[];
  named: { name: string; reason: string }[];
}

/** What screening says of an entry, for its owner and the team: no name of anybody who looked. @throws AppError not-found for all others */
export async function getOwnScreening(db: Db, userId: string, entryId: string): Promise<OwnScreening & { contestId: string }> {
  const { id, number, title, contestId } = await getOwnEntry(db, { id: userId }, entryId);
  const looks = (await listLooks(db, entryId)).map(({ id: _id, by: _by, ...look }) => look);
  return { id, number, title, contestId, looks, named: await db.selectFrom('declared_tie').select(['name', 'reason']).where('entry_id', '=', entryId).orderBy('declared_at').orderBy('id').execute() };
}
