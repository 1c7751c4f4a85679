import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { fold } from '../../platform/text/fold.ts';
import type { Candidate } from './parties.server.ts';

export type JudgeState = 'INVITED' | 'ACCEPTED' | 'DECLINED' | 'REMOVED';
export interface JudgeRow {
  id: string;
  userId: string;
  fullName: string;
  email: string | null;
  employer: string | null;
  unitName: string | null;
  isFromOutside: boolean;
  maxReviews: number;
  state: JudgeState;
  hasDeclared: boolean;
  conflicts: number;
  reviews: number;
  locked: number;
}

interface Dated {
  accepted_at: string | null;
  declined_at: string | null;
  removed_at: string | null;
}
export const judgeState = (judge: Dated): JudgeState => (judge.removed_at ? 'REMOVED' : judge.declined_at ? 'DECLINED' : judge.accepted_at ? 'ACCEPTED' : 'INVITED');

/** The judges of a contest by name, with what ties and reviews they have. */
export async function listJudges(db: Db, contestId: string, today: Day): Promise<JudgeRow[]> {
  const rows = await db
    .selectFrom('judge as j')
    .innerJoin('user_account as u', 'u.id', 'j.user_id')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'm.unit_id').on('v.valid_from', '<=', today).on((on) => on.or([on('v.valid_to', 'is', null), on('v.valid_to', '>', today)])))
    .selectAll('j')
    .select(['u.full_name', 'u.email', 'u.account_kind', 'v.name as unit_name'])
    .select((eb) => [
      eb.selectFrom('conflict_of_interest as c').whereRef('c.judge_id', '=', 'j.id').select((one) => one.fn.count<number>('c.entry_id').distinct().as('n')).as('conflicts'),
      eb.selectFrom('review_assignment as a').whereRef('a.judge_id', '=', 'j.id').where('a.released_at', 'is', null).select((one) => one.fn.countAll<number>().as('n')).as('reviews'),
      eb.selectFrom('review_assignment as a').innerJoin('score_sheet as s', 's.assignment_id', 'a.id').whereRef('a.judge_id', '=', 'j.id').where('a.released_at', 'is', null).where('s.locked_at', 'is not', null).select((one) => one.fn.countAll<number>().as('n')).as('locked'),
    ])
    .where('j.contest_id', '=', contestId)
    .orderBy('u.sort_key')
    .orderBy('j.id')
    .execute();
  return rows.map((row) => ({ id: row.id, userId: row.user_id, fullName: row.full_name, email: row.email, employer: row.employer, unitName: row.unit_name, isFromOutside: row.account_kind === 'SERVICE', maxReviews: row.max_reviews, state: judgeState(row), hasDeclared: row.declared_at !== null, conflicts: Number(row.conflicts), reviews: Number(row.reviews), locked: Number(row.locked) }));
}

/** One judge of a contest. @throws AppError not-found */
export async function getJudge(db: Db, contestId: string, judgeId: string, today: Day): Promise<JudgeRow> {
  const found = (await listJudges(db, contestId, today)).find((judge) => judge.id === judgeId);
  if (!found) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return found;
}

export interface PersonFound {
  id: string;
  fullName: string;
  email: string | null;
  unitName: string | null;
  isInvited: boolean;
}
const mostFound = 20;

/** Officials by part of the name or by the whole address. */
export async function findOfficials(db: Db, contestId: string, words: string, today: Day): Promise<PersonFound[]> {
  const name = fold(words);
  if (name.length < 2 && !words.includes('@')) return [];
  const rows = await db
    .selectFrom('user_account as u')
    .innerJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'm.unit_id').on('v.valid_from', '<=', today).on((on) => on.or([on('v.valid_to', 'is', null), on('v.valid_to', '>', today)])))
    .leftJoin('judge as j', (join) => join.onRef('j.user_id', '=', 'u.id').on('j.contest_id', '=', contestId))
    .select(['u.id', 'u.full_name', 'u.email', 'v.name as unit_name', 'j.id as judge_id'])
    .where('u.account_kind', '!=', 'SERVICE')
    .where('u.disabled_at', 'is', null)
    .where((where) => where.or([where('u.email', '=', words.trim().toLowerCase()), ...(name.length >= 2 ? [where('u.name_fold', 'like', `%${name}%`)] : [])]))
    .orderBy('u.sort_key')
    .orderBy('u.id')
    .limit(mostFound)
    .execute();
  return rows.map((row) => ({ id: row.id, fullName: row.full_name, email: row.email, unitName: row.unit_name, isInvited: row.judge_id !== null }));
}

/** An official who may be invited. @throws AppError not-found for anybody else */
export async function getOfficial(db: Db, userId: string): Promise<Candidate & { userId: string }> {
  const row = await db.selectFrom('user_account').select(['id', 'full_name', 'email']).where('id', '=', userId).where('account_kind', '!=', 'SERVICE').where('disabled_at', 'is', null).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { userId: row.id, fullName: row.full_name, email: row.email, employer: null, named: [] };
}

export interface ConflictRow {
  id: string;
  entryId: string;
  number: string;
  title: string;
  source: string;
  reason: string;
}

/** The pinned ties of a judge, by the entries' numbers. For the organiser only. */
export async function listConflicts(db: Db, judgeId: string): Promise<ConflictRow[]> {
  return db.selectFrom('conflict_of_interest as c').innerJoin('entry as e', 'e.id', 'c.entry_id').select(['c.id', 'c.entry_id as entryId', 'e.number', 'e.title', 'c.source', 'c.reason']).where('c.judge_id', '=', judgeId).orderBy('e.number').orderBy('c.source').execute();
}

/** Entries by id, to say which ones a candidate has ties with. For the organiser only. */
export async function entryNames(db: Db, ids: readonly string[]): Promise<Map<string, { number: string; title: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('entry').select(['id', 'number', 'title']).where('id', 'in', [...new Set(ids)]).execute();
  return new Map(rows.map(({ id, number, title }) => [id, { number, title }]));
}

/** Whether somebody organises contests or publishes their results: such a person judges in none. */
export async function runsContests(db: Db, userId: string): Promise<boolean> {
  return (await db.selectFrom('role_assignment').select('id').where('user_id', '=', userId).where('role', 'in', ['CONTEST_ORGANISER', 'CONTEST_APPROVER']).where('revoked_at', 'is', null).limit(1).executeTakeFirst()) !== undefined;
}

/** Whether somebody is on the jury of a contest or invited to it. */
export async function hasSeat(db: Db, contestId: string, userId: string): Promise<boolean> {
  const seat = await db.selectFrom('judge').select('id').where('contest_id', '=', contestId).where('user_id', '=', userId).where('removed_at', 'is', null).where('declined_at', 'is', null).executeTakeFirst();
  return seat !== undefined;
}

/** Whether one of these people has accepted to judge a contest. */
export async function hasJudge(db: Db, contestId: string, userIds: readonly string[]): Promise<boolean> {
  return (await db.selectFrom('judge').select('id').where('contest_id', '=', contestId).where('user_id', 'in', userIds).where('accepted_at', 'is not', null).where('removed_at', 'is', null).where('declined_at', 'is', null).limit(1).executeTakeFirst()) !== undefined;
}
