import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { Actor } from '../actor.ts';
import { stateOf, type AccountState } from '../rules/account-state.ts';
import { homeMembership } from './home-membership.server.ts';
import { matchingPeople, type PeopleFilter } from './people-list.server.ts';

/** Somebody as she stands in a file: what the list shows, and what an office needs to go on with it. */
export interface PersonInFile {
  id: string;
  fullName: string;
  staffNo: string | null;
  email: string | null;
  unitName: string | null;
  above: string | null;
  position: string | null;
  category: string | null;
  joinedOn: Day | null;
  leftOn: Day | null;
  state: AccountState;
}

/** The ids of all people whom a list shows on its pages, in its order. */
export async function idsOfPeople(db: Db, actor: Actor, filter: Omit<PeopleFilter, 'page'>, moment: { at: Instant; today: Day }): Promise<string[]> {
  const rows = await (await matchingPeople(db, actor, filter, moment)).select('u.id').orderBy('u.sort_key').orderBy('u.id').execute();
  return rows.map(({ id }) => id);
}

/** What a file says of some people; the caller has made sure that she may see them. */
export async function peopleForFile(db: Db, ids: readonly string[], { at, today }: { at: Instant; today: Day }): Promise<PersonInFile[]> {
  const rows = await db
    .selectFrom('user_account as u')
    .leftJoin('credential as c', 'c.user_id', 'u.id')
    .leftJoin('membership as m', (join) => join.on('m.id', '=', homeMembership))
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'm.unit_id').on('v.valid_from', '<=', today).on((on) => on.or([on('v.valid_to', 'is', null), on('v.valid_to', '>', today)])))
    .leftJoin('org_unit_version as o', (join) => join.onRef('o.unit_id', '=', 'v.parent_id').on('o.valid_from', '<=', today).on((on) => on.or([on('o.valid_to', 'is', null), on('o.valid_to', '>', today)])))
    .select(['u.id', 'u.full_name as fullName', 'u.staff_no as staffNo', 'u.email', 'u.staff_category as category', 'u.joined_on as joinedOn', 'u.left_on as leftOn', 'u.disabled_at as disabledAt', 'c.password_hash as passwordHash', 'c.locked_until as lockedUntil', 'm.position_title as position', 'v.name as unitName', 'o.name as above'])
    .where('u.id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`)
    .execute();
  return rows.map(({ disabledAt, passwordHash, lockedUntil, ...row }) => ({ ...row, state: stateOf({ leftOn: row.leftOn, disabledAt, lockedUntil, hasPassword: passwordHash !== null }, at) }));
}
