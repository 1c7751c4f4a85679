import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { fold } from '../../platform/text/fold.ts';
import type { Actor, Grant } from '../actor.ts';
import { covers } from '../policy.ts';
import { getManagedPerson, getPersonInScope } from './managed-person.server.ts';
import { pageOfPeople } from './people-list.server.ts';
import { listRoles } from './person-page.server.ts';
import { listUnitsInScope, unitIdsUnder, unitScopeOf } from './unit-scope.server.ts';
import { findUnit, listChildUnits } from './units.server.ts';

/** On 1 June 2026 two communes become one ward, and the office of the first goes to the ward. */
const eve = '2026-05-31';
const change = '2026-06-01';
let db: Db;
let province: string;
let ninhGiang: string;
let ninhHoa: string;
let office: string;
let ward: string;

async function version(unitId: string, name: string, parentId: string | null, from: string, to: string | null = null) {
  await db.insertInto('org_unit_version').values({ id: newId(), unit_id: unitId, name, short_name: name, name_fold: fold(name), parent_id: parentId, valid_from: from, valid_to: to }).execute();
}
async function end(unitId: string, on: string) {
  await db.updateTable('org_unit_version').set({ valid_to: on }).where('unit_id', '=', unitId).where('valid_to', 'is', null).execute();
}
beforeEach(async () => {
  db = await freshDb();
  province = await makeUnit(db, { name: 'UBND tỉnh', level: 'PROVINCE', kind: 'PROVINCE_PC' });
  ninhGiang = await makeUnit(db, { name: 'UBND xã Ninh Giang', parentId: province });
  ninhHoa = await makeUnit(db, { name: 'UBND xã Ninh Hoà', parentId: province });
  office = await makeUnit(db, { name: 'Văn phòng xã Ninh Giang', parentId: ninhGiang });
  for (const unit of [ninhGiang, ninhHoa, office]) await end(unit, change);
  ward = newId();
  await db.insertInto('org_unit').values({ id: ward, kind: 'COMMUNE_PC', level: 'COMMUNE', valid_from: change, valid_to: null }).execute();
  await version(ward, 'UBND phường Tây Hoa Lư', province, change);
  await version(office, 'Văn phòng phường Tây Hoa Lư', ward, change);
});
const over = (unitId: string, role: Grant['role'] = 'TRAINING_ADMIN'): Grant => ({ role, scope: 'SUBTREE', unitId });
const at = (today: string) => ({ at: `${today}T01:00:00.000Z`, today });
const seen = async (actor: Actor, today: string) => (await pageOfPeople(db, actor, { page: 1 }, at(today))).rows.map((row) => row.fullName);

describe('a merger', () => {
  it('happens at the beginning of its day: the old tree until then, the new one from then on', async () => {
    expect((await unitIdsUnder(db, ninhGiang, eve)).toSorted()).toEqual([ninhGiang, office].toSorted());
    expect(await unitIdsUnder(db, ward, eve)).toEqual([]);
    expect(await unitIdsUnder(db, ninhGiang, change)).toEqual([]);
    expect((await unitIdsUnder(db, ward, change)).toSorted()).toEqual([ward, office].toSorted());
  });

  it('takes the scope from a right over the unit that is gone, and hands it to nobody by itself', async () => {
    const scope = (unitId: string, today: string) => unitScopeOf(db, [over(unitId)], today);
    expect(covers(await scope(ninhGiang, eve), office)).toBe(true);
    expect(await scope(ninhGiang, change)).toEqual(new Set());
    expect(covers(await scope(ward, change), office)).toBe(true);
    expect(await listUnitsInScope(db, [over(ninhGiang)], change)).toEqual([]);
  });

  it('keeps a right over both the old and the new unit whole on either side', async () => {
    const grants = [over(ninhGiang), over(ninhHoa), over(ward)];
    const names = async (today: string) => (await listUnitsInScope(db, grants, today)).map(({ name, depth }) => `${depth} ${name}`);
    expect(await names(eve)).toEqual(['0 UBND xã Ninh Giang', '1 Văn phòng xã Ninh Giang', '0 UBND xã Ninh Hoà']);
    expect(await names(change)).toEqual(['0 UBND phường Tây Hoa Lư', '1 Văn phòng phường Tây Hoa Lư']);
  });

  it('counts a unit once that two rights reach', async () => {
    const scope = await unitScopeOf(db, [over(province), over(ward), over(office)], change);
    expect(scope === 'ALL' ? 0 : scope.size).toBe(3);
    expect((await listUnitsInScope(db, [over(province), over(office)], change)).map(({ depth }) => depth)).toEqual([0, 1, 2]);
  });
});

describe('people in a merger', () => {
  it('go with their unit, whose name is the one of the day', async () => {
    const trainer = await makePerson(db, { fullName: 'Đào Tạo', unitId: province, grants: [over(ward)] });
    const clerk = await makePerson(db, { fullName: 'Lê Ngọc Ánh', unitId: office });
    expect([await seen(trainer, eve), await seen(trainer, change)]).toEqual([[], ['Lê Ngọc Ánh']]);
    await expect(getPersonInScope(db, trainer, clerk.id, at(eve))).rejects.toMatchObject({ kind: 'not-found' });
    expect(await getManagedPerson(db, trainer, clerk.id, at(change))).toMatchObject({ unitId: office });
    const { rows } = await pageOfPeople(db, trainer, { page: 1 }, at(change));
    expect(rows).toMatchObject([{ unitName: 'Văn phòng phường Tây Hoa Lư' }]);
  });

  it('whose unit is gone are left to system administrators, who see them without a unit', async () => {
    const boss = await makePerson(db, { fullName: 'Quản Trị', unitId: province, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const lost = await makePerson(db, { fullName: 'Mai Lan', unitId: ninhHoa });
    const trainer = await makePerson(db, { fullName: 'Đào Tạo', unitId: ward, grants: [over(province)] });
    expect(await seen(trainer, eve)).toContain('Mai Lan');
    expect(await seen(trainer, change)).not.toContain('Mai Lan');
    const { rows } = await pageOfPeople(db, boss, { page: 1, q: 'mai lan' }, at(change));
    expect(rows).toMatchObject([{ id: lost.id, unitName: null }]);
  });

  it('are managed by who reaches the unit of today, not the one where they began', async () => {
    const before = await makePerson(db, { unitId: province, grants: [over(ninhGiang)] });
    const clerk = await makePerson(db, { unitId: office });
    await expect(getManagedPerson(db, before, clerk.id, at(change))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('who still hold a right over a unit that is gone are left to system administrators', async () => {
    const trainer = await makePerson(db, { unitId: ward, grants: [over(ward)] });
    const leader = await makePerson(db, { unitId: office, grants: [over(ninhGiang, 'UNIT_LEADER')] });
    await expect(getManagedPerson(db, trainer, leader.id, at(change))).rejects.toMatchObject({ kind: 'forbidden' });
  });
});

describe('a role over a unit', () => {
  const unitNames = async (person: Actor, today: string) => (await listRoles(db, person.id, today)).map((role) => role.unitName);

  it('names it as it is called that day', async () => {
    const leader = await makePerson(db, { unitId: office, grants: [over(office, 'UNIT_LEADER')] });
    expect(await unitNames(leader, eve)).toEqual(['Văn phòng xã Ninh Giang']);
    expect(await unitNames(leader, change)).toEqual(['Văn phòng phường Tây Hoa Lư']);
  });

  it('that has ended names it as it was called last, so that one sees what to revoke', async () => {
    await version(ninhHoa, 'UBND xã Ninh Hoà mới', province, '2026-05-01', '2026-05-02');
    const leader = await makePerson(db, { unitId: ward, grants: [over(ninhHoa, 'UNIT_LEADER'), over(ninhGiang, 'UNIT_LEADER')] });
    expect((await unitNames(leader, change)).toSorted()).toEqual(['UBND xã Ninh Giang', 'UBND xã Ninh Hoà mới']);
  });

  it('of the whole province names none', async () => {
    const boss = await makePerson(db, { unitId: province, grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] });
    expect(await unitNames(boss, change)).toEqual([null]);
  });
});

describe('looking a unit up on a day', () => {
  it.each([['2025-06-30', undefined], ['2025-07-01', 'Văn phòng xã Ninh Giang'], [eve, 'Văn phòng xã Ninh Giang'], [change, 'Văn phòng phường Tây Hoa Lư'], ['2099-12-31', 'Văn phòng phường Tây Hoa Lư']])('on %s it is called %s', async (today, name) => {
    expect((await findUnit(db, office, today))?.name).toBe(name);
  });

  it.each([[eve, ['UBND xã Ninh Giang', 'UBND xã Ninh Hoà']], [change, ['UBND phường Tây Hoa Lư']], ['2025-06-30', []]])('on %s the province has %j below it', async (today, names) => {
    expect((await listChildUnits(db, province, today)).map((unit) => unit.name)).toEqual(names);
  });

  it('a version that begins tomorrow changes nothing today', async () => {
    await end(ward, '2026-12-01');
    await version(ward, 'UBND phường mới', null, '2026-12-01');
    expect(await unitIdsUnder(db, province, '2026-11-30')).toContain(ward);
    expect(await unitIdsUnder(db, province, '2026-12-01')).not.toContain(ward);
  });

  it.each(["' or 1=1 --", '', '__proto__', '\u0000', '😀'.repeat(200)])('%j is no unit', async (id) => {
    expect([await findUnit(db, id, change), await unitIdsUnder(db, id, change), await listChildUnits(db, id, change)]).toEqual([undefined, [], []]);
  });
});
