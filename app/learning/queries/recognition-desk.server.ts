import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { matchesPerson } from '../../people/index.server.ts';
import { covers, type UnitScope } from '../../people/policy.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { pageOf } from '../../platform/paging.server.ts';
import type { RequestsQuery } from '../forms/recognition-requests.ts';
import { latestLastDay, suggestedLastDay } from '../rules/recognition-request.ts';
import { listAssignableCourses } from './assignment-choices.server.ts';
import { listed } from './assignment-match.server.ts';
import { assigningScope } from './assignment-rules.server.ts';
import { readLeaderTree } from './leaders.server.ts';
import { requestOf, requestRows, type RecognitionRequest } from './recognition-requests.server.ts';

export const requestsPerPage = 50;

/** A request as whoever decides sees it. */
export interface DeskRequest extends RecognitionRequest {
  fullName: string;
  unitId: string | null;
  unitName: string | null;
}

/** Requests that were sent, of people in the units that an actor administers. Nobody decides about her own. */
async function deskRows(db: Db, actor: Actor, today: Day) {
  const own = await assigningScope(db, actor, today);
  return requestRows(db)
    .innerJoin('user_account as u', 'u.id', 'r.user_id')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', sql.lit(1)).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_from', '<=', today).on((on) => on.or([on('n.valid_to', 'is', null), on('n.valid_to', '>', today)])))
    .select(['u.full_name as fullName', 'm.unit_id as unitId', 'n.name as unitName'])
    .where('r.submitted_at', 'is not', null)
    .where('r.user_id', '<>', actor.id)
    .$if(own !== 'ALL', (query) => query.where('m.unit_id', 'in', listed(own === 'ALL' ? [] : [...own])));
}
type DeskRow = Awaited<ReturnType<Awaited<ReturnType<typeof deskRows>>['execute']>>[number];
const deskRequestOf = ({ fullName, unitId, unitName, ...row }: DeskRow): DeskRequest => ({ ...requestOf(row), fullName, unitId, unitName });

const waiting = (query: Awaited<ReturnType<typeof deskRows>>) => query.where('r.withdrawn_at', 'is', null).where('r.decided_at', 'is', null);

/** One page of the desk: what waits, the longest first, or what was decided, the newest first. */
export async function requestsDesk(db: Db, actor: Actor, { tab, q, page }: RequestsQuery, today: Day) {
  const rows = await deskRows(db, actor, today);
  const matching = (tab === 'waiting' ? waiting(rows) : rows.where('r.decided_at', 'is not', null)).$if(q.trim() !== '', (query) => query.where(matchesPerson(q)));
  const found = await pageOf(db, matching, { page, size: requestsPerPage }, (query) => (tab === 'waiting' ? query.orderBy('r.submitted_at') : query.orderBy('r.decided_at', 'desc')).orderBy('r.id'));
  return { ...found, rows: found.rows.map(deskRequestOf), waiting: await countWaitingRequests(db, actor, today) };
}
export type RequestsDesk = Awaited<ReturnType<typeof requestsDesk>>;

/** How many requests wait for somebody. */
export async function countWaitingRequests(db: Db, actor: Actor, today: Day): Promise<number> {
  const { n } = await db.selectFrom(waiting(await deskRows(db, actor, today)).as('x')).select((select) => select.fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
  return Number(n);
}

/** @throws AppError not-found for one's own, one that was never sent, and one of somebody outside the actor's units */
export async function getDeskRequest(db: Db, actor: Actor, id: string, today: Day): Promise<DeskRequest> {
  const row = await (await deskRows(db, actor, today)).where('r.id', '=', id).executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return deskRequestOf(row);
}

/** Somebody else whose certificate has the same number, or whose copy is the very same file; nobody outside the reader's units is named. */
export interface Twin {
  by: 'number' | 'file';
  fullName: string | null;
}

/** All that is needed to decide: the request, who else came with the same certificate, and until when it might count. */
export async function decisionPage(db: Db, actor: Actor, id: string, today: Day) {
  const request = await getDeskRequest(db, actor, id, today);
  const course = (await listAssignableCourses(db)).find(({ id: courseId }) => courseId === request.courseId);
  return { request, twins: await listTwins(db, actor, request, today), lastDay: suggestedLastDay({ ...request, validMonths: course?.validMonths ?? null }, today), latest: latestLastDay(today) };
}
export type DecisionView = Awaited<ReturnType<typeof decisionPage>>;

async function listTwins(db: Db, actor: Actor, { userId, number, copy }: RecognitionRequest, today: Day): Promise<Twin[]> {
  const own = await assigningScope(db, actor, today);
  const holders = db.selectFrom('user_account as u').leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', sql.lit(1)).on('m.valid_to', 'is', null)).where('u.id', '<>', userId).select(['u.id', 'u.full_name as fullName', 'm.unit_id as unitId']).distinct().orderBy('u.sort_key').limit(5);
  const sameNumber = await holders.where((where) => where.or([
    where.exists(where.selectFrom('recognition_request as r').select('r.id').whereRef('r.user_id', '=', 'u.id').where('r.number', '=', number).where('r.submitted_at', 'is not', null).where('r.withdrawn_at', 'is', null)),
    where.exists(where.selectFrom('exemption as x').select('x.id').whereRef('x.user_id', '=', 'u.id').where('x.number', '=', number)),
  ])).execute();
  const sameFile = copy ? await holders.where((where) => where.exists(where.selectFrom('recognition_request as r').select('r.id').whereRef('r.user_id', '=', 'u.id').where('r.file_sha256', '=', copy.sha256).where('r.submitted_at', 'is not', null))).execute() : [];
  return [...named('file', sameFile, own), ...named('number', sameNumber, own)];
}

const named = (by: Twin['by'], people: readonly { fullName: string; unitId: string | null }[], own: UnitScope): Twin[] => people.map(({ fullName, unitId }) => ({ by, fullName: covers(own, unitId) ? fullName : null }));

/** Who is told of a request: the training administrators nearest above its learner, else those of the whole province; never herself. */
export async function decidersFor(db: Db, userId: string, { at, today }: { at: Instant; today: Day }): Promise<string[]> {
  const home = await db.selectFrom('membership').select('unit_id').where('user_id', '=', userId).where('is_primary', '=', 1).where('valid_to', 'is', null).executeTakeFirst();
  const rows = await db
    .selectFrom('role_assignment as r')
    .innerJoin('user_account as u', 'u.id', 'r.user_id')
    .select(['r.user_id as userId', 'r.scope', 'r.unit_id as unitId'])
    .where('r.role', '=', 'TRAINING_ADMIN')
    .where('r.user_id', '<>', userId)
    .where('r.revoked_at', 'is', null)
    .where('u.disabled_at', 'is', null)
    .where((where) => where.or([where('u.left_on', 'is', null), where('u.left_on', '>', today)]))
    .orderBy('u.sort_key')
    .execute();
  const { parentOf } = await readLeaderTree(db, { at, today });
  for (let unit = home?.unit_id ?? null; unit !== null; unit = parentOf.get(unit) ?? null) {
    const near = rows.filter(({ scope, unitId }) => scope === 'SUBTREE' && unitId === unit);
    if (near.length > 0) return [...new Set(near.map((row) => row.userId))];
  }
  return [...new Set(rows.filter(({ scope }) => scope === 'ALL').map((row) => row.userId))];
}
