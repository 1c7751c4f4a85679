import { describe, expect, it } from 'vitest';
import { workbookFiles, xlsxOf, zipOf, type TestCell } from '../../../tests/support/spreadsheet.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { batchOf, importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { errorsCsv } from '../importing/write-csv.server.ts';
import { listAllImportRows } from '../queries/import-rows.server.ts';
import { editPerson } from './edit-person.server.ts';
import { transferPerson } from './transfer-person.server.ts';
import { uploadImport } from './upload-import.server.ts';

const head = ['Mã số', 'Họ tên', 'Thư điện tử', 'Đơn vị', 'Đối tượng', 'Ngày vào'];
const sheet = (...rows: TestCell[][]) => xlsxOf([head, ...rows]);
const csv = (...rows: string[]) => [head.join(','), ...rows].join('\n');
const verdicts = async (world: ImportWorld, id: string) => ({ outcomes: await world.outcomes(id), faults: await world.faults(id) });
async function carryOut(world: ImportWorld, list: string | Buffer) {
  const id = await world.check(list);
  await world.run(id);
  return id;
}

describe('cells that Excel or a stranger made', () => {
  it.each<[string, TestCell[], string[]]>([
    ['an error of a formula as number', [{ error: '#N/A' }, 'Mai Lan', '', 'Sở Tư pháp'], ['staff-no.missing']],
    ['an error of a formula as name', ['CB1', { error: '#REF!' }, '', 'Sở Tư pháp'], ['name.missing']],
    ['a number as name', ['CB1', 42, '', 'Sở Tư pháp'], ['name.no-letters']],
    ['a date as name', ['CB1', { date: 46_000 }, '', 'Sở Tư pháp'], ['name.no-letters']],
    ['a formula that runs a program', ['CB1', "=cmd|' /C calc'!A0", '', 'Sở Tư pháp'], ['cell.formula']],
    ['a formula behind a blank letter', ['CB1', '\u3164=1+1', '', 'Sở Tư pháp'], ['cell.formula']],
    ['a formula behind a blank', ['CB1', ' \u00a0@SUM(A1)', '', 'Sở Tư pháp'], ['cell.formula']],
    ['a name that nobody sees', ['CB1', '\u3164\u200b\u1160', '', 'Sở Tư pháp'], ['name.missing']],
    ['a number with its sign', [{ n: '-5' }, 'Mai Lan', '', 'Sở Tư pháp'], ['staff-no.invalid']],
    ['a number that lost its digits', [{ n: '3.5087001234E+11' }, 'Mai Lan', '', 'Sở Tư pháp'], ['staff-no.scientific']],
    ['a day that no calendar has', ['CB1', 'Mai Lan', '', 'Sở Tư pháp', '', '30/02/2026'], ['day.invalid']],
    ['a word that every object knows', ['constructor', 'Mai Lan', '', 'Sở Tư pháp', 'constructor'], ['category.unknown']],
  ])('%s', async (_what, row, keys) => {
    await using world = await importWorld();
    expect(await world.faults(await world.check(sheet(row)))).toEqual([keys]);
  });

  it('of NUL, blank letters and halves of characters are cleaned before anything is compared, and found to be the same again', async () => {
    await using world = await importWorld();
    const files = workbookFiles([head, ['CB1', 'Mai NUL Lan', '', 'Sở Tư pháp'], ['CB2', 'Đỗ HALF Hạnh', '', 'Sở Tư pháp']]);
    const name = 'xl/worksheets/sheet1.xml';
    const book = zipOf({ ...files, [name]: (files[name] ?? '').replace('NUL ', '&#0;&#x3164;').replace('HALF', '&#xD800;') });
    await carryOut(world, book);
    expect([(await world.person('CB1')).full_name, (await world.person('CB2')).full_name]).toEqual(['Mai Lan', 'Đỗ \ufffd Hạnh']);
    expect((await verdicts(world, await world.check(book))).outcomes).toEqual(['SAME', 'SAME']);
  });

  it('of decomposed letters name the unit, the category and the person all the same', async () => {
    await using world = await importWorld();
    await carryOut(world, csv('CB1,Trần Thị Ưng,,Sở Tư pháp,Công chức,').normalize('NFD'));
    expect(await world.person('CB1')).toMatchObject({ full_name: 'Trần Thị Ưng', staff_category: 'CIVIL_SERVANT' });
  });

  it('of very long texts are refused one by one and cut in what is kept', async () => {
    await using world = await importWorld();
    const long = 'Á'.repeat(20_000);
    const id = await world.check(csv(`${long},Mai Lan,,Sở Tư pháp,,`, `CB2,${long},,Sở Tư pháp,,`, `CB3,Mai Lan,,${long},,`, 'CB4,Mai Lan,,Sở Tư pháp,,'));
    expect(await verdicts(world, id)).toEqual({ outcomes: ['ERROR', 'ERROR', 'ERROR', 'CREATE'], faults: [['staff-no.invalid'], ['name.too-long'], ['cell.too-long', 'unit.unknown'], []] });
    for (const row of await listAllImportRows(world.db, id)) expect(JSON.stringify(row.verdict).length).toBeLessThan(2_000);
  });
});

describe('the file of rows to mend', () => {
  it.each(['=1+1', '+84', '-2', '@x', '\t=1', '＝1+1'])('never begins a cell with %j', async (text) => {
    await using world = await importWorld();
    const id = await world.check(sheet(['', text, `${text}@x`, text]));
    const { mapping } = await batchOf(world, id);
    const lines = errorsCsv({ ...mapping, headings: head.map(() => text) }, await listAllImportRows(world.db, id), 'vi').split('\r\n');
    for (const line of lines.join(',').split(',')) expect(line.replace(/^\uFEFF/, '')).not.toMatch(/^"?[=+\-@\t＝]/);
  });
});

describe('two lists in a row', () => {
  it('may hand an e-mail from one person to the next, but not within one list', async () => {
    await using world = await importWorld();
    await carryOut(world, csv('CB1,Mai Lan,chung@vi-du.invalid,Sở Tư pháp,,', 'CB2,Mai Hoa,,Sở Tư pháp,,'));
    const both = csv('CB1,Mai Lan,rieng@vi-du.invalid,,,', 'CB2,Mai Hoa,chung@vi-du.invalid,,,');
    expect(await verdicts(world, await world.check(both))).toEqual({ outcomes: ['UPDATE', 'ERROR'], faults: [[], ['email.taken']] });
    await carryOut(world, both);
    expect((await verdicts(world, await carryOut(world, both))).outcomes).toEqual(['SAME', 'UPDATE']);
    expect([(await world.person('CB1')).email, (await world.person('CB2')).email]).toEqual(['rieng@vi-du.invalid', 'chung@vi-du.invalid']);
  });

  it('checked one after the other and run the other way round give each person once', async () => {
    await using world = await importWorld();
    const [first, second] = [await world.check(csv('CB1,Mai Lan,,Sở Tư pháp,,', 'CB2,Mai Hoa,,Sở Tư pháp,,')), await world.check(csv('CB2,Mai Hoa,,phường Hoa Lư,,', 'CB3,Mai Huệ,,Sở Tư pháp,,'))];
    await world.run(second);
    await world.run(first);
    expect(await world.outcomes(first)).toEqual(['CREATE', 'ERROR']);
    expect((await world.person('CB2')).homes).toEqual([[world.units.hoaLu, 'Cán bộ, công chức, viên chức', '2026-11-23', null]]);
    expect((await batchOf(world, first)).summary?.counts).toMatchObject({ CREATE: 1, ERROR: 1 });
  });

  it('the second sees the transfer of the first and moves nobody twice', async () => {
    await using world = await importWorld();
    await makePerson(world.db, { staffNo: 'CB1', fullName: 'Mai Lan', unitId: world.units.stp });
    const list = csv('CB1,Mai Lan,,phường Hoa Lư,,');
    await carryOut(world, list);
    world.clock.pass({ days: 1 });
    expect((await verdicts(world, await world.check(list))).outcomes).toEqual(['SAME']);
    expect((await world.person('CB1')).homes).toHaveLength(2);
  });
});

describe('a form that was opened before the import', () => {
  it('is refused instead of undoing what the list wrote', async () => {
    await using world = await importWorld();
    const person = await makePerson(world.db, { staffNo: 'CB1', fullName: 'Mai Lan', unitId: world.units.stp, email: null });
    await carryOut(world, csv('CB1,Mai Thị Lan,,phường Hoa Lư,,'));
    const ports = testPorts(world.db, world.clock);
    const opened = { id: person.id, revision: 0 };
    const stale = { ok: false, faults: { form: { vi: expect.stringContaining('vừa được người khác thay đổi') } } };
    expect(await editPerson(ports, world.admin, opened, { fullName: 'Mai Lan', email: null, staffNo: 'CB1', category: null })).toMatchObject(stale);
    expect(await transferPerson(ports, world.admin, opened, { unitId: world.units.tinh, position: 'x', on: '2026-11-23' })).toMatchObject(stale);
    expect((await world.person('CB1')).full_name).toBe('Mai Thị Lan');
  });
});

describe('the name of the file', () => {
  it.each([['\u202e../../etc/passwd\u0000.csv', '../../etc/passwd.csv'], ['<script>alert(1)</script>.csv', '<script>alert(1)</script>.csv'], [`${'á'.repeat(300)}.csv`, 'á'.repeat(200)], ['\u200b', 'file'], ['a\nb.csv', 'a b.csv']])('%j is kept as a name to read: %j', async (typed, kept) => {
    await using world = await importWorld();
    const made = await uploadImport(world.db, world.admin, { name: typed, bytes: Buffer.from(csv('CB1,Mai Lan,,Sở Tư pháp,,')) }, world.clock.now().toISOString());
    expect(made.ok && (await batchOf(world, made.batchId)).fileName).toBe(kept);
  });
});
