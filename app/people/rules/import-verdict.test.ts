import { describe, expect, it } from 'vitest';
import type { PersonLine } from './import-line.ts';
import { summarise, workCount } from './import-summary.ts';
import { rowsShown } from './import-paging.ts';
import { indexUnits, resolveUnit, unitIdsUnder, type KnownUnit } from './import-units.ts';
import { judgeLine, rowsOfRepeated, type KnownAccount, type World } from './import-verdict.ts';

const unit = (id: string, name: string, parentId: string | null = 'tinh', codes: string[] = [], shortName = name): KnownUnit => ({ id, name, shortName, parentId, codes, since: '2025-07-01' });
const units = [
  unit('tinh', 'UBND tỉnh Ninh Bình', null, ['37']),
  unit('stp', 'Sở Tư pháp', 'tinh', ['STP']),
  unit('p1', 'UBND phường Tân Thành', 'tinh', ['14001'], 'P. Tân Thành'),
  unit('x1', 'UBND xã Tân Thành', 'tinh', ['14002'], 'X. Tân Thành'),
  unit('vp-p1', 'Văn phòng HĐND và UBND', 'p1'),
  unit('vp-x1', 'Văn phòng HĐND và UBND', 'x1'),
  unit('hh', 'UBND xã Khánh Hoà', 'tinh', ['A1', 'DUP']),
  unit('h2', 'UBND xã Khánh Hội', 'tinh', ['DUP']),
];
const index = indexUnits(units, [{ name: 'UBND xã Ninh Cũ', nowIds: ['p1', 'x1'] }, { name: 'Phòng Tan Rã', nowIds: [] }]);
const find = (line: { unitCode?: string; unitName?: string; parentUnit?: string }, inScope = (_id: string) => true) => {
  const found = resolveUnit({ unitCode: null, unitName: null, parentUnit: null, ...line }, index, inScope);
  if (!found) return null;
  return 'unit' in found ? found.unit.id : found.fault;
};

describe('finding the unit of a row', () => {
  it.each([
    [{ unitCode: ' stp ' }, 'stp'],
    [{ unitName: 'Sở Tư pháp' }, 'stp'],
    [{ unitName: 'SO TU PHAP' }, 'stp'],
    [{ unitName: 'Uỷ ban nhân dân phường Tân Thành' }, 'p1'],
    [{ unitName: 'Phường Tân Thành' }, 'p1'],
    [{ unitName: 'xã tân thành' }, 'x1'],
    [{ unitName: 'P. Tân Thành' }, 'p1'],
    [{ unitName: 'UBND xã Khánh Hòa' }, 'hh'],
    [{ unitName: 'Văn phòng HĐND và UBND', parentUnit: 'UBND xã Tân Thành' }, 'vp-x1'],
    [{ unitName: 'Văn phòng HĐND và UBND, phường Tân Thành' }, 'vp-p1'],
    [{ unitName: 'Văn phòng HĐND và UBND thuộc xã Tân Thành' }, 'vp-x1'],
    [{ unitName: 'UBND phường Tân Thành - Văn phòng HĐND và UBND' }, 'vp-p1'],
    [{ unitName: 'Văn phòng Hội đồng nhân dân và Uỷ ban nhân dân (UBND xã Tân Thành)' }, 'vp-x1'],
    [{ parentUnit: 'Sở Tư pháp' }, 'stp'],
    [{ unitCode: 'DUP', unitName: 'Khánh Hội' }, 'h2'],
    [{ unitCode: 'STP', unitName: 'Tên chưa ai đặt' }, 'stp'],
  ])('finds %j', (line, id) => expect(find(line)).toBe(id));

  it('says nothing when the row names no unit', () => expect(find({})).toBeNull());

  it('lists the candidates of a name that several units share', () => {
    expect(find({ unitName: 'Tân Thành' })).toMatchObject({ key: 'unit.ambiguous', params: { count: 2, value: 'Tân Thành', candidates: 'UBND phường Tân Thành – UBND tỉnh Ninh Bình (14001); UBND xã Tân Thành – UBND tỉnh Ninh Bình (14002)' } });
    expect(find({ unitName: 'Văn phòng HĐND và UBND' })).toMatchObject({ key: 'unit.ambiguous' });
    expect(find({ unitCode: 'DUP' })).toMatchObject({ key: 'unit.ambiguous' });
  });

  it('takes the only one of them that lies in the scope', () => {
    expect(find({ unitName: 'Văn phòng HĐND và UBND' }, (id) => id.endsWith('x1'))).toBe('vp-x1');
  });

  it.each([
    [{ unitName: 'Sở Không Có' }, 'unit.unknown'],
    [{ unitName: 'Phòng Tan Rã' }, 'unit.unknown'],
    [{ unitCode: 'ZZZ' }, 'unit.code-unknown'],
    [{ unitCode: 'STP', unitName: 'UBND xã Khánh Hoà' }, 'unit.code-and-name'],
    [{ unitName: 'Văn phòng HĐND và UBND', parentUnit: 'Sở Tư pháp' }, 'unit.unknown'],
  ])('refuses %j', (line, key) => expect(find(line)).toMatchObject({ key, level: 'error' }));

  it('names what became of a unit that is gone', () => {
    expect(find({ unitName: 'phường Ninh Cũ' })).toMatchObject({ key: 'unit.unknown' });
    expect(find({ unitName: 'xã Ninh Cũ' })).toMatchObject({ key: 'unit.ended' });
    expect(find({ unitName: 'UBND xã Ninh Cũ' })).toMatchObject({ key: 'unit.ended', params: { now: 'UBND phường Tân Thành; UBND xã Tân Thành' } });
  });

  it('gathers a subtree, also when the tree has a loop', () => {
    expect([...unitIdsUnder(units, ['x1'])].toSorted()).toEqual(['vp-x1', 'x1']);
    expect([...unitIdsUnder([{ id: 'a', parentId: 'b' }, { id: 'b', parentId: 'a' }], ['a'])].toSorted()).toEqual(['a', 'b']);
  });
});

const someone: KnownAccount = {
  id: 'u1', staffNo: 'CB001', fullName: 'Trần Văn Ưng', email: 'ung@vi-du.invalid', phone: null, category: 'CIVIL_SERVANT', joinedOn: '2020-01-01', leftOn: null, disabledAt: null,
  unitId: 'stp', homeUnitId: 'stp', title: 'Chuyên viên', memberSince: '2025-07-01', isProtected: false, grants: [],
};
const row = (facts: Partial<PersonLine> = {}): PersonLine => ({ blank: false, staffNo: 'CB001', fullName: 'Trần Văn Ưng', email: null, phone: null, unitCode: null, unitName: null, parentUnit: null, title: null, category: null, joinedOn: null, effectiveOn: null, leftOn: null, leaves: false, ...facts });
function judge(facts: Partial<PersonLine>, change: { account?: Partial<KnownAccount> | null; world?: Partial<World>; owners?: [string, string][] } = {}) {
  const account = change.account === null ? null : { ...someone, ...change.account };
  const world: World = {
    today: '2026-11-23', actorId: 'me', units: index, inScope: () => true, coversAll: true, outranks: () => true,
    byStaffNo: new Map(account ? [[account.staffNo, account]] : []), emailOwner: new Map(change.owners ?? []), repeated: { staffNo: new Map(), email: new Map() }, ...change.world,
  };
  const verdict = judgeLine(row(facts), [], world);
  return { ...verdict, keys: verdict.faults.map((fault) => fault.key) };
}

describe('what a row would do', () => {
  it.each<[string, Parameters<typeof judge>, string, string[]]>([
    ['a new person', [{ unitName: 'Sở Tư pháp' }, { account: null }], 'CREATE', []],
    ['a new person without a unit', [{}, { account: null }], 'ERROR', ['unit.missing']],
    ['a new person with an unknown unit', [{ unitName: 'Sở Không Có' }, { account: null }], 'ERROR', ['unit.unknown']],
    ['a new person outside the scope', [{ unitName: 'Sở Tư pháp' }, { account: null, world: { inScope: () => false, coversAll: false } }], 'ERROR', ['unit.out-of-scope']],
    ["a new person with somebody's e-mail", [{ unitName: 'Sở Tư pháp', email: 'a@b.vn' }, { account: null, owners: [['a@b.vn', 'u9']] }], 'ERROR', ['email.taken']],
    ['a stranger who left', [{ leaves: true }, { account: null }], 'SAME', ['leave.unknown']],
    ['nothing new', [{ unitName: 'Sở Tư pháp', email: 'ung@vi-du.invalid', title: 'Chuyên viên' }, { owners: [['ung@vi-du.invalid', 'u1']] }], 'SAME', []],
    ['the same name in capitals', [{ fullName: 'TRẦN VĂN ƯNG' }], 'SAME', []],
    ['a new title', [{ title: 'Chuyên viên chính' }], 'UPDATE', []],
    ['an e-mail of somebody else', [{ email: 'a@b.vn' }, { owners: [['a@b.vn', 'u9']] }], 'ERROR', ['email.taken']],
    ['a first phone number', [{ phone: '+84912345678' }], 'UPDATE', []],
    ['the same phone number', [{ phone: '+84912345678' }, { account: { phone: '+84912345678' } }], 'SAME', []],
    ['an empty phone number', [{}, { account: { phone: '+84912345678' } }], 'SAME', []],
    ['another unit', [{ unitCode: '14001', effectiveOn: '2026-10-01' }], 'TRANSFER', []],
    ['another unit for somebody with roles', [{ unitCode: '14001' }, { account: { grants: [{ role: 'UNIT_LEADER', scope: 'ALL', unitId: null }] } }], 'TRANSFER', ['transfer.has-roles']],
    ['another unit before the present one', [{ unitCode: '14001', effectiveOn: '2025-06-30' }], 'ERROR', ['day.before-membership']],
    ['a first unit', [{ unitCode: '14001' }, { account: { unitId: null, memberSince: null } }], 'TRANSFER', []],
    ['a person outside the scope', [{}, { world: { inScope: () => false, coversAll: false } }], 'ERROR', ['account.out-of-scope']],
    ['a new title for somebody without a unit', [{ title: 'Khác' }, { account: { unitId: null, title: null } }], 'SAME', []],
    ['a person without a unit, for a scoped importer', [{}, { account: { unitId: null, homeUnitId: null }, world: { coversAll: false } }], 'ERROR', ['account.out-of-scope']],
    ['a unit outside the scope', [{ unitCode: '14001' }, { world: { inScope: (id) => id === 'stp', coversAll: false } }], 'ERROR', ['unit.out-of-scope']],
    ['a system administrator', [{ title: 'Khác' }, { account: { isProtected: true } }], 'ERROR', ['account.protected']],
    ['a system administrator who stays the same', [{}, { account: { isProtected: true } }], 'SAME', []],
    ['oneself', [{ title: 'Khác' }, { world: { actorId: 'u1' } }], 'ERROR', ['account.own']],
    ['a leaver', [{ leaves: true, leftOn: '2026-11-01' }], 'LEAVE', []],
    ['a leaver without a date', [{ leaves: true }], 'LEAVE', ['leave.today']],
    ['a leaver whose old unit nobody knows', [{ leaves: true, leftOn: '2026-11-01', unitName: 'Sở Không Có' }], 'LEAVE', []],
    ['leaving before joining', [{ leaves: true, leftOn: '2019-01-01' }], 'ERROR', ['day.left-before-joined']],
    ['a leaver once more', [{ leaves: true, leftOn: '2026-11-01' }, { account: { disabledAt: 'x', leftOn: '2026-11-01' } }], 'SAME', []],
    ['a leaver with another date', [{ leaves: true, leftOn: '2026-10-01' }, { account: { disabledAt: 'x', leftOn: '2026-11-01' } }], 'SAME', ['leave.other-date']],
    ['somebody disabled', [{}, { account: { disabledAt: 'x' } }], 'ERROR', ['account.disabled']],
    ['a blank row', [{ blank: true, staffNo: '' }], 'SAME', ['row.blank']],
    ['a repeated staff number', [{}, { world: { repeated: { staffNo: new Map([['CB001', [2, 5]]]), email: new Map() } } }], 'ERROR', ['staff-no.twice']],
    ['a repeated e-mail', [{ email: 'a@b.vn' }, { world: { repeated: { staffNo: new Map(), email: new Map([['a@b.vn', [2, 5]]]) } } }], 'ERROR', ['email.twice']],
  ])('judges %s', (_, [facts, change], outcome, keys) => expect(judge(facts, change)).toMatchObject({ outcome, keys }));

  it('lists what would change and from which day', () => {
    expect(judge({ unitCode: '14001', fullName: 'Trần Văn Ứng', category: 'CADRE', joinedOn: '2020-01-02' })).toMatchObject({
      on: '2026-11-23',
      unitId: 'p1',
      changes: [{ field: 'unit', from: 'Sở Tư pháp', to: 'UBND phường Tân Thành' }, { field: 'fullName', to: 'Trần Văn Ứng' }, { field: 'category', to: 'CADRE' }, { field: 'joinedOn', to: '2020-01-02' }],
    });
  });

  it('remembers the account that it saw', () => {
    expect(judge({}).seen).not.toBe(judge({}, { account: { title: 'Khác' } }).seen);
    expect(judge({}, { account: null }).seen).toBe('');
  });
});

describe('sums', () => {
  it('finds values that repeat', () => {
    expect([...rowsOfRepeated([[2, 'a'], [3, 'b'], [4, 'a'], [5, null], [6, null], [7, '']])]).toEqual([['a', [2, 4]]]);
  });

  it('counts by outcome and unit, the busiest first', () => {
    const verdicts = [judge({ title: 'Khác' }), judge({ unitCode: '14001' }), judge({ leaves: true }), judge({}, { account: null })];
    const summary = summarise(verdicts, (id) => id);
    expect(summary).toMatchObject({ warnings: 1, counts: { UPDATE: 1, TRANSFER: 1, LEAVE: 1, ERROR: 1, CREATE: 0, SAME: 0 }, units: [{ name: 'stp', total: 2 }, { name: 'p1', total: 1 }] });
    expect(workCount(summary.counts)).toBe(3);
  });

  it('says which rows a page shows', () => {
    expect([rowsShown(1, 120), rowsShown(3, 120), rowsShown(1, 0)]).toEqual([{ from: 1, to: 50 }, { from: 101, to: 120 }, { from: 0, to: 0 }]);
  });
});
