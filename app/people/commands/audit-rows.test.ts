import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { findAuditBreak, recordAudit } from '../../platform/audit.server.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { givePassword, makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import type { Ports } from '../ports.ts';
import { nameSortKey } from '../rules/sort-key.ts';
import { pageOfPeople } from '../queries/people-list.server.ts';
import { addPerson } from './add-person.server.ts';
import { grantRole, revokeRole } from './change-roles.server.ts';
import { disableAccount } from './disable-account.server.ts';
import { editPerson } from './edit-person.server.ts';
import { auditCsv, exportAudit } from './export-audit.server.ts';
import { giveActivationLink, giveTemporaryPassword } from './hand-over-access.server.ts';
import { reactivateAccount } from './reactivate-account.server.ts';
import { recordLeave } from './record-leave.server.ts';
import { signIn } from './sign-in.server.ts';
import { storePassword } from './store-password.server.ts';
import { hashPassword } from '../password.server.ts';
import { transferPerson } from './transfer-person.server.ts';
import { endSessionsOf, unlockAccount } from './unlock-account.server.ts';

let db: Db;
let clock: TestClock;
let ports: Ports;
let unit: string;
let ward: string;
let admin: Actor;
let person: Actor;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  ports = testPorts(db, clock);
  unit = await makeUnit(db, { name: 'UBND tỉnh' });
  ward = await makeUnit(db, { name: 'UBND phường', parentId: unit });
  admin = await makePerson(db, { fullName: 'Phạm Quản Trị', unitId: unit, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  person = await makePerson(db, { unitId: ward, staffNo: 'CB-1' });
});
const profile = { fullName: 'Trần Bích', email: 'bich@vi-du.invalid', staffNo: 'CB-1', category: 'CADRE' } as const;
const ref = (revision = 0) => ({ id: person.id, revision });
const rows = async () => (await db.selectFrom('audit_event').selectAll().orderBy('seq').execute()).map((row) => ({ ...row, details: JSON.parse(row.details) as Record<string, unknown> }));

/** What each deed leaves in the log: no more than who, whom and what. */
const deeds: Record<string, readonly [() => Promise<{ ok: boolean }>, Record<string, unknown> | (() => Record<string, unknown>)]> = {
  'account.edit': [() => editPerson(ports, admin, ref(), profile), { fields: ['fullName', 'email', 'category'] }],
  'membership.transfer': [() => transferPerson(ports, admin, ref(), { unitId: unit, position: 'x', on: '2026-11-20' }), () => ({ from: ward, to: unit, on: '2026-11-20' })],
  'account.leave': [() => recordLeave(ports, admin, ref(), { on: '2026-11-20' }), { on: '2026-11-20', revokedRoles: [] }],
  'account.disable': [() => disableAccount(ports, admin, ref()), {}],
  'account.unlock': [() => unlockAccount(ports, admin, ref()), {}],
  'session.end-all': [() => endSessionsOf(ports, admin, ref()), { count: 1 }],
  'password.give-temporary': [() => giveTemporaryPassword(ports, admin, ref()), { expiresAt: '2026-11-26T01:00:00.000Z' }],
  'activation.give-link': [() => giveActivationLink(ports, admin, ref(), 'http://x'), { expiresAt: '2026-11-26T01:00:00.000Z' }],
  'role.grant': [() => grantRole(ports, admin, person.id, { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: ward }), () => ({ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: ward })],
};

describe.each(Object.entries(deeds))('%s', (action, [deed, details]) => {
  it('leaves one row: who, whom, when and what, chained to the one before', async () => {
    await makeSession(db, person, clock.now().toISOString());
    await db.transaction().execute((tx) => recordAudit(tx, { at: clock.now().toISOString(), actor: null, action: 'test', objectType: 'x', objectId: 'x' }));
    expect(await deed()).toMatchObject({ ok: true });
    const [, row, ...more] = await rows();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ at: '2026-11-23T01:00:00.000Z', actor_id: admin.id, actor_name: 'Phạm Quản Trị', action, object_type: 'user_account', object_id: person.id, details: typeof details === 'function' ? details() : details });
    expect(await findAuditBreak(db)).toBeNull();
  });

  it('is undone with its row when the row cannot be written', async () => {
    await db.schema.alterTable('audit_event').renameTo('audit_gone').execute();
    await expect(deed()).rejects.toThrow();
    expect(await db.selectFrom('user_account').select(['full_name', 'revision', 'disabled_at', 'left_on']).where('id', '=', person.id).executeTakeFirst()).toEqual({ full_name: person.fullName, revision: 0, disabled_at: null, left_on: null });
    expect(await db.selectFrom('role_assignment').select('id').where('user_id', '=', person.id).execute()).toEqual([]);
    expect(await db.selectFrom('activation').select('id').execute()).toEqual([]);
  });
});

it('says where somebody came back to, and which role was taken', async () => {
  await grantRole(ports, admin, person.id, { role: 'AUDITOR', scope: 'ALL', unitId: null });
  const { id } = await db.selectFrom('role_assignment').select('id').where('user_id', '=', person.id).executeTakeFirstOrThrow();
  await revokeRole(ports, admin, person.id, id);
  await recordLeave(ports, admin, ref(), { on: '2026-11-20' });
  await reactivateAccount(ports, admin, ref(1), { unitId: unit, position: 'Công chức', on: '2026-11-23' });
  expect((await rows()).map((row) => [row.action, row.details])).toEqual([
    ['role.grant', { role: 'AUDITOR', scope: 'ALL', unitId: null }],
    ['role.revoke', { role: 'AUDITOR', scope: 'ALL', unitId: null }],
    ['account.leave', { on: '2026-11-20', revokedRoles: [] }],
    ['account.reactivate', { unitId: unit, on: '2026-11-23' }],
  ]);
});

const names = [`O'Brien "Ánh"`, '<script>alert(1)</script>', "'; drop table user_account; --", 'Lò Thị 😀👩‍👩‍👧', 'Nguyễn Ước'.normalize('NFD'), 'محمد علي', '=HYPERLINK("http://x")', 'Ng'.repeat(250), '%_\\', '{"a":1}'];

describe.each(names)('the name %j', (fullName) => {
  it('is kept as it is, found, sorted and recorded', async () => {
    const added = await addPerson(ports, admin, { ...profile, staffNo: 'MOI-1', fullName, unitId: ward, position: fullName, joinedOn: '2026-11-01' });
    if (!added.ok) throw new Error('refused');
    expect(await db.selectFrom('user_account').select(['full_name', 'sort_key']).where('id', '=', added.id).executeTakeFirst()).toEqual({ full_name: fullName, sort_key: nameSortKey(fullName) });
    const moment = { at: clock.now().toISOString(), today: '2026-11-23' };
    expect((await pageOfPeople(db, admin, { page: 1, q: 'moi-1' }, moment)).rows).toMatchObject([{ id: added.id, fullName, position: fullName }]);
    if (/\p{L}/u.test(fullName)) expect((await pageOfPeople(db, admin, { page: 1, q: fullName }, moment)).rows.map((row) => row.id)).toEqual([added.id]);
    const actor = { ...admin, fullName };
    await disableAccount(ports, actor, { id: added.id, revision: 0 });
    expect((await rows()).at(-1)).toMatchObject({ actor_name: fullName, object_id: added.id });
    expect(await findAuditBreak(db)).toBeNull();
  });

  it('goes out in an export as one cell that no spreadsheet runs', async () => {
    await disableAccount(ports, { ...admin, fullName }, ref());
    const csv = await exportAudit(ports, admin, {}, 'en');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const [head, row] = parse(csv, { bom: true }) as string[][];
    expect(head?.[0]).toBe('#');
    expect(row?.[2]).toBe(/^[=+\-@\t\r]/.test(fullName) ? `'${fullName}` : fullName);
  });
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('an export never begins a cell with %j', (text) => {
  const csv = auditCsv([{ seq: 1, actorId: 'a', at: '2026-11-23T01:00:00.000Z', actorName: text, action: text, objectType: text, objectId: text, objectName: null, details: text }], 'vi', 'Asia/Ho_Chi_Minh');
  const [, row = []] = parse(csv, { bom: true, delimiter: ';' }) as string[][];
  expect(row.slice(2)).toEqual(Array.from({ length: 5 }, () => `'${text.replace('\r', '\n')}`));
  expect(row[1]).toBe('23/11/2026 08:00');
  expect(csv.match(/\r\n/g)).toHaveLength(2);
});

it('opens no session with a password that was replaced while it was being checked', async () => {
  await givePassword(db, person, { password: 'con mèo nằm trên mái nhà' });
  const hash = await hashPassword('bầy sếu bay qua đồng chiêm');
  const attempt = signIn(ports, { identifier: 'CB-1', password: 'con mèo nằm trên mái nhà' }, { userAgent: '', address: '' });
  const replaced = db.transaction().execute((tx) => storePassword(tx, person.id, { hash, now: clock.now().toISOString(), mustChange: false, expiresAt: null }));
  const [result] = await Promise.all([attempt, replaced]);
  expect(result).toEqual({ ok: false, reason: 'wrong' });
  expect(await db.selectFrom('session').select('id').execute()).toEqual([]);
});

it('hands nobody access to a service account, which has no person behind it', async () => {
  await db.updateTable('user_account').set({ account_kind: 'SERVICE' }).where('id', '=', person.id).execute();
  await expect(giveActivationLink(ports, admin, ref(), 'http://x')).rejects.toMatchObject({ kind: 'not-found' });
  await expect(giveTemporaryPassword(ports, admin, ref())).rejects.toMatchObject({ kind: 'not-found' });
  expect(await rows()).toEqual([]);
});
