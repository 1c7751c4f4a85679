import { describe, expect, it } from 'vitest';
import { everywhere, importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import type { Actor, Grant } from '../actor.ts';

const head = 'Mã số cán bộ,Họ và tên,Đơn vị,Chức vụ,Ngày nghỉ\n';
const grant = (role: Grant['role'], scope: Grant['scope'], unitId: string | null = null): Grant => ({ role, scope, unitId });
const local = (world: ImportWorld) => makePerson(world.db, { staffNo: 'QT0002', fullName: 'Quản Trị Phường', unitId: world.units.hoaLu, grants: [grant('TRAINING_ADMIN', 'SUBTREE', world.units.hoaLu)] });

/** What a list does in somebody's hands: outcomes and the keys of faults, after it was carried out as far as it goes. */
async function carryOut(world: ImportWorld, actor: Actor, ...rows: string[]) {
  const id = await world.check(head + rows.join('\n'), actor);
  const outcomes = await world.outcomes(id);
  if (outcomes.some((outcome) => outcome !== 'SAME' && outcome !== 'ERROR')) await world.run(id, actor);
  return { outcomes, faults: (await world.faults(id)).flat() };
}

describe('people whose rights are not smaller', () => {
  it.each<[string, (hoaLu: string) => Grant]>([
    ['a training administrator of the same units', (hoaLu) => grant('TRAINING_ADMIN', 'SUBTREE', hoaLu)],
    ['a training administrator of everywhere', () => everywhere],
    ['an auditor', () => grant('AUDITOR', 'ALL')],
    ['an editor of courses', () => grant('CONTENT_EDITOR', 'ALL')],
    ['a leader of everywhere', () => grant('UNIT_LEADER', 'ALL')],
  ])('are not changed or let go by a unit administrator: %s', async (_, rights) => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.hoaLu, grants: [rights(world.units.hoaLu)] });
    const before = await world.person('CB01');
    const actor = await local(world);
    for (const row of ['CB01,Mai Lan Hương,,,', 'CB01,Mai Lan,Văn phòng HĐND và UBND,,', 'CB01,Mai Lan,,,31/10/2026']) {
      const { outcomes, faults } = await carryOut(world, actor, row);
      expect(outcomes).toEqual(['ERROR']);
      expect(faults).toContain('account.rights');
    }
    expect(await world.person('CB01')).toEqual(before);
  });

  it.each<[string, (hoaLu: string) => Grant]>([['a leader of her units', (hoaLu) => grant('UNIT_LEADER', 'SUBTREE', hoaLu)], ['a learner', () => grant('LEARNER', 'SELF')]])('but smaller ones are: %s', async (_, rights) => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.hoaLu, grants: [rights(world.units.hoaLu)] });
    expect(await carryOut(world, await local(world), 'CB01,Mai Lan Hương,,,')).toEqual({ outcomes: ['UPDATE'], faults: [] });
    expect((await world.person('CB01')).full_name).toBe('Mai Lan Hương');
  });

  it('may stand in a list without change', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.hoaLu, grants: [everywhere] });
    expect(await carryOut(world, await local(world), 'CB01,Mai Lan,,,')).toEqual({ outcomes: ['SAME'], faults: [] });
  });

  it('are changed by a system administrator, unless they are one themselves', async () => {
    await using world = await importWorld();
    const system = await makePerson(world.db, { staffNo: 'SA1', fullName: 'Hệ Thống', unitId: world.units.tinh, grants: [grant('SYSTEM_ADMIN', 'ALL')] });
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.hoaLu, grants: [everywhere] });
    await makePerson(world.db, { staffNo: 'SA2', fullName: 'Hệ Thống Hai', unitId: world.units.hoaLu, grants: [grant('SYSTEM_ADMIN', 'ALL')] });
    expect(await carryOut(world, system, 'CB01,Mai Lan Hương,,,', 'SA2,Tên Khác,,,', 'SA1,Tên Khác,,,')).toEqual({ outcomes: ['UPDATE', 'ERROR', 'ERROR'], faults: ['account.protected', 'account.own'] });
  });

  it('are noticed also when they got their rights after the check', async () => {
    await using world = await importWorld();
    const actor = await local(world);
    const person = await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.hoaLu });
    const id = await world.check(`${head}CB01,Mai Lan,,,31/10/2026`, actor);
    await world.db.insertInto('role_assignment').values({ id: 'r1', user_id: person.id, role: 'AUDITOR', scope: 'ALL', unit_id: null, granted_by: null, granted_at: world.clock.now().toISOString(), revoked_at: null }).execute();
    await world.run(id, actor);
    expect(await world.faults(id)).toEqual([['account.rights']]);
    expect((await world.person('CB01')).left_on).toBeNull();
  });
});

describe('people of other units', () => {
  it.each<[string, string, string]>([
    ['changed', 'XA1,Tên Khác,,,', 'account.out-of-scope'],
    ['pulled into her own unit', 'XA1,Người Xa,UBND phường Hoa Lư,,', 'account.out-of-scope'],
    ['let go', 'XA1,Người Xa,,,31/10/2026', 'account.out-of-scope'],
    ['added elsewhere', 'MOI1,Người Mới,UBND xã Gia Viễn,,', 'unit.out-of-scope'],
    ['sent elsewhere', 'GAN1,Người Gần,UBND xã Gia Viễn,,', 'unit.out-of-scope'],
  ])('are not %s by a unit administrator', async (_, row, key) => {
    await using world = await importWorld();
    const xa = await makeUnit(world.db, { name: 'UBND xã Gia Viễn', parentId: world.units.tinh });
    await makePerson(world.db, { staffNo: 'XA1', fullName: 'Người Xa', unitId: xa });
    await makePerson(world.db, { staffNo: 'GAN1', fullName: 'Người Gần', unitId: world.units.hoaLu });
    const people = await world.db.selectFrom('user_account').select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
    const actor = await local(world);
    expect(await carryOut(world, actor, row)).toEqual({ outcomes: ['ERROR'], faults: [key] });
    expect((await world.person('XA1')).homes).toEqual([[xa, 'Công chức', '2025-07-01', null]]);
    expect((await world.person('GAN1')).homes).toHaveLength(1);
    expect(await world.db.selectFrom('user_account').select((select) => select.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()).toEqual({ total: Number(people.total) + 1 });
  });
});
