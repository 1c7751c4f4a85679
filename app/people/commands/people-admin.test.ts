import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { givePassword, makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import type { Actor, Grant } from '../actor.ts';
import type { Ports } from '../ports.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { addPerson } from './add-person.server.ts';
import { grantRole, revokeRole } from './change-roles.server.ts';
import { disableAccount } from './disable-account.server.ts';
import { editPerson } from './edit-person.server.ts';
import { giveActivationLink, giveTemporaryPassword, readablePassword } from './hand-over-access.server.ts';
import { reactivateAccount } from './reactivate-account.server.ts';
import { recordLeave } from './record-leave.server.ts';
import { profileForm } from '../forms/person.ts';
import { signIn } from './sign-in.server.ts';
import { transferPerson } from './transfer-person.server.ts';
import { endSessionsOf, unlockAccount } from './unlock-account.server.ts';

const profile = { fullName: 'Trần Thị Bích', email: 'bich@vi-du.invalid', staffNo: 'TB-1', category: 'PUBLIC_EMPLOYEE' } as const;
const all = (role: Grant['role']): Grant => ({ role, scope: 'ALL', unitId: null });
const over = (role: Grant['role'], unitId: string): Grant => ({ role, scope: 'SUBTREE', unitId });

let db: Db;
let clock: TestClock;
let ports: Ports;
let province: string;
let ward: string;
let office: string;
let elsewhere: string;
let system: Actor;
let trainer: Actor;
let person: Actor;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  ports = testPorts(db, clock);
  province = await makeUnit(db, { name: 'UBND tỉnh', level: 'PROVINCE', kind: 'PROVINCE_PC' });
  ward = await makeUnit(db, { name: 'UBND phường A', parentId: province });
  office = await makeUnit(db, { name: 'Văn phòng phường A', parentId: ward });
  elsewhere = await makeUnit(db, { name: 'UBND xã B', parentId: province });
  system = await makePerson(db, { unitId: province, grants: [all('SYSTEM_ADMIN')] });
  trainer = await makePerson(db, { unitId: ward, grants: [over('TRAINING_ADMIN', ward)] });
  person = await makePerson(db, { unitId: office, staffNo: 'CB-A1' });
});
const ref = (whom: { id: string }, revision = 0) => ({ id: whom.id, revision });
const audits = async () => (await db.selectFrom('audit_event').select('action').orderBy('seq').execute()).map((row) => row.action);

/** Every deed that one person can do to another's account. */
const deeds: Record<string, (actor: Actor, whom: Actor) => Promise<{ ok: boolean }>> = {
  edit: (actor, whom) => editPerson(ports, actor, ref(whom), { ...profile, email: null, staffNo: whom.id.toUpperCase() }),
  transfer: (actor, whom) => transferPerson(ports, actor, ref(whom), { unitId: ward, position: 'Chuyên viên', on: '2026-11-23' }),
  leave: (actor, whom) => recordLeave(ports, actor, ref(whom), { on: '2026-11-23' }),
  disable: (actor, whom) => disableAccount(ports, actor, ref(whom)),
  unlock: (actor, whom) => unlockAccount(ports, actor, ref(whom)),
  'end sessions': (actor, whom) => endSessionsOf(ports, actor, ref(whom)),
  'temporary password': (actor, whom) => giveTemporaryPassword(ports, actor, ref(whom)),
  'activation link': (actor, whom) => giveActivationLink(ports, actor, ref(whom), 'http://localhost'),
};

describe.each(Object.keys(deeds))('who may do: %s', (name) => {
  const deed = (actor: Actor, whom: Actor) => deeds[name]?.(actor, whom);

  it('a system administrator and the training administrator of the unit, each with one audit row', async () => {
    expect(await deed(trainer, person)).toMatchObject({ ok: true });
    expect(await deed(system, await makePerson(db, { unitId: elsewhere }))).toMatchObject({ ok: true });
    expect(await audits()).toHaveLength(2);
  });

  it.each(['LEARNER', 'UNIT_LEADER', 'CONTENT_EDITOR', 'AUDITOR'] as const)('not somebody who is only %s', async (role) => {
    const actor = await makePerson(db, { unitId: ward, grants: [role === 'UNIT_LEADER' ? over(role, ward) : all(role)] });
    await expect(deed(actor, person)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await audits()).toEqual([]);
  });

  it('nobody to herself', async () => {
    await expect(deed(system, system)).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(deed(trainer, trainer)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('not a training administrator outside her units, where people are simply not found', async () => {
    await expect(deed(trainer, await makePerson(db, { unitId: elsewhere }))).rejects.toMatchObject({ kind: 'not-found' });
    await expect(deed(trainer, await makePerson(db, { unitId: province }))).rejects.toMatchObject({ kind: 'not-found' });
    await expect(deed(trainer, { ...person, id: 'no-such-person' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('not a training administrator to accounts with rights beyond her own', async () => {
    for (const grant of [all('SYSTEM_ADMIN'), all('AUDITOR'), all('CONTENT_EDITOR'), all('TRAINING_ADMIN'), over('TRAINING_ADMIN', ward), over('UNIT_LEADER', province)]) {
      await expect(deed(trainer, await makePerson(db, { unitId: office, grants: [grant] })), JSON.stringify(grant)).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect(await deed(trainer, await makePerson(db, { unitId: office, grants: [over('UNIT_LEADER', office)] }))).toMatchObject({ ok: true });
  });

  it('only the first of two administrators who opened the same page', async () => {
    expect(await deed(trainer, person)).toMatchObject({ ok: true });
    expect(await deed(system, person)).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('vừa được người khác thay đổi') } } });
  });
});

describe('adding a person', () => {
  const add = (actor: Actor, form = {}) => addPerson(ports, actor, { ...profile, unitId: office, position: 'Công chức', joinedOn: '2026-11-01', ...form });

  it('makes an account that cannot sign in yet, with a membership and an audit row', async () => {
    const outcome = await add(trainer);
    if (!outcome.ok) throw new Error('refused');
    expect(await db.selectFrom('user_account').select(['full_name', 'name_fold', 'staff_no', 'account_kind']).where('id', '=', outcome.id).executeTakeFirst()).toEqual({ full_name: 'Trần Thị Bích', name_fold: 'tran thi bich', staff_no: 'TB-1', account_kind: 'OPERATOR' });
    expect(await db.selectFrom('membership').select(['unit_id', 'valid_from', 'valid_to']).where('user_id', '=', outcome.id).execute()).toEqual([{ unit_id: office, valid_from: '2026-11-01', valid_to: null }]);
    expect(await audits()).toEqual(['account.create']);
  });

  it.each([
    ['outside the scope', () => ({ unitId: elsewhere }), 'unitId'],
    ['in a unit that does not exist', () => ({ unitId: 'nowhere' }), 'unitId'],
    ['with a day to come', () => ({ joinedOn: '2026-11-24' }), 'joinedOn'],
    ['with somebody else’s staff number', () => ({ staffNo: 'CB-A1' }), 'staffNo'],
    ['without anything to sign in with', () => ({ staffNo: null, email: null }), 'staffNo'],
  ])('is refused %s', async (_what, form, field) => {
    expect(await add(trainer, form())).toMatchObject({ ok: false, faults: { [field]: expect.anything() } });
    expect(await audits()).toEqual([]);
  });

  it('is refused with an e-mail that is taken', async () => {
    await add(trainer);
    expect(await add(trainer, { staffNo: 'TB-2' })).toMatchObject({ ok: false, faults: { email: expect.anything() } });
  });

  it('is not for people without the right', async () => {
    await expect(add(await makePerson(db, { grants: [all('AUDITOR')] }))).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('is not possible in a unit that has been dissolved', async () => {
    await db.updateTable('org_unit_version').set({ valid_to: '2026-11-23' }).where('unit_id', '=', office).execute();
    expect(await add(system)).toMatchObject({ ok: false, faults: { unitId: expect.anything() } });
  });
});

describe('editing', () => {
  it('changes the name everywhere it is kept and records only which fields changed', async () => {
    await editPerson(ports, trainer, ref(person), { ...profile, staffNo: 'CB-A1' });
    expect(await db.selectFrom('user_account').select(['full_name', 'name_fold', 'revision']).where('id', '=', person.id).executeTakeFirst()).toEqual({ full_name: 'Trần Thị Bích', name_fold: 'tran thi bich', revision: 1 });
    const { details } = await db.selectFrom('audit_event').select('details').executeTakeFirstOrThrow();
    expect(JSON.parse(details)).toEqual({ fields: ['fullName', 'email', 'category'] });
  });

  it('changes the kind of account for whoever gives roles, and says so in the log', async () => {
    const kind = async () => (await db.selectFrom('user_account').select('account_kind as kind').where('id', '=', person.id).executeTakeFirstOrThrow()).kind;
    const as = (actor: Actor, wanted: 'ADMIN' | 'TECHNICAL' | 'OPERATOR', revision = 0) => editPerson(ports, actor, ref(person, revision), { ...profile, staffNo: 'CB-A1', kind: wanted });
    await expect(as(trainer, 'TECHNICAL')).rejects.toMatchObject({ kind: 'forbidden' });
    expect([await as(trainer, 'OPERATOR'), await kind()]).toEqual([expect.objectContaining({ ok: true }), 'OPERATOR']);
    expect([await as(system, 'TECHNICAL', 1), await kind()]).toEqual([expect.objectContaining({ ok: true }), 'TECHNICAL']);
    const [row] = await db.selectFrom('audit_event').select('details').orderBy('seq', 'desc').limit(1).execute();
    expect(JSON.parse(row?.details ?? '{}')).toEqual({ fields: ['kind'] });
    expect(profileForm.safeParse({ ...profile, email: '', staffNo: '', category: '', revision: 0, kind: 'SERVICE' }).success).toBe(false);
    expect([await editPerson(ports, trainer, ref(person, 2), { ...profile, staffNo: 'CB-A1' }), await kind()]).toEqual([expect.objectContaining({ ok: true }), 'TECHNICAL']);
  });

  it('keeps her own staff number but not somebody else’s', async () => {
    expect(await editPerson(ports, trainer, ref(person), { ...profile, staffNo: 'CB-A1' })).toMatchObject({ ok: true });
    await makePerson(db, { staffNo: 'KHAC-1' });
    expect(await editPerson(ports, trainer, ref(person, 1), { ...profile, staffNo: 'KHAC-1' })).toMatchObject({ ok: false, faults: { staffNo: expect.anything() } });
  });
});

describe('a transfer', () => {
  const move = (actor: Actor, form = {}, revision = 0) => transferPerson(ports, actor, ref(person, revision), { unitId: ward, position: 'Phó Chủ tịch', on: '2026-11-10', ...form });
  const history = () => db.selectFrom('membership').select(['unit_id', 'valid_from', 'valid_to']).where('user_id', '=', person.id).orderBy('valid_from').orderBy('id').execute();

  it('closes the present membership and keeps it', async () => {
    expect(await move(trainer)).toMatchObject({ ok: true });
    expect(await history()).toEqual([{ unit_id: office, valid_from: '2025-07-01', valid_to: '2026-11-10' }, { unit_id: ward, valid_from: '2026-11-10', valid_to: null }]);
  });

  it('out of the scope is refused, and out of it by somebody else hides the person', async () => {
    expect(await move(trainer, { unitId: elsewhere })).toMatchObject({ ok: false, faults: { unitId: expect.anything() } });
    expect(await move(system, { unitId: elsewhere })).toMatchObject({ ok: true });
    await expect(move(trainer, { unitId: ward }, 1)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it.each([
    ['in the future', { on: '2026-11-24' }, 'on'],
    ['before the present membership', { on: '2025-06-30' }, 'on'],
  ])('%s is refused', async (_what, form, field) => {
    expect(await move(trainer, form)).toMatchObject({ ok: false, faults: { [field]: expect.anything() } });
    expect(await history()).toHaveLength(1);
  });

  it('to the same place is refused, to another position in the unit is not', async () => {
    expect(await move(trainer, { unitId: office, position: 'Công chức' })).toMatchObject({ ok: false });
    expect(await move(trainer, { unitId: office, position: 'Chánh Văn phòng' })).toMatchObject({ ok: true });
  });

  it('twice on one day leaves the last', async () => {
    await move(trainer, { on: '2026-11-23' });
    expect(await move(trainer, { on: '2026-11-23', unitId: office, position: 'Công chức' }, 1)).toMatchObject({ ok: true });
    expect((await history()).filter((row) => row.valid_to === null)).toEqual([{ unit_id: office, valid_from: '2026-11-23', valid_to: null }]);
  });
});

describe('leaving and coming back', () => {
  it('ends memberships, roles, links and sessions at once', async () => {
    await makeSession(db, person, clock.now().toISOString());
    await grantRole(ports, system, person.id, over('UNIT_LEADER', office));
    expect(await recordLeave(ports, trainer, ref(person), { on: '2026-11-20' })).toMatchObject({ ok: true });
    expect(await db.selectFrom('user_account').select(['left_on', 'disabled_reason']).where('id', '=', person.id).executeTakeFirst()).toEqual({ left_on: '2026-11-20', disabled_reason: 'LEFT' });
    const open = await db.selectFrom('membership').select('id').where('user_id', '=', person.id).where('valid_to', 'is', null).execute();
    const roles = await db.selectFrom('role_assignment').select('id').where('user_id', '=', person.id).where('revoked_at', 'is', null).execute();
    const sessions = await db.selectFrom('session').select('id').where('user_id', '=', person.id).where('revoked_at', 'is', null).execute();
    expect([open, roles, sessions]).toEqual([[], [], []]);
  });

  it('needs a unit of the scope and a day on the way back', async () => {
    await recordLeave(ports, trainer, ref(person), { on: '2026-11-20' });
    const back = (form: object) => reactivateAccount(ports, trainer, ref(person, 1), form);
    expect(await back({})).toMatchObject({ faults: { unitId: expect.anything() } });
    expect(await back({ unitId: office })).toMatchObject({ faults: { position: expect.anything() } });
    expect(await back({ unitId: office, position: 'Công chức' })).toMatchObject({ faults: { on: expect.anything() } });
    expect(await back({ unitId: office, position: 'Công chức', on: '2026-11-19' })).toMatchObject({ faults: { on: expect.anything() } });
    expect(await back({ unitId: office, position: 'Công chức', on: '2027-01-01' })).toMatchObject({ faults: { on: expect.anything() } });
    expect(await back({ unitId: elsewhere, position: 'Công chức', on: '2026-11-23' })).toMatchObject({ faults: { unitId: expect.anything() } });
    expect(await back({ unitId: office, position: 'Công chức', on: '2026-11-23' })).toMatchObject({ ok: true });
    expect(await db.selectFrom('user_account').select(['left_on', 'disabled_at']).where('id', '=', person.id).executeTakeFirst()).toEqual({ left_on: null, disabled_at: null });
  });

  it('cannot be transferred, disabled again or given access in between', async () => {
    await recordLeave(ports, trainer, ref(person), { on: '2026-11-20' });
    expect(await transferPerson(ports, trainer, ref(person, 1), { unitId: ward, position: 'x', on: '2026-11-23' })).toMatchObject({ ok: false });
    expect(await disableAccount(ports, trainer, ref(person, 1))).toMatchObject({ ok: false });
    expect(await recordLeave(ports, trainer, ref(person, 1), { on: '2026-11-21' })).toMatchObject({ ok: false });
    expect(await giveTemporaryPassword(ports, trainer, ref(person, 1))).toMatchObject({ ok: false });
    expect(await giveActivationLink(ports, trainer, ref(person, 1), '')).toMatchObject({ ok: false });
  });

  it('turns a disabled account on again, but not one in use', async () => {
    expect(await reactivateAccount(ports, trainer, ref(person), {})).toMatchObject({ ok: false });
    await disableAccount(ports, trainer, ref(person));
    expect(await reactivateAccount(ports, trainer, ref(person, 1), {})).toMatchObject({ ok: true });
  });
});

describe('a temporary password', () => {
  it('works for three days and must be changed', async () => {
    const outcome = await giveTemporaryPassword(ports, trainer, ref(person));
    if (!outcome.ok) throw new Error('refused');
    const attempt = () => signIn(ports, { identifier: 'CB-A1', password: outcome.secret }, { userAgent: '', address: '' });
    expect(await attempt()).toMatchObject({ ok: true });
    expect(await db.selectFrom('credential').select(['must_change', 'expires_at']).executeTakeFirst()).toEqual({ must_change: 1, expires_at: '2026-11-26T01:00:00.000Z' });
    clock.pass({ days: 3 });
    expect(await attempt()).toEqual({ ok: false, reason: 'expired-password' });
    expect(JSON.stringify(await db.selectFrom('audit_event').selectAll().execute())).not.toContain(outcome.secret);
  });

  it('can be read aloud and is never the same', () => {
    const made = Array.from({ length: 200 }, readablePassword);
    expect(new Set(made).size).toBe(200);
    for (const password of made) expect(password).toMatch(/^([A-HKMNP-Z][a-hkmnp-z][2-9][a-hkmnp-z]-?){4}$/);
  });

  it('replaces the old password and ends sessions', async () => {
    await givePassword(db, person, { password: 'con mèo nằm trên mái nhà' });
    await makeSession(db, person, clock.now().toISOString());
    await giveTemporaryPassword(ports, trainer, ref(person));
    expect(await signIn(ports, { identifier: 'CB-A1', password: 'con mèo nằm trên mái nhà' }, { userAgent: '', address: '' })).toMatchObject({ ok: false });
    expect(await db.selectFrom('session').select('id').where('revoked_at', 'is', null).execute()).toEqual([]);
  });
});

describe('roles', () => {
  const assignments = () => db.selectFrom('role_assignment').select(['id', 'role', 'scope', 'unit_id', 'granted_by']).where('user_id', '=', person.id).where('revoked_at', 'is', null).execute();

  it('are granted with their scope and revoked again, with audit rows', async () => {
    await grantRole(ports, system, person.id, over('TRAINING_ADMIN', ward));
    const [held] = await assignments();
    expect(held).toMatchObject({ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unit_id: ward, granted_by: system.id });
    expect(await revokeRole(ports, system, person.id, held?.id ?? '')).toMatchObject({ ok: true });
    expect([await assignments(), await audits()]).toEqual([[], ['role.grant', 'role.revoke']]);
  });

  it.each([
    ['auditor for a part', { role: 'AUDITOR', scope: 'SUBTREE', unitId: 'ward' }, 'scope'],
    ['system administrator for a part', { role: 'SYSTEM_ADMIN', scope: 'SUBTREE', unitId: 'ward' }, 'scope'],
    ['unit leader of everything', { role: 'UNIT_LEADER', scope: 'ALL', unitId: null }, 'scope'],
    ['training administrator of herself', { role: 'TRAINING_ADMIN', scope: 'SELF', unitId: null }, 'scope'],
    ['unit leader of no unit', { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: null }, 'unitId'],
    ['unit leader of an unknown unit', { role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: 'nowhere' }, 'unitId'],
  ] as const)('are refused: %s', async (_what, grant, field) => {
    expect(await grantRole(ports, system, person.id, grant as Grant)).toMatchObject({ ok: false, faults: { [field]: expect.anything() } });
    expect(await assignments()).toEqual([]);
  });

  it('are refused twice, and to disabled accounts', async () => {
    await grantRole(ports, system, person.id, all('AUDITOR'));
    expect(await grantRole(ports, system, person.id, all('AUDITOR'))).toMatchObject({ ok: false, faults: { role: expect.anything() } });
    await disableAccount(ports, system, ref(person));
    expect(await grantRole(ports, system, person.id, all('CONTENT_EDITOR'))).toMatchObject({ ok: false });
  });

  it('are changed by nobody but a system administrator, and by nobody for herself', async () => {
    await grantRole(ports, system, person.id, all('AUDITOR'));
    const [held] = await assignments();
    const [own] = await db.selectFrom('role_assignment').select('id').where('user_id', '=', system.id).execute();
    for (const role of ['LEARNER', 'TRAINING_ADMIN', 'AUDITOR', 'CONTENT_EDITOR'] as const) {
      const actor = await makePerson(db, { grants: [all(role)] });
      await expect(grantRole(ports, actor, person.id, all('SYSTEM_ADMIN')), role).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(revokeRole(ports, actor, person.id, held?.id ?? ''), role).rejects.toMatchObject({ kind: 'forbidden' });
    }
    await expect(grantRole(ports, system, system.id, all('AUDITOR'))).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(revokeRole(ports, system, system.id, own?.id ?? '')).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('cannot be granted with a right that was taken away meanwhile', async () => {
    const second = await makePerson(db, { grants: [all('SYSTEM_ADMIN')] });
    const [held] = await db.selectFrom('role_assignment').select('id').where('user_id', '=', second.id).execute();
    await revokeRole(ports, system, second.id, held?.id ?? '');
    await expect(grantRole(ports, second, person.id, all('SYSTEM_ADMIN'))).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('of somebody else cannot be revoked through this person, nor twice', async () => {
    const other = await makePerson(db, { grants: [all('AUDITOR')] });
    const [held] = await db.selectFrom('role_assignment').select('id').where('user_id', '=', other.id).execute();
    await expect(revokeRole(ports, system, person.id, held?.id ?? '')).rejects.toMatchObject({ kind: 'not-found' });
    await revokeRole(ports, system, other.id, held?.id ?? '');
    await expect(revokeRole(ports, system, other.id, held?.id ?? '')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the last system administrator', () => {
  it('stays, whoever tries and however', async () => {
    const former: Actor = await makePerson(db, { grants: [all('SYSTEM_ADMIN')] });
    await db.updateTable('user_account').set({ disabled_at: clock.now().toISOString() }).where('id', '=', former.id).execute();
    const [held] = await db.selectFrom('role_assignment').select('id').where('user_id', '=', system.id).execute();
    for (const outcome of [await revokeRole(ports, former, system.id, held?.id ?? ''), await disableAccount(ports, former, ref(system)), await recordLeave(ports, former, ref(system), { on: '2026-11-23' })]) {
      expect(outcome).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('cuối cùng') } } });
    }
  });

  it('may go when there is another', async () => {
    const second = await makePerson(db, { grants: [all('SYSTEM_ADMIN')] });
    expect(await disableAccount(ports, second, ref(system))).toMatchObject({ ok: true });
  });
});
