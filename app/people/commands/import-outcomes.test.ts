import { describe, expect, it } from 'vitest';
import { xlsxOf } from '../../../tests/support/spreadsheet.ts';
import { batchOf, importWorld, type ImportWorld } from '../../../tests/world/imports.ts';
import { givePassword, makePerson, makeSession } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { uploadImport } from './upload-import.server.ts';
import { checkImport } from './check-import.server.ts';

const head = 'Mã số cán bộ,Họ và tên,Thư điện tử,Tên đơn vị,Đơn vị cấp trên,Mã đơn vị,Chức vụ,Đối tượng,Ngày vào,Ngày điều chuyển,Ngày nghỉ,Trạng thái';
const names = ['staffNo', 'fullName', 'email', 'unitName', 'parentUnit', 'unitCode', 'title', 'category', 'joinedOn', 'effectiveOn', 'leftOn', 'status'] as const;
type Row = Partial<Record<(typeof names)[number], string>>;
const file = (...rows: Row[]) => [head, ...rows.map((row) => names.map((name) => (row[name]?.includes(',') ? `"${row[name]}"` : (row[name] ?? ''))).join(','))].join('\n');
const cb01: Row = { staffNo: 'CB01', fullName: 'Trần Văn Ưng' };
const known = (world: ImportWorld, traits = {}) => makePerson(world.db, { staffNo: 'CB01', fullName: 'Trần Văn Ưng', unitId: world.units.stp, email: 'ung@vi-du.invalid', ...traits });
async function accounts(world: ImportWorld): Promise<number> {
  return (await world.db.selectFrom('user_account').select('id').execute()).length;
}
async function carryOut(world: ImportWorld, ...rows: Row[]): Promise<string[]> {
  const id = await world.check(file(...rows));
  await world.run(id);
  return world.outcomes(id);
}

describe('CREATE', () => {
  it('changes nothing before it is confirmed', async () => {
    await using world = await importWorld();
    const before = await accounts(world);
    const id = await world.check(file({ ...cb01, unitCode: 'STP' }));
    expect(await world.outcomes(id)).toEqual(['CREATE']);
    expect(await accounts(world)).toBe(before);
  });

  it.each<[string, Row, [title: string, from: string]]>([
    ['from the day of joining', { joinedOn: '15/8/2025' }, ['Cán bộ, công chức, viên chức', '2025-08-15']],
    ['from the transfer day when there is one', { joinedOn: '15/8/2025', effectiveOn: '01/02/2026' }, ['Cán bộ, công chức, viên chức', '2026-02-01']],
    ['from the day of the check without any date', {}, ['Cán bộ, công chức, viên chức', '2026-11-23']],
    ['not before the unit exists', { joinedOn: '01/01/1999' }, ['Cán bộ, công chức, viên chức', '2025-07-01']],
    ['with the given position', { title: 'Chuyên viên', category: 'Viên chức' }, ['Chuyên viên', '2026-11-23']],
    ['with the category as position', { category: 'Viên chức' }, ['Viên chức', '2026-11-23']],
  ])('makes a member %s', async (_, facts, [title, from]) => {
    await using world = await importWorld();
    expect(await carryOut(world, { ...cb01, unitCode: 'STP', ...facts })).toEqual(['CREATE']);
    expect((await world.person('CB01')).homes).toEqual([[world.units.stp, title, from, null]]);
  });

  it('gives no role, no password, no session', async () => {
    await using world = await importWorld();
    await carryOut(world, { ...cb01, unitCode: 'STP' });
    const { id } = await world.person('CB01');
    for (const table of ['credential', 'session', 'role_assignment', 'activation'] as const) expect(await world.db.selectFrom(table).select('user_id').where('user_id', '=', id).execute()).toEqual([]);
    expect(await world.db.selectFrom('user_account').select(['account_kind', 'revision', 'created_at']).where('id', '=', id).executeTakeFirst()).toEqual({ account_kind: 'OPERATOR', revision: 0, created_at: world.clock.now().toISOString() });
  });
});

describe('UPDATE', () => {
  it.each<[string, Row, object]>([
    ['a name', { fullName: 'Trần Văn Ứng' }, { full_name: 'Trần Văn Ứng' }],
    ['an e-mail', { email: 'MOI@vi-du.invalid' }, { email: 'moi@vi-du.invalid' }],
    ['a category', { category: 'Cán bộ' }, { staff_category: 'CADRE' }],
    ['a joining day', { joinedOn: '1/3/2020' }, { joined_on: '2020-03-01' }],
  ])('changes %s and nothing else', async (_, facts, change) => {
    await using world = await importWorld();
    await known(world);
    const { id: _id, ...before } = await world.person('CB01');
    expect(await carryOut(world, { ...cb01, ...facts })).toEqual(['UPDATE']);
    expect(await world.person('CB01')).toEqual({ id: _id, ...before, ...change });
  });

  it('changes a position in the same membership', async () => {
    await using world = await importWorld();
    await known(world);
    expect(await carryOut(world, { ...cb01, title: 'Phó Giám đốc' })).toEqual(['UPDATE']);
    expect((await world.person('CB01')).homes).toEqual([[world.units.stp, 'Phó Giám đốc', '2025-07-01', null]]);
  });

  it('never erases by an empty cell', async () => {
    await using world = await importWorld();
    await known(world);
    const before = await world.person('CB01');
    expect(await carryOut(world, { ...cb01, email: '', title: '-', category: ' ' }, { staffNo: 'CB02', fullName: 'Người Mới', unitCode: 'STP' })).toEqual(['SAME', 'CREATE']);
    expect(await world.person('CB01')).toEqual(before);
  });
});

describe('TRANSFER', () => {
  it('changes unit, position and facts together', async () => {
    await using world = await importWorld();
    await known(world);
    expect(await carryOut(world, { ...cb01, fullName: 'Trần Văn Ứng', unitName: 'Văn phòng HĐND và UBND', parentUnit: 'phường Hoa Lư', title: 'Chánh Văn phòng', category: 'Cán bộ', effectiveOn: '01/10/2026' })).toEqual(['TRANSFER']);
    expect(await world.person('CB01')).toMatchObject({ full_name: 'Trần Văn Ứng', staff_category: 'CADRE', homes: [[world.units.stp, 'Công chức', '2025-07-01', '2026-10-01'], [world.units.taiHoaLu, 'Chánh Văn phòng', '2026-10-01', null]] });
  });

  it('keeps sessions, roles and password', async () => {
    await using world = await importWorld();
    const person = await known(world, { grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: world.units.stp }] });
    await givePassword(world.db, person);
    await makeSession(world.db, person, world.clock.now().toISOString());
    const id = await world.check(file({ ...cb01, unitName: 'phường Hoa Lư' }));
    expect(await world.faults(id)).toEqual([['transfer.has-roles']]);
    await world.run(id);
    expect(await world.db.selectFrom('session').select('revoked_at').where('user_id', '=', person.id).execute()).toEqual([{ revoked_at: null }]);
    expect(await world.db.selectFrom('role_assignment').select('revoked_at').where('user_id', '=', person.id).execute()).toEqual([{ revoked_at: null }]);
  });

  it('on the very day of joining the old unit leaves a membership of no day', async () => {
    await using world = await importWorld();
    await known(world);
    expect(await carryOut(world, { ...cb01, unitName: 'phường Hoa Lư', effectiveOn: '01/7/2025' })).toEqual(['TRANSFER']);
    const { homes } = await world.person('CB01');
    expect(homes.filter(([, , , to]) => to !== null)).toEqual([[world.units.stp, 'Công chức', '2025-07-01', '2025-07-01']]);
    expect(homes).toHaveLength(2);
    expect(homes.find(([, , , to]) => to === null)?.[0]).toBe(world.units.hoaLu);
  });

  it('before the present membership is refused', async () => {
    await using world = await importWorld();
    await known(world);
    const id = await world.check(file({ ...cb01, unitName: 'phường Hoa Lư', effectiveOn: '30/6/2025' }));
    expect(await world.faults(id)).toEqual([['day.before-membership']]);
  });
});

describe('LEAVE', () => {
  it.each<[string, Row, string]>([['on the given day', { leftOn: '31/10/2026' }, '2026-10-31'], ['on the day of the check for a status alone', { status: 'Đã nghỉ' }, '2026-11-23'], ['before the membership began', { leftOn: '01/6/2025', joinedOn: '01/01/2020' }, '2025-06-01']])('%s', async (_, facts, day) => {
    await using world = await importWorld();
    const person = await known(world, { grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: world.units.stp }] });
    await givePassword(world.db, person);
    await makeSession(world.db, person, world.clock.now().toISOString());
    await world.db.insertInto('activation').values({ id: newId(), token_hash: 'h', user_id: person.id, purpose: 'RESET', created_at: '2026-11-01T00:00:00.000Z', expires_at: '2027-01-01T00:00:00.000Z' }).execute();
    expect(await carryOut(world, { ...cb01, ...facts })).toEqual(['LEAVE']);
    const now = world.clock.now().toISOString();
    const left = await world.person('CB01');
    expect(left).toMatchObject({ left_on: day, disabled_at: now, full_name: 'Trần Văn Ưng', email: 'ung@vi-du.invalid' });
    expect(left.homes).toEqual([[world.units.stp, 'Công chức', '2025-07-01', day < '2025-07-01' ? '2025-07-01' : day]]);
    for (const table of ['session', 'role_assignment'] as const) expect(await world.db.selectFrom(table).select('revoked_at').where('user_id', '=', person.id).execute()).toEqual([{ revoked_at: now }]);
    expect(await world.db.selectFrom('activation').select('used_at').where('user_id', '=', person.id).execute()).toEqual([{ used_at: now }]);
  });
});

describe('all outcomes in one workbook', () => {
  it('are counted, carried out, and found to be the same afterwards', async () => {
    await using world = await importWorld();
    await known(world);
    for (const [staffNo, fullName] of [['CB02', 'Mai Lan'], ['CB03', 'Mai Hoa'], ['CB04', 'Mai Huệ']] as const) await makePerson(world.db, { staffNo, fullName, unitId: world.units.stp });
    const bytes = xlsxOf([['Mã CB', 'Họ tên', 'Đơn vị', 'Ngày nghỉ'], ['CB00', 'Người Mới', 'Sở Tư pháp', null], ['CB01', 'Trần Văn Ứng', null, null], ['CB02', 'Mai Lan', 'phường Hoa Lư', null], ['CB03', 'Mai Hoa', null, { date: 46325 }], ['CB04', 'Mai Huệ', 'Sở Tư pháp', null], ['CB05', 'Không Nơi', 'Sở Không Có', null]]);
    const upload = async () => {
      const uploaded = await uploadImport(world.db, world.admin, { name: 'a.xlsx', bytes }, world.clock.now().toISOString());
      if (!uploaded.ok) throw new Error(uploaded.fault.key);
      await checkImport(world.db, world.admin, uploaded.batchId, undefined, { now: world.clock.now(), today: '2026-11-23' });
      return uploaded.batchId;
    };
    const id = await upload();
    expect(await world.outcomes(id)).toEqual(['CREATE', 'UPDATE', 'TRANSFER', 'LEAVE', 'SAME', 'ERROR']);
    await world.run(id);
    expect(await batchOf(world, id)).toMatchObject({ state: 'DONE', doneRows: 6, summary: { counts: { CREATE: 1, UPDATE: 1, TRANSFER: 1, LEAVE: 1, SAME: 1, ERROR: 1 } } });
    expect(await world.outcomes(await upload())).toEqual(['SAME', 'SAME', 'SAME', 'SAME', 'SAME', 'ERROR']);
    expect((await world.person('CB03')).left_on).toBe('2026-10-30');
  });
});
