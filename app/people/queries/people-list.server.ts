import { sql, type SqlBool } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { fold } from '../../platform/text/fold.ts';
import type { Actor, Role } from '../actor.ts';
import { peoplePerPage } from '../forms/people-query.ts';
import { covers } from '../policy.ts';
import { stateOf, type AccountState } from '../rules/account-state.ts';
import { homeMembership } from './home-membership.server.ts';
import { managingScope } from './managed-person.server.ts';
import { unitIdsUnder } from './unit-scope.server.ts';

export interface PeopleFilter {
  q?: string | undefined;
  unit?: string | undefined;
  state?: AccountState | undefined;
  category?: string | undefined;
  role?: Role | undefined;
  page: number;
}

export interface PersonRow {
  id: string;
  fullName: string;
  staffNo: string | null;
  unitName: string | null;
  position: string | null;
  category: string | null;
  state: AccountState;
}

/** One page of the people in the actor's scope, by given name as Vietnamese lists are, with the count of all that match; the last page for one beyond it. */
export async function pageOfPeople(db: Db, actor: Actor, filter: PeopleFilter, { at, today }: { at: Instant; today: Day }): Promise<{ rows: PersonRow[]; count: number; page: number }> {
  const matching = await matchingPeople(db, actor, filter, { at, today });
  const { count } = await matching.select((expression) => expression.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const page = Math.min(filter.page, Math.max(1, Math.ceil(Number(count) / peoplePerPage)));
  const rows = await matching
    .leftJoin('membership as m', (join) => join.on('m.id', '=', homeMembership))
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'm.unit_id').on('v.valid_from', '<=', today).on((on) => on.or([on('v.valid_to', 'is', null), on('v.valid_to', '>', today)])))
    .select(['u.id', 'u.full_name', 'u.staff_no', 'u.staff_category', 'u.left_on', 'u.disabled_at', 'c.password_hash', 'c.locked_until', 'm.position_title', 'v.name as unit_name'])
    .orderBy('u.sort_key')
    .orderBy('u.id')
    .limit(peoplePerPage)
    .offset((page - 1) * peoplePerPage)
    .execute();
  return { count: Number(count), page, rows: rows.map((row) => toRow(row, at)) };
}

/** Everybody in the actor's scope whom the filter lets through. */
export async function matchingPeople(db: Db, actor: Actor, filter: Omit<PeopleFilter, 'page'>, { at, today }: { at: Instant; today: Day }) {
  const units = await wantedUnits(db, actor, filter.unit, today);
  return db
    .selectFrom('user_account as u')
    .leftJoin('credential as c', 'c.user_id', 'u.id')
    .where('u.account_kind', '!=', 'SERVICE')
    .where((where) => where.and([...conditions(filter, at), ...(units === 'ALL' ? [] : [worksIn(units)])]));
}

interface FoundRow {
  id: string;
  full_name: string;
  staff_no: string | null;
  staff_category: string | null;
  left_on: string | null;
  disabled_at: string | null;
  password_hash: string | null;
  locked_until: string | null;
  position_title: string | null;
  unit_name: string | null;
}

function toRow(row: FoundRow, at: Instant): PersonRow {
  const state = stateOf({ leftOn: row.left_on, disabledAt: row.disabled_at, lockedUntil: row.locked_until, hasPassword: row.password_hash !== null }, at);
  return { id: row.id, fullName: row.full_name, staffNo: row.staff_no, unitName: row.unit_name, position: row.position_title, category: row.staff_category, state };
}

/** The filter's unit with everything below, as far as the actor's scope reaches. */
async function wantedUnits(db: Db, actor: Actor, unit: string | undefined, today: Day): Promise<'ALL' | string[]> {
  const scope = await managingScope(db, actor, today);
  if (!unit) return scope === 'ALL' ? 'ALL' : [...scope];
  return (await unitIdsUnder(db, unit, today)).filter((id) => covers(scope, id));
}

/** True when her latest primary membership is in one of the units. */
function worksIn(units: readonly string[]) {
  if (units.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`u.id in (
    select h.user_id from membership as h
    where h.is_primary = 1 and h.unit_id in (${sql.join(units)})
      and not exists (select 1 from membership as l where l.user_id = h.user_id and l.is_primary = 1 and (l.valid_from > h.valid_from or (l.valid_from = h.valid_from and l.id > h.id))))`;
}

function conditions({ q, state, category, role }: Omit<PeopleFilter, 'page'>, at: Instant) {
  const list = q?.trim() ? [matchesPerson(q)] : [];
  if (state) list.push(isInState(state, at));
  if (category) list.push(sql<SqlBool>`u.staff_category = ${category}`);
  if (role) list.push(sql<SqlBool>`exists (select 1 from role_assignment as r where r.user_id = u.id and r.role = ${role} and r.revoked_at is null)`);
  return list;
}

/** Every word of the query in the name (without marks), or the query as part of the staff number or e-mail, of the account `u`. */
export function matchesPerson(q: string) {
  const words = fold(q).split(' ').filter(Boolean).map((word) => sql`instr(u.name_fold, ${word}) > 0`);
  const text = q.trim();
  const identifier = sql`instr(u.staff_no, ${text.toUpperCase()}) > 0 or instr(u.email, ${text.toLowerCase()}) > 0`;
  return words.length > 0 ? sql<SqlBool>`((${sql.join(words, sql` and `)}) or ${identifier})` : sql<SqlBool>`(${identifier})`;
}

/** The same sentence as `stateOf`, for narrowing in the database. */
function isInState(state: AccountState, at: Instant) {
  const inUse = sql`u.left_on is null and u.disabled_at is null`;
  switch (state) {
    case 'LEFT':
      return sql<SqlBool>`u.left_on is not null`;
    case 'DISABLED':
      return sql<SqlBool>`(u.left_on is null and u.disabled_at is not null)`;
    case 'WAITING':
      return sql<SqlBool>`(${inUse} and c.user_id is null)`;
    case 'LOCKED':
      return sql<SqlBool>`(${inUse} and c.locked_until > ${at})`;
    case 'ACTIVE':
      return sql<SqlBool>`(${inUse} and c.user_id is not null and (c.locked_until is null or c.locked_until <= ${at}))`;
  }
}
