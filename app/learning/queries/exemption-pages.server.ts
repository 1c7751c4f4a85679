import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { matchesPerson } from '../../people/index.server.ts';
import { covers, type UnitScope } from '../../people/policy.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { pageOf } from '../../platform/paging.server.ts';
import { exemptionState, type ExemptionKind } from '../rules/exemption.ts';
import { listAssignableCourses } from './assignment-choices.server.ts';
import { listed } from './assignment-match.server.ts';
import { assigningScope, readingScope } from './assignment-rules.server.ts';

export const exemptionsPerPage = 50;

export interface ExemptionRow {
  id: string;
  userId: string;
  fullName: string;
  unitId: string | null;
  unitName: string | null;
  courseId: string | null;
  courseTitle: string | null;
  kind: ExemptionKind;
  reason: string;
  validFrom: Day;
  validTo: Day;
  number: string | null;
  issuer: string | null;
  endedAt: string | null;
}

export interface ExemptionFilter {
  q: string;
  state: 'IN_FORCE' | 'COMING' | 'OVER' | 'ENDED' | undefined;
}

async function seenExemptions(db: Db, actor: Actor, { q, state }: ExemptionFilter, today: Day) {
  const scope = await readingScope(db, actor, today);
  return exemptionRows(db, today)
    .$if(scope !== 'ALL', (query) => query.where('m.unit_id', 'in', listed(scope === 'ALL' ? [] : [...scope])))
    .$if(q.trim() !== '', (query) => query.where(matchesPerson(q)))
    .$if(state !== undefined, (query) => query.where(isInState(state ?? 'IN_FORCE', today)));
}

const lastFirst = (query: ReturnType<typeof exemptionRows>) => query.orderBy('x.valid_to', 'desc').orderBy('x.id');

/** All of them, for a file. */
export async function listSeenExemptions(db: Db, actor: Actor, filter: ExemptionFilter, today: Day) {
  const rows = (await lastFirst(await seenExemptions(db, actor, filter, today)).execute()) as ExemptionRow[];
  return rows.map((row) => ({ ...row, state: exemptionState(row, today) }));
}

/** One page of the exemptions of people in the reader's units, those that end last first. */
export async function exemptionsPage(db: Db, actor: Actor, filter: ExemptionFilter & { page: number }, today: Day) {
  const own = await assigningScope(db, actor, today);
  const matching = await seenExemptions(db, actor, filter, today);
  const { rows, ...counts } = await pageOf(db, matching, { page: filter.page, size: exemptionsPerPage }, lastFirst);
  return { ...counts, rows: (rows as ExemptionRow[]).map((row) => ({ ...row, state: exemptionState(row, today), isOwn: covers(own, row.unitId) })) };
}
export type ExemptionsPage = Awaited<ReturnType<typeof exemptionsPage>>;

function exemptionRows(db: Db, today: Day) {
  return db
    .selectFrom('exemption as x')
    .innerJoin('user_account as u', 'u.id', 'x.user_id')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', sql.lit(1)).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_from', '<=', today).on((on) => on.or([on('n.valid_to', 'is', null), on('n.valid_to', '>', today)])))
    .leftJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'x.course_id').on('v.released_at', 'is not', null).on('v.superseded_at', 'is', null))
    .select(['x.id', 'x.user_id as userId', 'u.full_name as fullName', 'm.unit_id as unitId', 'n.name as unitName', 'x.course_id as courseId', 'v.title as courseTitle', 'x.kind', 'x.reason', 'x.valid_from as validFrom', 'x.valid_to as validTo', 'x.number', 'x.issuer', 'x.ended_at as endedAt']);
}

function isInState(state: 'IN_FORCE' | 'COMING' | 'OVER' | 'ENDED', today: Day) {
  if (state === 'ENDED') return sql<SqlBool>`x.ended_at is not null`;
  if (state === 'COMING') return sql<SqlBool>`x.ended_at is null and x.valid_from > ${today}`;
  return state === 'OVER' ? sql<SqlBool>`x.ended_at is null and x.valid_to <= ${today}` : sql<SqlBool>`x.ended_at is null and x.valid_from <= ${today} and x.valid_to > ${today}`;
}

/** @throws AppError not-found for an exemption of somebody whose unit the actor does not cover */
export async function getOwnExemption(db: Db, actor: Actor, id: string, today: Day): Promise<ExemptionRow> {
  const row = (await exemptionRows(db, today).where('x.id', '=', id).executeTakeFirst()) as ExemptionRow | undefined;
  if (!row || !covers(await assigningScope(db, actor, today), row.unitId)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return row;
}

export interface Exemptable {
  id: string;
  fullName: string;
  staffNo: string | null;
  unitName: string | null;
}

/** People of the actor's units whom a question finds; nobody for no question. */
export async function searchExemptable(db: Db, actor: Actor, q: string, today: Day): Promise<Exemptable[]> {
  if (q.trim() === '') return [];
  const rows = await exemptable(db, await assigningScope(db, actor, today), today).where(matchesPerson(q)).orderBy('u.sort_key').orderBy('u.id').limit(20).execute();
  return rows;
}

/** Somebody of the actor's units; undefined for everybody else. */
export async function findExemptable(db: Db, actor: Actor, userId: string, today: Day): Promise<Exemptable | undefined> {
  return exemptable(db, await assigningScope(db, actor, today), today).where('u.id', '=', userId).executeTakeFirst();
}

/** People of the actor's units by their staff numbers; numbers of others find nobody. */
export async function listExemptableByNumber(db: Db, actor: Actor, staffNumbers: readonly string[], today: Day): Promise<Exemptable[]> {
  return exemptable(db, await assigningScope(db, actor, today), today).where('u.staff_no', 'in', listed([...new Set(staffNumbers)])).execute();
}

/** People in service, and those whose account rests: whoever is on leave is often locked for being idle. */
function exemptable(db: Db, scope: UnitScope, today: Day) {
  return db
    .selectFrom('user_account as u')
    .innerJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', sql.lit(1)).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as n', (join) => join.onRef('n.unit_id', '=', 'm.unit_id').on('n.valid_from', '<=', today).on((on) => on.or([on('n.valid_to', 'is', null), on('n.valid_to', '>', today)])))
    .where('u.account_kind', 'in', ['OPERATOR', 'ADMIN'])
    .where((where) => where.or([where('u.left_on', 'is', null), where('u.left_on', '>', today)]))
    .$if(scope !== 'ALL', (query) => query.where('m.unit_id', 'in', listed(scope === 'ALL' ? [] : [...scope])))
    .select(['u.id', 'u.full_name as fullName', 'u.staff_no as staffNo', 'n.name as unitName']);
}

/** First the person is looked for, then the form for her is shown. @throws AppError not-found for somebody outside the actor's units */
export async function newExemptionPage(db: Db, actor: Actor, { q, user }: { q: string; user?: string | undefined }, today: Day) {
  if (user === undefined) return { person: null, found: await searchExemptable(db, actor, q, today), courses: [], today };
  const person = await findExemptable(db, actor, user, today);
  if (!person) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { person, found: [], courses: await listAssignableCourses(db), today };
}
export type NewExemptionPage = Awaited<ReturnType<typeof newExemptionPage>>;
