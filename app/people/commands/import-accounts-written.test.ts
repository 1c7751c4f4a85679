import { describe, expect, it } from 'vitest';
import { testPorts } from '../../../tests/world/calls.ts';
import { importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { nameSortKey } from '../rules/sort-key.ts';
import { fillSortKeys } from './fill-sort-keys.server.ts';
import { recordLeave } from './record-leave.server.ts';

const head = 'Mã số cán bộ,Họ và tên,Thư điện tử,Đơn vị,Chức vụ,Ngày nghỉ\n';
const columnsOf = (world: ImportWorld, staffNo: string) => world.db.selectFrom('user_account').select(['full_name', 'name_fold', 'sort_key', 'revision']).where('staff_no', '=', staffNo).executeTakeFirstOrThrow();

/** Somebody in the department, known as CB01. */
async function someone(world: ImportWorld) {
  return makePerson(world.db, { staffNo: 'CB01', fullName: 'Trần Văn Ưng', unitId: world.units.stp, email: 'ung@vi-du.invalid' });
}
async function importRows(world: ImportWorld, ...rows: string[]): Promise<void> {
  await world.run(await world.check(head + rows.join('\n')));
}

describe('names that an import writes', () => {
  it('have their place in Vietnamese order at once', async () => {
    await using world = await importWorld();
    await importRows(world, 'N1,Nguyễn Thị Ánh,,Sở Tư pháp,,', 'N2,Đỗ Văn Ân,,Sở Tư pháp,,', 'N3,Lê An,,Sở Tư pháp,,', 'N4,Trần Đông,,Sở Tư pháp,,', 'N5,Trần Dũng,,Sở Tư pháp,,');
    const rows = await world.db.selectFrom('user_account').select('staff_no').where('staff_no', 'like', 'N%').orderBy('sort_key').execute();
    expect(rows.map((row) => row.staff_no)).toEqual(['N3', 'N1', 'N2', 'N5', 'N4']);
    expect(await fillSortKeys(world.db)).toBe(0);
  });

  it('get a new place when the name changes', async () => {
    await using world = await importWorld();
    await someone(world);
    await importRows(world, 'CB01,Trần Văn Ái,,,,');
    expect(await columnsOf(world, 'CB01')).toEqual({ full_name: 'Trần Văn Ái', name_fold: 'tran van ai', sort_key: nameSortKey('Trần Văn Ái'), revision: 1 });
  });

  it('are equal however they were composed', async () => {
    await using world = await importWorld();
    await someone(world);
    const id = await world.check(`${head}CB01,${'Trần Văn Ưng'.normalize('NFD')},,,,`);
    expect(await world.outcomes(id)).toEqual(['SAME']);
  });
});

describe('the revision of an account', () => {
  it.each([
    ['an update of the name', 'CB01,Trần Văn Ứng,,,,'],
    ['an update of the position alone', 'CB01,Trần Văn Ưng,,,Trưởng phòng,'],
    ['a new e-mail', 'CB01,Trần Văn Ưng,moi@vi-du.invalid,,,'],
    ['a transfer', 'CB01,Trần Văn Ưng,,UBND phường Hoa Lư,,'],
    ['a leave', 'CB01,Trần Văn Ưng,,,,31/10/2026'],
  ])('counts %s once', async (_, row) => {
    await using world = await importWorld();
    await someone(world);
    await importRows(world, row);
    expect((await columnsOf(world, 'CB01')).revision).toBe(1);
  });

  it.each([
    ['nothing new', 'CB01,Trần Văn Ưng,ung@vi-du.invalid,Sở Tư pháp,Công chức,'],
    ['an error', 'CB01,Trần Văn Ứng,không phải thư,,,'],
  ])('does not count %s', async (_, row) => {
    await using world = await importWorld();
    await someone(world);
    await importRows(world, row, 'N1,Người Mới,,Sở Tư pháp,,');
    expect((await columnsOf(world, 'CB01')).revision).toBe(0);
    expect((await columnsOf(world, 'N1')).revision).toBe(0);
  });

  it('makes a form that was opened before the import a conflict', async () => {
    await using world = await importWorld();
    const person = await someone(world);
    await importRows(world, 'CB01,Trần Văn Ứng,,,,');
    const deed = (revision: number) => recordLeave(testPorts(world.db, world.clock), world.admin, { id: person.id, revision }, { on: '2026-11-20' });
    expect(await deed(0)).toMatchObject({ ok: false });
    expect((await world.person('CB01')).left_on).toBeNull();
    expect(await deed(1)).toMatchObject({ ok: true });
    expect((await world.person('CB01')).left_on).toBe('2026-11-20');
  });
});
