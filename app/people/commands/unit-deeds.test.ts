import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { roles, type Actor } from '../actor.ts';
import type { Ports } from '../ports.ts';
import { readUnitAdminPage } from '../queries/unit-admin-page.server.ts';
import { unitIdsUnder } from '../queries/unit-scope.server.ts';
import type { UnitDeed } from '../rules/unit-deeds.ts';
import { decideUnit, withdrawUnitDeed, type UnitDecision } from './decide-unit.server.ts';
import { doUnitDeeds } from './do-unit-deeds.server.ts';
import type { CountUnitWork } from './unit-deeds.server.ts';

const today = '2026-11-23';
const later = '2026-12-01';
const noWork: CountUnitWork = async () => [];
let db: Db;
let clock: TestClock;
let ports: Ports;
let admin: Actor;
let [top, ward, office, other] = ['', '', '', ''];
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  ports = testPorts(db, clock);
  top = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình', kind: 'PROVINCE_PC', level: 'PROVINCE' });
  ward = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: top });
  office = await makeUnit(db, { name: 'Văn phòng UBND phường Hoa Lư', parentId: ward, kind: 'DIVISION' });
  other = await makeUnit(db, { name: 'UBND xã Gia Viễn', parentId: top });
  admin = await makePerson(db, { unitId: top, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
});
afterEach(() => db.destroy());

async function decide(unitId: string, deed: UnitDeed, given: Partial<UnitDecision> = {}, { by = admin, work = noWork } = {}) {
  const mark = deed.kind === 'CREATE' ? null : (await readUnitAdminPage(db, unitId)).mark;
  return decideUnit(ports, by, { id: newId(), unitId, deed, on: today, legalBasis: 'Quyết định số 12/QĐ-UBND', mark, ...given }, work);
}
const versions = async (id: string) => (await db.selectFrom('org_unit_version').select(['name', 'parent_id as parent', 'valid_from as from', 'valid_to as to']).where('unit_id', '=', id).orderBy('valid_from').execute()).map((row) => [row.name, row.parent, row.from, row.to]);
const actions = async () => (await db.selectFrom('audit_event').select('action').where('action', 'like', 'unit.%').orderBy('seq').execute()).map(({ action }) => action);
const create = (name: string, parentId = ward): UnitDeed => ({ kind: 'CREATE', unitKind: 'DIVISION', level: 'COMMUNE', name, shortName: 'Phòng VH', parentId });
const rename = (name: string): UnitDeed => ({ kind: 'RENAME', name, shortName: 'P. HL' });
const refused = (...fields: string[]) => ({ ok: false, faults: Object.fromEntries(fields.map((field) => [field, { vi: expect.any(String) as string, en: expect.any(String) as string }])) });

describe('a decision whose day has come', () => {
  it('creates a unit that people can be put into', async () => {
    const id = newId();
    expect(await decide(id, create('Phòng Văn hoá'), { on: '2026-11-01' })).toEqual({ ok: true, isPlanned: false });
    expect([await versions(id), await unitIdsUnder(db, ward, today)]).toEqual([[['Phòng Văn hoá', ward, '2026-11-01', null]], expect.arrayContaining([ward, office, id])]);
    expect(await actions()).toEqual(['unit.create']);
  });

  it('renames from its day on and keeps the old name; on the day on which the present one began it puts it right', async () => {
    await decide(ward, rename('UBND phường Tây Hoa Lư'), { on: '2026-11-10' });
    await decide(ward, rename('UBND phường Tây Hoa Lư mới'), { on: '2026-11-10' });
    expect(await versions(ward)).toEqual([['UBND phường Hoa Lư', top, '2025-07-01', '2026-11-10'], ['UBND phường Tây Hoa Lư mới', top, '2026-11-10', null]]);
    expect(await db.selectFrom('org_unit_version').select('name_fold').where('unit_id', '=', ward).where('valid_to', 'is', null).execute()).toEqual([{ name_fold: 'ubnd phuong tay hoa lu moi' }]);
  });

  it('moves a unit with everything below it', async () => {
    await decide(ward, { kind: 'MOVE', parentId: other });
    expect(await versions(ward)).toMatchObject([[expect.anything(), top, '2025-07-01', today], [expect.anything(), other, today, null]]);
    expect(new Set(await unitIdsUnder(db, other, today))).toEqual(new Set([other, ward, office]));
  });

  it('gives a code, ends the one before, and takes none that somebody else carries', async () => {
    const code = (unitId: string, of: string, on = today) => decide(unitId, { kind: 'CODE', scheme: 'GSO', code: of }, { on });
    expect([await code(ward, '14320', '2025-07-01'), await code(ward, '14321'), await code(other, '14321')]).toEqual([{ ok: true, isPlanned: false }, { ok: true, isPlanned: false }, refused('code')]);
    expect(await code(ward, '14321')).toEqual(refused('code'));
    expect(await code(ward, '14399')).toEqual(refused('on'));
    // The state gives codes of units that are no more to others.
    expect(await code(other, '14320')).toEqual({ ok: true, isPlanned: false });
    expect((await readUnitAdminPage(db, ward)).codes.map((row) => [row.code, row.from, row.to])).toEqual([['14321', today, null], ['14320', '2025-07-01', today]]);
  });

  it('ends an empty unit with all that is dated about it', async () => {
    await decide(office, { kind: 'CODE', scheme: 'PROVINCE', code: 'VPHL' }, { on: '2026-01-01' });
    expect(await decide(office, { kind: 'END' })).toEqual({ ok: true, isPlanned: false });
    expect([(await versions(office))[0]?.[3], (await readUnitAdminPage(db, office)).endedOn, (await readUnitAdminPage(db, office)).codes[0]?.to]).toEqual([today, today, today]);
    expect(await db.selectFrom('org_unit_change').select(['kind', 'from_unit_id', 'to_unit_id', 'legal_basis', 'effective_on']).execute()).toEqual([{ kind: 'DISSOLVE', from_unit_id: office, to_unit_id: null, legal_basis: 'Quyết định số 12/QĐ-UBND', effective_on: today }]);
    expect(await unitIdsUnder(db, ward, today)).toEqual([ward]);
  });

  it('merges people and sub-units into the successor, with their positions, and gives nobody rights', async () => {
    const leader = await makePerson(db, { unitId: ward, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: ward }] });
    const young = await makePerson(db, { unitId: ward });
    await db.updateTable('membership').set({ valid_from: '2026-11-23' }).where('user_id', '=', young.id).execute();
    expect(await decide(ward, { kind: 'MERGE', intoId: other }, { on: '2026-11-20' })).toEqual({ ok: true, isPlanned: false });
    const homes = async (id: string) => db.selectFrom('membership').select(['unit_id', 'position_title', 'valid_from', 'valid_to']).where('user_id', '=', id).orderBy('valid_from').orderBy('valid_to', (order) => order.desc()).execute();
    expect(await homes(leader.id)).toEqual([{ unit_id: ward, position_title: 'Công chức', valid_from: '2025-07-01', valid_to: '2026-11-20' }, { unit_id: other, position_title: 'Công chức', valid_from: '2026-11-20', valid_to: null }]);
    expect((await homes(young.id)).filter(({ valid_to }) => valid_to === null)).toMatchObject([{ unit_id: other, valid_from: '2026-11-23' }]);
    expect(await versions(office)).toMatchObject([[expect.anything(), ward, '2025-07-01', '2026-11-20'], [expect.anything(), other, '2026-11-20', null]]);
    expect(await db.selectFrom('role_assignment').select('unit_id').where('user_id', '=', leader.id).execute()).toEqual([{ unit_id: ward }]);
    const [row] = await db.selectFrom('audit_event').select(['action', 'details']).where('action', '=', 'unit.merge').execute();
    expect(JSON.parse(row?.details ?? '{}')).toMatchObject({ to: other, people: 2, on: '2026-11-20' });
  });
});

describe('what cannot be', () => {
  it.each<[string, () => [string, UnitDeed], string]>([
    ['a ring', () => [ward, { kind: 'MOVE', parentId: office }], 'parentId'],
    ['a unit below itself', () => [ward, { kind: 'MOVE', parentId: ward }], 'parentId'],
    ['the same place', () => [ward, { kind: 'MOVE', parentId: top }], 'parentId'],
    ['a parent that is not there', () => [ward, { kind: 'MOVE', parentId: newId() }], 'parentId'],
    ['the same name', () => [ward, { kind: 'RENAME', name: 'UBND phường Hoa Lư', shortName: 'UBND phường Hoa Lư' }], 'name'],
    ['a name of a sister', () => [ward, rename('UBND xã Gia Viễn')], 'name'],
    ['a second unit of one name', () => [newId(), create('UBND xã Gia Viễn', top)], 'name'],
    ['a unit below nothing', () => [newId(), create('Phòng Văn hoá', newId())], 'parentId'],
    ['a merger into oneself', () => [ward, { kind: 'MERGE', intoId: ward }], 'intoId'],
    ['a merger into what is below', () => [ward, { kind: 'MERGE', intoId: office }], 'intoId'],
    ['the end of the top', () => [top, { kind: 'END' }], 'form'],
    ['the end of what has sub-units', () => [ward, { kind: 'END' }], 'form'],
  ])('%s is refused, also for a day to come, and changes nothing', async (_what, wish, field) => {
    const [unitId, deed] = wish();
    for (const on of [today, later]) expect(await decide(unitId, deed, { on }), on).toEqual(refused(field));
    expect([await db.selectFrom('org_unit_deed').select('id').execute(), await actions()]).toEqual([[], []]);
  });

  it('is ending a unit with people, and says how many', async () => {
    await makePerson(db, { unitId: office });
    expect(await decide(office, { kind: 'END' })).toMatchObject({ ok: false, faults: { form: { vi: 'Còn 1 người công tác ở đơn vị này. Điều chuyển họ trước, hoặc chọn đơn vị kế tục để sáp nhập.' } } });
  });

  it('is ending or merging a unit that others have work with', async () => {
    const work: CountUnitWork = async (_db, id) => (id === office ? [{ count: 2, say: { vi: 'Còn 2 lớp', en: '2 classes' } }] : []);
    for (const deed of [{ kind: 'END' }, { kind: 'MERGE', intoId: other }] as const) expect(await decide(office, deed, {}, { work })).toEqual({ ok: false, faults: { form: { vi: 'Còn 2 lớp', en: '2 classes' } } });
  });

  it.each<[UnitDeed, string]>([[rename('Tên khác'), '2025-06-30'], [{ kind: 'END' }, '2025-07-01'], [{ kind: 'END' }, '2025-06-30']])('is %j on %s, before it began', async (deed, on) => {
    expect(await decide(office, deed, { on })).toEqual(refused('on'));
  });

  it('is changing what has ended', async () => {
    await decide(office, { kind: 'END' });
    expect(await decide(office, rename('Tên khác'))).toEqual(refused('form'));
    expect(await decide(newId(), create('Phòng Văn hoá', office))).toEqual(refused('parentId'));
  });

  it('is for nobody but whoever administers the whole system', async () => {
    const grants = [...roles.filter((role) => role !== 'SYSTEM_ADMIN').map((role) => ({ role, scope: 'ALL' as const, unitId: null })), { role: 'SYSTEM_ADMIN' as const, scope: 'SUBTREE' as const, unitId: ward }];
    for (const grant of grants) {
      const by = await makePerson(db, { unitId: top, grants: [grant] });
      await expect(decide(ward, rename('Tên khác'), {}, { by }), grant.role).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(withdrawUnitDeed(ports, by, newId()), grant.role).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });
});

describe('two at once', () => {
  it('a double click decides once', async () => {
    const [id, unitId] = [newId(), newId()];
    const twice = await Promise.all([decide(unitId, create('Phòng Văn hoá'), { id }), decide(unitId, create('Phòng Văn hoá'), { id })]);
    expect([twice, (await versions(unitId)).length, await actions()]).toEqual([[{ ok: true, isPlanned: false }, { ok: true, isPlanned: false }], 1, ['unit.create']]);
  });

  it('the slower of two administrators is told', async () => {
    const { mark } = await readUnitAdminPage(db, ward);
    await decide(ward, rename('Tên một'), { mark });
    expect(await decide(ward, rename('Tên hai'), { mark })).toEqual(refused('form'));
  });
});

describe('a decision for a day to come', () => {
  it('changes nothing until then, then everything, once', async () => {
    const made = newId();
    expect(await decide(ward, rename('UBND phường mới'), { on: later })).toEqual({ ok: true, isPlanned: true });
    await decide(made, create('Phòng Văn hoá'), { on: '2026-12-02' });
    expect([(await versions(ward)).length, await versions(made), await actions()]).toEqual([1, [], ['unit.plan', 'unit.plan']]);
    expect((await readUnitAdminPage(db, ward)).planned.map(({ deed, on }) => [deed.kind, on])).toEqual([['RENAME', later], ['CREATE', '2026-12-02']]);
    clock.set('2026-11-30T16:59:59.000Z');
    expect(await doUnitDeeds(ports, noWork)).toEqual({ done: 0, refused: 0 });
    clock.set('2026-12-02T17:00:00.000Z');
    expect([await doUnitDeeds(ports, noWork), await doUnitDeeds(ports, noWork)]).toEqual([{ done: 2, refused: 0 }, { done: 0, refused: 0 }]);
    expect([await versions(ward), await versions(made)]).toEqual([[['UBND phường Hoa Lư', top, '2025-07-01', later], ['UBND phường mới', top, later, null]], [['Phòng Văn hoá', ward, '2026-12-02', null]]]);
    expect(await actions()).toEqual(['unit.plan', 'unit.plan', 'unit.rename', 'unit.create']);
  });

  it('that has become impossible says why, and is done once it can be', async () => {
    await decide(office, { kind: 'END' }, { on: later });
    const person = await makePerson(db, { unitId: office });
    clock.set('2026-12-01T01:00:00.000Z');
    expect(await doUnitDeeds(ports, noWork)).toEqual({ done: 0, refused: 1 });
    expect((await readUnitAdminPage(db, office)).planned).toMatchObject([{ fault: { vi: expect.stringContaining('Còn 1 người') as string } }]);
    await db.updateTable('membership').set({ valid_to: '2026-12-01' }).where('user_id', '=', person.id).execute();
    expect(await doUnitDeeds(ports, noWork)).toEqual({ done: 1, refused: 0 });
    expect(await readUnitAdminPage(db, office)).toMatchObject({ endedOn: later, planned: [] });
  });

  it('can be taken back until it is done, and stands in the log', async () => {
    const id = newId();
    await decide(ward, rename('UBND phường mới'), { id, on: later });
    expect([await withdrawUnitDeed(ports, admin, id), await withdrawUnitDeed(ports, admin, id)]).toEqual([{ ok: true, unitId: ward }, { ok: true, unitId: ward }]);
    clock.set('2026-12-02T01:00:00.000Z');
    expect([await doUnitDeeds(ports, noWork), (await versions(ward)).length, await actions()]).toEqual([{ done: 0, refused: 0 }, 1, ['unit.plan', 'unit.withdraw']]);
    await decide(ward, rename('UBND phường mới'), { id: 'd' });
    expect(await withdrawUnitDeed(ports, admin, 'd')).toEqual(refused('form'));
    await expect(withdrawUnitDeed(ports, admin, newId())).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is kept as it was decided', async () => {
    await decide(ward, rename('UBND phường mới'), { on: later });
    await expect(db.updateTable('org_unit_deed').set({ effective_on: today }).execute()).rejects.toThrow('does not change');
    await expect(db.deleteFrom('org_unit_deed').execute()).rejects.toThrow('is kept');
  });
});
