import type { Tx } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { importMessages } from '../messages/imports.ts';
import type { PersonLine } from '../rules/import-line.ts';
import type { UnitIndex } from '../rules/import-units.ts';
import type { Change, Verdict } from '../rules/import-verdict.ts';
import { nameColumns } from '../rules/sort-key.ts';

/** A person to be created, updated, moved or let go, as judged. */
export interface PersonWork {
  line: PersonLine;
  verdict: Verdict;
}
export interface WriteTime {
  now: Instant;
  today: Day;
}
/** Whom a chunk touched, for the audit log. */
export interface WrittenIds {
  created: string[];
  updated: string[];
  transferred: string[];
  left: string[];
}

/** Writes one chunk of an import. The caller has judged every row in the same transaction. */
export async function writePeople(tx: Tx, units: UnitIndex, work: readonly PersonWork[], time: WriteTime): Promise<WrittenIds> {
  const of = (outcome: Verdict['outcome']) => work.filter(({ verdict }) => verdict.outcome === outcome);
  const created = await createPeople(tx, units, of('CREATE'), time);
  for (const { verdict } of of('UPDATE')) await updatePerson(tx, verdict);
  for (const item of of('TRANSFER')) await transferPerson(tx, units, item, time);
  for (const { verdict } of of('LEAVE')) await letGo(tx, verdict.accountId as string, verdict.on as Day, time.now);
  const ids = (outcome: Verdict['outcome']) => of(outcome).map(({ verdict }) => verdict.accountId as string);
  return { created, updated: ids('UPDATE'), transferred: ids('TRANSFER'), left: ids('LEAVE') };
}

async function createPeople(tx: Tx, units: UnitIndex, work: readonly PersonWork[], { now, today }: WriteTime): Promise<string[]> {
  if (work.length === 0) return [];
  const people = work.map(({ line, verdict }) => ({ id: newId(), line, unitId: verdict.unitId as string }));
  const accounts = people.map(({ id, line }) => ({ id, account_kind: 'OPERATOR', staff_no: line.staffNo, email: line.email, phone: line.phone, ...nameColumns(line.fullName), staff_category: line.category, joined_on: line.joinedOn, created_at: now }));
  await tx.insertInto('user_account').values(accounts).execute();
  const memberships = people.map(({ id, line, unitId }) => ({
    id: newId(),
    user_id: id,
    unit_id: unitId,
    position_title: line.title ?? titleFor(line),
    is_primary: 1,
    valid_from: notBefore(line.effectiveOn ?? line.joinedOn ?? today, units.byId.get(unitId)?.since),
    valid_to: null,
  }));
  await tx.insertInto('membership').values(memberships).execute();
  return people.map(({ id }) => id);
}

/** People without a title are shown by their legal category. */
function titleFor(line: PersonLine): string {
  return line.category ? importMessages.in('vi')(`category.${line.category}`) : 'Cán bộ, công chức, viên chức';
}

/** Nobody is a member of a unit before the unit exists. */
function notBefore(day: Day, since: Day | undefined): Day {
  return since && day < since ? since : day;
}

async function updatePerson(tx: Tx, verdict: Verdict): Promise<void> {
  const accountId = verdict.accountId as string;
  await changeAccount(tx, accountId, accountColumns(verdict.changes));
  const title = valueOf(verdict.changes, 'title');
  if (title) await tx.updateTable('membership').set({ position_title: title }).where('user_id', '=', accountId).where('is_primary', '=', 1).where('valid_to', 'is', null).execute();
}

function valueOf(changes: readonly Change[], field: Change['field']): string | undefined {
  return changes.find((change) => change.field === field)?.to;
}

type AccountColumns = Partial<Record<'full_name' | 'name_fold' | 'sort_key' | 'email' | 'staff_category' | 'joined_on' | 'left_on' | 'disabled_at' | 'disabled_reason', string>> & { phone?: string | null };

function accountColumns(changes: readonly Change[]): AccountColumns {
  const [name, email, phone, category, joined] = [valueOf(changes, 'fullName'), valueOf(changes, 'email'), valueOf(changes, 'phone'), valueOf(changes, 'category'), valueOf(changes, 'joinedOn')];
  return { ...(name ? nameColumns(name) : {}), ...(email ? { email } : {}), ...(phone ? { phone } : {}), ...(category ? { staff_category: category } : {}), ...(joined ? { joined_on: joined } : {}) };
}

/** Writes what differs and counts the revision, so that a form opened before the import is refused instead of undoing it. */
async function changeAccount(tx: Tx, accountId: string, columns: AccountColumns): Promise<void> {
  await tx.updateTable('user_account').set((set) => ({ ...columns, revision: set('revision', '+', 1) })).where('id', '=', accountId).execute();
}

async function transferPerson(tx: Tx, units: UnitIndex, { line, verdict }: PersonWork, { today }: WriteTime): Promise<void> {
  const accountId = verdict.accountId as string;
  await changeAccount(tx, accountId, accountColumns(verdict.changes));
  const unitId = verdict.unitId as string;
  const on = notBefore(verdict.on ?? today, units.byId.get(unitId)?.since);
  const old = await tx.updateTable('membership').set({ valid_to: on }).where('user_id', '=', accountId).where('is_primary', '=', 1).where('valid_to', 'is', null).returning('position_title').executeTakeFirst();
  await tx
    .insertInto('membership')
    .values({ id: newId(), user_id: accountId, unit_id: unitId, position_title: line.title ?? old?.position_title ?? titleFor(line), is_primary: 1, valid_from: on, valid_to: null })
    .execute();
}

/** Ends memberships, roles, links and sessions and forgets the work phone; the account stays, so that what was learnt and certified keeps its owner. */
async function letGo(tx: Tx, accountId: string, on: Day, now: Instant): Promise<void> {
  await changeAccount(tx, accountId, { left_on: on, disabled_at: now, disabled_reason: 'LEFT', phone: null });
  const open = tx.updateTable('membership').where('user_id', '=', accountId).where('valid_to', 'is', null);
  await open.set((set) => ({ valid_to: set.ref('valid_from') })).where('valid_from', '>', on).execute();
  await open.set({ valid_to: on }).execute();
  await tx.updateTable('role_assignment').set({ revoked_at: now }).where('user_id', '=', accountId).where('revoked_at', 'is', null).execute();
  await tx.updateTable('activation').set({ used_at: now }).where('user_id', '=', accountId).where('used_at', 'is', null).execute();
  await tx.updateTable('session').set({ revoked_at: now }).where('user_id', '=', accountId).where('revoked_at', 'is', null).execute();
}
