import { describe, expect, it } from 'vitest';
import { batchOf, importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';

const head = 'Mã số cán bộ,Họ và tên,Thư điện tử,Đơn vị,Chức vụ,Ngày nghỉ\n';
const list = (...rows: string[]) => head + rows.join('\n');
const facts = async (world: ImportWorld, id: string) => ({ outcomes: await world.outcomes(id), faults: await world.faults(id) });
const everything = async (world: ImportWorld) => ({
  accounts: await world.db.selectFrom('user_account').selectAll().orderBy('id').execute(),
  memberships: await world.db.selectFrom('membership').selectAll().orderBy('id').execute(),
});

describe('the same file again', () => {
  it('changes nothing, row for row', async () => {
    await using world = await importWorld();
    for (const [staffNo, fullName] of [['CB01', 'Mai Lan'], ['CB02', 'Mai Hoa'], ['CB03', 'Mai Huệ'], ['CB04', 'Mai Cúc']] as const) await makePerson(world.db, { staffNo, fullName, unitId: world.units.stp });
    const file = list('CB01,Mai Lan Hương,,,,', 'CB02,Mai Hoa,,phường Hoa Lư,Văn thư,', 'CB03,Mai Huệ,,,,31/10/2026', 'CB04,Mai Cúc,,,,', 'CB05,Người Mới,moi@vi-du.invalid,Sở Tư pháp,,');
    await world.run(await world.check(file));
    const after = await everything(world);
    world.clock.pass({ days: 3 });
    const again = await world.check(file);
    expect(await facts(world, again)).toEqual({ outcomes: Array.from({ length: 5 }, () => 'SAME'), faults: [[], [], [], [], []] });
    expect(await everything(world)).toEqual(after);
  });

  it('changes nothing for a unit administrator either, also for people whom she let go', async () => {
    await using world = await importWorld();
    const local = await makePerson(world.db, { unitId: world.units.hoaLu, grants: [{ role: 'TRAINING_ADMIN', scope: 'SUBTREE', unitId: world.units.hoaLu }] });
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.hoaLu });
    const file = list('CB01,Mai Lan,,,,31/10/2026', 'CB02,Người Mới,,phường Hoa Lư,,');
    await world.run(await world.check(file, local), local);
    expect(await facts(world, await world.check(file, local))).toEqual({ outcomes: ['SAME', 'SAME'], faults: [[], []] });
  });

  it('does not promise for ever a position of somebody without a unit', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.stp });
    await world.db.updateTable('membership').set({ valid_to: '2026-01-01' }).where('unit_id', '=', world.units.stp).execute();
    expect((await facts(world, await world.check(list('CB01,Mai Lan,,,Trưởng phòng,')))).outcomes).toEqual(['SAME']);
    expect((await facts(world, await world.check(list('CB01,Mai Lan,,Sở Tư pháp,Trưởng phòng,')))).outcomes).toEqual(['TRANSFER']);
  });

  it('says so when a leaver comes back with another date, and keeps the first', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB01', fullName: 'Mai Lan', unitId: world.units.stp });
    await world.run(await world.check(list('CB01,Mai Lan,,,,31/10/2026')));
    expect(await facts(world, await world.check(list('CB01,Mai Lan,,,,01/11/2026')))).toEqual({ outcomes: ['SAME'], faults: [['leave.other-date']] });
    expect(await facts(world, await world.check(list('CB01,Mai Lan,,Sở Tư pháp,,')))).toEqual({ outcomes: ['ERROR'], faults: [['account.disabled']] });
  });
});

describe('doubles inside a file', () => {
  it.each<[string, string[], string[][]]>([
    ['a staff number twice', ['CB01,A An,,Sở Tư pháp,,', 'CB02,B Bình,,Sở Tư pháp,,', 'CB01,C Cúc,,Sở Tư pháp,,'], [['staff-no.twice'], [], ['staff-no.twice']]],
    ['a staff number in other letters', ['cb01,A An,,Sở Tư pháp,,', 'CB 01,B Bình,,Sở Tư pháp,,'], [['staff-no.twice'], ['staff-no.twice']]],
    ['an e-mail in other letters', ['CB01,A An,A@vi-du.invalid,Sở Tư pháp,,', 'CB02,B Bình,a@VI-DU.invalid,Sở Tư pháp,,'], [['email.twice'], ['email.twice']]],
    ['both at once', ['CB01,A An,a@vi-du.invalid,Sở Tư pháp,,', 'CB01,A An,a@vi-du.invalid,Sở Tư pháp,,'], [['staff-no.twice', 'email.twice'], ['staff-no.twice', 'email.twice']]],
    ['two missing numbers are no doubles', [',A An,,Sở Tư pháp,,', ',B Bình,,Sở Tư pháp,,'], [['staff-no.missing'], ['staff-no.missing']]],
    ['two people without e-mail are no doubles', ['CB01,A An,,Sở Tư pháp,,', 'CB02,A An,,Sở Tư pháp,,'], [[], []]],
  ])('are found: %s', async (_, rows, faults) => {
    await using world = await importWorld();
    const id = await world.check(list(...rows));
    expect(await world.faults(id)).toEqual(faults);
    expect(await world.outcomes(id)).toEqual(faults.map((keys) => (keys.length > 0 ? 'ERROR' : 'CREATE')));
  });

  it('are named by their rows in the file, the first ten of them', async () => {
    await using world = await importWorld();
    const id = await world.check(list(...Array.from({ length: 12 }, () => 'CB01,A An,,Sở Tư pháp,,')));
    const { faults } = await world.db.selectFrom('import_row').select('faults').where('batch_id', '=', id).where('row_no', '=', 2).executeTakeFirstOrThrow();
    expect(faults).toContain('"rows":"2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …"');
  });

  it('do not keep the other rows from being imported', async () => {
    await using world = await importWorld();
    const id = await world.check(list('CB01,A An,,Sở Tư pháp,,', 'CB01,B Bình,,Sở Tư pháp,,', 'CB02,C Cúc,,Sở Tư pháp,,'));
    await world.run(id);
    expect(await batchOf(world, id)).toMatchObject({ state: 'DONE', summary: { counts: { CREATE: 1, ERROR: 2 } } });
    await expect(world.person('CB01')).rejects.toThrow();
    expect((await world.person('CB02')).full_name).toBe('C Cúc');
  });
});

describe('doubles of what is there already', () => {
  const owner = (world: ImportWorld): Promise<Actor> => makePerson(world.db, { staffNo: 'CB09', fullName: 'Chủ Thư', unitId: world.units.stp, email: 'chu@vi-du.invalid' });

  it.each<[string, string, string, string[]]>([
    ["a new person with somebody's e-mail", 'CB01,A An,CHU@vi-du.invalid,Sở Tư pháp,,', 'ERROR', ['email.taken']],
    ['the owner with her own e-mail', 'CB09,Chủ Thư,Chu@vi-du.invalid,,,', 'SAME', []],
    ['a known number in small letters', 'cb09,Chủ Thư,,,,', 'SAME', []],
    ['somebody of the same name', 'CB01,Chủ Thư,,Sở Tư pháp,,', 'CREATE', []],
  ])('%s', async (_, row, outcome, keys) => {
    await using world = await importWorld();
    await owner(world);
    expect(await facts(world, await world.check(list(row)))).toEqual({ outcomes: [outcome], faults: [keys] });
  });

  it('an e-mail stays taken when its owner has left', async () => {
    await using world = await importWorld();
    await owner(world);
    await world.run(await world.check(list('CB09,Chủ Thư,,,,31/10/2026')));
    expect(await world.faults(await world.check(list('CB01,A An,chu@vi-du.invalid,Sở Tư pháp,,')))).toEqual([['email.taken']]);
  });

  it('lost zeros are put back by the width of the numbers that are there', async () => {
    await using world = await importWorld();
    for (const staffNo of ['000123', '100456']) await makePerson(world.db, { staffNo, fullName: 'Mai Lan', unitId: world.units.stp });
    const id = await world.check(list('123,Mai Lan,,,,', '124,Người Mới,,Sở Tư pháp,,'));
    expect(await facts(world, id)).toEqual({ outcomes: ['SAME', 'CREATE'], faults: [['staff-no.padded'], ['staff-no.padded']] });
  });
});
