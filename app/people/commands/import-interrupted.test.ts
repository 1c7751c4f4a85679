import { describe, expect, it } from 'vitest';
import { batchOf, everywhere, importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { applyImport, chunkSize } from './apply-import.server.ts';
import { checkImport } from './check-import.server.ts';
import { cancelImport, queueImport } from './queue-import.server.ts';

const head = 'Mã số cán bộ,Họ và tên,Thư điện tử,Đơn vị,Ngày nghỉ\n';
const many = (count: number) => head + Array.from({ length: count }, (_, at) => `N${at},Nguyễn An,n${at}@vi-du.invalid,Sở Tư pháp,`).join('\n');
const created = async (world: ImportWorld) => (await world.db.selectFrom('user_account').select('id').where('staff_no', 'like', 'N%').execute()).length;
const instant = (world: ImportWorld) => world.clock.now().toISOString();

/** Applies with a clock that dies when it is read for the nth time. */
function applyUntil(world: ImportWorld, id: string, reads: number): Promise<void> {
  let left = reads;
  const now = () => {
    left -= 1;
    if (left < 0) throw new Error('killed');
    return world.clock.now();
  };
  return applyImport({ db: world.db, clock: { ...world.clock, now }, timeZone: 'Asia/Ho_Chi_Minh' }, id);
}

describe('an import that is killed', () => {
  it.each([[1, 0], [2, chunkSize], [3, chunkSize * 2], [4, chunkSize * 2 + 7]])('after %d looks at the clock has %d people, and goes on without doubles', async (reads, people) => {
    await using world = await importWorld();
    const id = await world.check(many(chunkSize * 2 + 7));
    await queueImport(world.db, world.admin, id, instant(world));
    await expect(applyUntil(world, id, reads)).rejects.toThrow('killed');
    expect([await created(world), (await batchOf(world, id)).doneRows]).toEqual([people, people]);
    await expect(cancelImport(world.db, world.admin, id, instant(world))).rejects.toMatchObject({ kind: 'conflict' });
    await world.apply(id);
    expect([await created(world), (await batchOf(world, id)).state]).toEqual([chunkSize * 2 + 7, 'DONE']);
    expect(await world.db.selectFrom('membership').select('id').where('unit_id', '=', world.units.stp).execute()).toHaveLength(chunkSize * 2 + 7);
  });

  it('twice at once is carried out once', async () => {
    await using world = await importWorld();
    const id = await world.check(many(chunkSize + 5));
    await queueImport(world.db, world.admin, id, instant(world));
    await Promise.all([world.apply(id), world.apply(id)]);
    expect(await created(world)).toBe(chunkSize + 5);
    expect(await world.db.selectFrom('audit_event').select('id').where('action', '=', 'import.finish').execute()).toHaveLength(1);
  });
});

describe('what happens between the check and the import', () => {
  it.each<[string, object]>([
    ['the name', { full_name: 'Mai Thị Lan' }], ['the e-mail', { email: 'khac@vi-du.invalid' }], ['the category', { staff_category: 'CADRE' }], ['the joining day', { joined_on: '2024-01-01' }],
  ])('a change of %s is not overwritten', async (_, change) => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.stp });
    const id = await world.check(`${head}CB01,Mai Lan Hương,,,`);
    await world.db.updateTable('user_account').set(change).where('staff_no', '=', 'CB01').execute();
    await world.run(id);
    expect(await world.faults(id)).toEqual([['row.changed']]);
    expect((await world.db.selectFrom('user_account').selectAll().where('staff_no', '=', 'CB01').executeTakeFirstOrThrow())).toMatchObject({ full_name: 'Mai Lan', ...change });
  });

  it('a leave is not undone by an update', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.stp });
    const update = await world.check(`${head}CB01,Mai Lan Hương,,,`);
    await world.run(await world.check(`${head}CB01,Mai Lan,,,31/10/2026`));
    await world.run(update);
    expect(await world.faults(update)).toEqual([['account.disabled']]);
    expect(await world.person('CB01')).toMatchObject({ full_name: 'Mai Lan', left_on: '2026-10-31' });
  });

  it('two transfers of one person: the first wins', async () => {
    await using world = await importWorld();
    const other = await makePerson(world.db, { unitId: world.units.tinh, grants: [everywhere] });
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.stp });
    const [mine, hers] = [await world.check(`${head}CB01,Mai Lan,,phường Hoa Lư,`), await world.check(`${head}CB01,Mai Lan,,UBND tỉnh Ninh Bình,`, other)];
    await world.run(mine);
    await world.run(hers, other);
    expect([await world.outcomes(mine), await world.faults(hers)]).toEqual([['TRANSFER'], [['row.changed']]]);
    expect((await world.person('CB01')).homes.at(-1)?.[0]).toBe(world.units.hoaLu);
  });

  it('the meaning of today stays that of the check', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.stp });
    const id = await world.check(`${head}CB01,Mai Lan,,phường Hoa Lư,`);
    world.clock.pass({ days: 2 });
    await world.run(id);
    expect((await world.person('CB01')).homes.at(-1)).toEqual([world.units.hoaLu, 'Công chức', '2026-11-23', null]);
  });

  it('a confirmed import is not checked again, nor by somebody else', async () => {
    await using world = await importWorld();
    const id = await world.check(many(1));
    const time = { now: world.clock.now(), today: '2026-11-23' };
    const system = await makePerson(world.db, { unitId: world.units.tinh, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    await expect(checkImport(world.db, system, id, undefined, time)).rejects.toMatchObject({ kind: 'conflict' });
    await queueImport(world.db, world.admin, id, instant(world));
    await expect(checkImport(world.db, world.admin, id, undefined, time)).rejects.toMatchObject({ kind: 'conflict' });
    expect(await world.outcomes(id)).toEqual(['CREATE']);
  });
});
