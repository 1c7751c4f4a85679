import type { Db } from '../../../db/client.ts';
import type { Grant } from '../actor.ts';
import type { KnownAccount } from '../rules/import-verdict.ts';
import { homeMembership } from './home-membership.server.ts';

/** How many values go into one IN list. */
const portion = 500;

export interface KnownAccounts {
  byStaffNo: Map<string, KnownAccount>;
  /** The account that owns an e-mail address. */
  emailOwner: Map<string, string>;
}

/** The accounts that staff numbers and e-mails of a file belong to, looked up in a few queries. */
export async function findAccounts(db: Db, wanted: { staffNos: Iterable<string>; emails: Iterable<string> }): Promise<KnownAccounts> {
  const byStaffNo = new Map<string, KnownAccount>();
  const emailOwner = new Map<string, string>();
  for (const staffNos of portions(wanted.staffNos)) {
    const rows = await accountsOf(db, staffNos);
    const roles = await rolesOf(db, rows.map((row) => row.id));
    for (const row of rows) byStaffNo.set(row.staff_no as string, known(row, roles.get(row.id) ?? []));
  }
  for (const emails of portions(wanted.emails)) {
    const rows = await db.selectFrom('user_account').select(['id', 'email']).where('email', 'in', emails).execute();
    for (const { id, email } of rows) emailOwner.set(email as string, id);
  }
  return { byStaffNo, emailOwner };
}

function portions(values: Iterable<string>): string[][] {
  const all = [...new Set(values)].filter((value) => value !== '');
  return Array.from({ length: Math.ceil(all.length / portion) }, (_, at) => all.slice(at * portion, (at + 1) * portion));
}

function accountsOf(db: Db, staffNos: readonly string[]) {
  return db
    .selectFrom('user_account as u')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .leftJoin('membership as home', (join) => join.on('home.id', '=', homeMembership))
    .select('home.unit_id as home_unit_id')
    .select(['u.id', 'u.account_kind', 'u.staff_no', 'u.full_name', 'u.email', 'u.phone', 'u.staff_category', 'u.joined_on', 'u.left_on', 'u.disabled_at', 'm.unit_id', 'm.position_title', 'm.valid_from'])
    .where('u.staff_no', 'in', staffNos)
    .execute();
}
type AccountRow = Awaited<ReturnType<typeof accountsOf>>[number];

async function rolesOf(db: Db, ids: readonly string[]): Promise<Map<string, Grant[]>> {
  const roles = new Map<string, Grant[]>();
  if (ids.length === 0) return roles;
  const rows = await db.selectFrom('role_assignment').select(['user_id', 'role', 'scope', 'unit_id']).where('user_id', 'in', ids).where('revoked_at', 'is', null).where('role', '!=', 'LEARNER').execute();
  for (const { user_id, role, scope, unit_id } of rows) roles.set(user_id, [...(roles.get(user_id) ?? []), { role, scope, unitId: unit_id } as Grant]);
  return roles;
}

function known(row: AccountRow, grants: readonly Grant[]): KnownAccount {
  return {
    id: row.id,
    staffNo: row.staff_no as string,
    fullName: row.full_name,
    email: row.email,
    phone: row.phone,
    category: row.staff_category,
    joinedOn: row.joined_on,
    leftOn: row.left_on,
    disabledAt: row.disabled_at,
    unitId: row.unit_id,
    homeUnitId: row.home_unit_id,
    title: row.position_title,
    memberSince: row.valid_from,
    isProtected: grants.some((grant) => grant.role === 'SYSTEM_ADMIN') || row.account_kind === 'TECHNICAL' || row.account_kind === 'SERVICE',
    grants,
  };
}

/** Every staff number that is all digits, to learn whether they have a fixed width. */
export async function listDigitStaffNos(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('user_account').select('staff_no').where('staff_no', '>=', '0').where('staff_no', '<', ':').execute();
  return rows.flatMap(({ staff_no }) => (staff_no && /^\d+$/.test(staff_no) ? [staff_no] : []));
}
