import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { givePassword, makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor, Grant } from '../actor.ts';
import { peopleHref, peopleQuery } from '../forms/people-query.ts';
import { canManagePerson, canOpenAdmin, canSeePerson, covers } from '../policy.ts';
import { getPersonInScope } from './managed-person.server.ts';
import { pageOfPeople, type PeopleFilter } from './people-list.server.ts';
import { readPersonPage } from './person-page.server.ts';
import { listUnitsInScope, unitIdsUnder, unitScopeOf } from './unit-scope.server.ts';

const moment = { at: '2026-11-23T01:00:00.000Z', today: '2026-11-23' };
const over = (unitId: string): Grant => ({ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId });

let db: Db;
let province: string;
let ward: string;
let office: string;
let elsewhere: string;
let system: Actor;
let trainer: Actor;
beforeEach(async () => {
  db = await freshDb();
  province = await makeUnit(db, { name: 'UBND tỉnh', level: 'PROVINCE', kind: 'PROVINCE_PC' });
  ward = await makeUnit(db, { name: 'UBND phường A', parentId: province });
  office = await makeUnit(db, { name: 'Văn phòng phường A', parentId: ward });
  elsewhere = await makeUnit(db, { name: 'UBND xã B', parentId: province });
  system = await makePerson(db, { fullName: 'Quản Trị', staffNo: 'QT', email: null, unitId: province, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  trainer = await makePerson(db, { fullName: 'Đào Tạo', staffNo: 'DT', email: null, unitId: ward, grants: [over(ward)] });
  await makePerson(db, { fullName: 'Lê Thị Thuý', staffNo: 'A-10%', email: 'thuy@vi-du.invalid', unitId: office });
  await makePerson(db, { fullName: 'Lê Thị Thuỳ', staffNo: 'A-11', email: 'thuy2@vi-du.invalid', unitId: office });
  await makePerson(db, { fullName: 'Lê Thị Thuỷ', staffNo: 'B-10', email: 'thuy3@vi-du.invalid', unitId: elsewhere });
});
const names = async (actor: Actor, filter: Partial<PeopleFilter> = {}) => (await pageOfPeople(db, actor, { page: 1, ...filter }, moment)).rows.map((row) => row.fullName);

describe('the tree of a day', () => {
  it('holds a unit with everything below', async () => {
    expect((await unitIdsUnder(db, ward, moment.today)).toSorted()).toEqual([ward, office].toSorted());
    expect(await unitIdsUnder(db, province, moment.today)).toHaveLength(4);
    expect(await unitIdsUnder(db, 'nowhere', moment.today)).toEqual([]);
  });

  it('follows a unit that was moved under another parent', async () => {
    await db.updateTable('org_unit_version').set({ valid_to: '2026-11-23' }).where('unit_id', '=', office).execute();
    await db.insertInto('org_unit_version').values({ id: 'v2', unit_id: office, name: 'Văn phòng xã B', short_name: 'VP', name_fold: 'van phong xa b', parent_id: elsewhere, valid_from: '2026-11-23' }).execute();
    expect([await unitIdsUnder(db, ward, '2026-11-22'), await unitIdsUnder(db, ward, '2026-11-23')].map((ids) => ids.length)).toEqual([2, 1]);
    expect(await unitIdsUnder(db, elsewhere, '2026-11-23')).toContain(office);
  });

  it('ends even when units stand in a ring', async () => {
    await db.updateTable('org_unit_version').set({ parent_id: office }).where('unit_id', '=', ward).execute();
    expect((await unitIdsUnder(db, ward, moment.today)).length).toBe(2);
  });

  it('is listed as far as grants reach', async () => {
    const list = (grants: Grant[]) => listUnitsInScope(db, grants, moment.today).then((units) => units.map((unit) => [unit.name, unit.depth]));
    expect(await list([over(ward)])).toEqual([['UBND phường A', 0], ['Văn phòng phường A', 1]]);
    expect(await list([over(office), over(elsewhere)])).toEqual([['UBND xã B', 0], ['Văn phòng phường A', 0]]);
    expect(await list([{ role: 'AUDITOR', scope: 'ALL', unitId: null }])).toHaveLength(4);
    expect(await list([{ role: 'LEARNER', scope: 'SELF', unitId: null }])).toEqual([]);
    expect(await list([])).toEqual([]);
  });

  it('gives a scope that covers what is in it and nobody without a unit', async () => {
    const scope = await unitScopeOf(db, [over(ward)], moment.today);
    expect([covers(scope, office), covers(scope, elsewhere), covers(scope, null), covers('ALL', null)]).toEqual([true, false, false, true]);
  });
});

describe('finding people', () => {
  it('shows everybody to a system administrator, by given name in Vietnamese order', async () => {
    expect(await names(system)).toEqual(['Đào Tạo', 'Lê Thị Thuỳ', 'Lê Thị Thuỷ', 'Lê Thị Thuý', 'Quản Trị']);
  });

  it('shows a training administrator only the people of her units, however she searches', async () => {
    const inside = ['Lê Thị Thuỳ', 'Lê Thị Thuý'];
    expect(await names(trainer)).toEqual(['Đào Tạo', ...inside]);
    expect(await names(trainer, { q: 'thuy' })).toEqual(inside);
    expect(await names(trainer, { q: 'B-10' })).toEqual([]);
    expect(await names(trainer, { q: 'thuy3@vi-du.invalid' })).toEqual([]);
    expect(await names(trainer, { unit: elsewhere })).toEqual([]);
    expect(await names(trainer, { unit: province })).toEqual(['Đào Tạo', ...inside]);
    expect((await pageOfPeople(db, trainer, { page: 1, unit: elsewhere }, moment)).count).toBe(0);
  });

  it('shows nobody to somebody without rights over people', async () => {
    expect(await names({ ...trainer, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: ward }] })).toEqual([]);
  });

  it.each([
    ['thuy le', 3], ['THUỲ', 3], ['thuỳ'.normalize('NFD'), 3], ['a-10%', 1], ['%', 1], ['_', 0], ['@vi-du', 3], ["'; drop table user_account; --", 0], ['😀', 0], ['   ', 5],
  ])('finds %j in %i people', async (q, count) => {
    expect(await names(system, { q })).toHaveLength(count);
  });

  it('filters by unit with its sub-units, category, role and state', async () => {
    expect(await names(system, { unit: ward })).toHaveLength(3);
    expect(await names(system, { category: 'CADRE' })).toEqual([]);
    expect(await names(system, { role: 'TRAINING_ADMIN' })).toEqual(['Đào Tạo']);
    await givePassword(db, trainer);
    await givePassword(db, system, { lockedUntil: '2027-01-01T00:00:00.000Z' });
    await db.updateTable('user_account').set({ disabled_at: moment.at }).where('staff_no', '=', 'A-11').execute();
    await db.updateTable('user_account').set({ disabled_at: moment.at, left_on: '2026-11-01' }).where('staff_no', '=', 'B-10').execute();
    const byState = async (state: PeopleFilter['state']) => names(system, { state });
    expect([await byState('ACTIVE'), await byState('LOCKED'), await byState('DISABLED'), await byState('LEFT'), await byState('WAITING')]).toEqual([['Đào Tạo'], ['Quản Trị'], ['Lê Thị Thuỳ'], ['Lê Thị Thuỷ'], ['Lê Thị Thuý']]);
  });

  it('says the same state in the list as the filter asked for', async () => {
    await givePassword(db, system, { lockedUntil: moment.at });
    for (const state of ['ACTIVE', 'WAITING', 'LOCKED', 'DISABLED', 'LEFT'] as const) {
      const { rows } = await pageOfPeople(db, system, { page: 1, state }, moment);
      expect(rows.every((row) => row.state === state)).toBe(true);
    }
  });

  it('pages through many without losing or repeating anybody', async () => {
    for (let at = 0; at < 60; at += 1) await makePerson(db, { fullName: `Người Thứ ${at % 7}`, unitId: office });
    const [one, two] = [await pageOfPeople(db, trainer, { page: 1 }, moment), await pageOfPeople(db, trainer, { page: 2 }, moment)];
    expect([one.count, one.rows.length, two.rows.length]).toEqual([63, 50, 13]);
    expect(new Set([...one.rows, ...two.rows].map((row) => row.id)).size).toBe(63);
    expect(await pageOfPeople(db, trainer, { page: 99 }, moment)).toEqual(two);
  });

  it('keeps somebody who left where she last worked', async () => {
    await db.updateTable('membership').set({ valid_to: '2026-11-01' }).where('unit_id', '=', office).execute();
    expect(await names(trainer, { q: 'thuy' })).toHaveLength(2);
  });

  it('does not count a secondary membership', async () => {
    const { id } = await db.selectFrom('user_account').select('id').where('staff_no', '=', 'B-10').executeTakeFirstOrThrow();
    await db.insertInto('membership').values({ id: 'm2', user_id: id, unit_id: office, position_title: 'Kiêm nhiệm', is_primary: 0, valid_from: '2026-01-01' }).execute();
    expect(await names(trainer, { q: 'B-10' })).toEqual([]);
    await expect(getPersonInScope(db, trainer, id, moment)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the page of a person', () => {
  it('shows memberships over time, roles and sessions', async () => {
    const shown = await readPersonPage(db, system, trainer.id, moment);
    expect(shown).toMatchObject({ fullName: 'Đào Tạo', state: 'WAITING', canManage: true, isOwn: false, canChangeRoles: true, sessionCount: 0, credential: null });
    expect(shown.memberships).toMatchObject([{ unitName: 'UBND phường A', position: 'Công chức', from: '2025-07-01', to: null, isPrimary: true }]);
    expect(shown.roles).toMatchObject([{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitName: 'UBND phường A', grantedBy: null }]);
  });

  it('is not found outside the scope, and offers nothing on the own account', async () => {
    await expect(readPersonPage(db, trainer, system.id, moment)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await readPersonPage(db, trainer, trainer.id, moment)).toMatchObject({ isOwn: true, canManage: false, canChangeRoles: false, canReadAudit: false });
  });
});

describe('the policy', () => {
  const account = (grants: Grant[] = []) => ({ id: 'x', unitId: 'u', grants });
  it.each([
    ['SYSTEM_ADMIN', true, true], ['TRAINING_ADMIN', true, true], ['AUDITOR', false, false], ['CONTENT_EDITOR', false, false], ['UNIT_LEADER', false, false], ['LEARNER', false, false],
  ] as const)('lets %s see people: %s, manage them: %s', (role, see, manage) => {
    const actor = { ...trainer, grants: [{ role, scope: 'ALL', unitId: null }] as Grant[] };
    expect([canSeePerson(actor, 'ALL', account()), canManagePerson(actor, 'ALL', account())]).toEqual([see, manage]);
    expect(canOpenAdmin(actor)).toBe(!['UNIT_LEADER', 'LEARNER'].includes(role));
  });
});

describe('the address of the list', () => {
  it('says the filters and reads them back', () => {
    const query = peopleQuery.parse({ q: 'Thuỳ & Dương', state: 'LOCKED', role: 'AUDITOR', page: '3' });
    expect(peopleQuery.parse(Object.fromEntries(new URL(`http://x${peopleHref(query)}`).searchParams))).toEqual(query);
    expect(peopleHref({ page: 1 })).toBe('/admin/people');
  });

  it('leaves out what it does not understand', () => {
    expect(peopleQuery.parse({ state: 'NONSENSE', category: '', role: 'x', page: '-4', q: 'x'.repeat(500) })).toEqual({ page: 1 });
  });
});
