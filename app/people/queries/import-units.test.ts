import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { fold } from '../../platform/text/fold.ts';
import type { Db } from '../../../db/client.ts';
import type { Grant } from '../actor.ts';
import { resolveUnit } from '../rules/import-units.ts';
import { importScope, loadUnitIndex } from './import-units.server.ts';

const today = '2026-11-23';

/** Asks for a unit on a day; the answer is its id, or the fault. */
async function ask(db: Db, line: { unitCode?: string; unitName?: string; parentUnit?: string }, on = today) {
  const found = resolveUnit({ unitCode: null, unitName: null, parentUnit: null, ...line }, await loadUnitIndex(db, on), () => true);
  if (!found) return null;
  return 'unit' in found ? found.unit.id : [found.fault.key, found.fault.params];
}
const code = (db: Db, unitId: string, text: string, from: string, to: string | null = null) => db.insertInto('org_unit_code').values({ id: newId(), unit_id: unitId, scheme: 'PROVINCE', code: text, valid_from: from, valid_to: to }).execute();
const endName = (db: Db, unitId: string, on: string) => db.updateTable('org_unit_version').set({ valid_to: on }).where('unit_id', '=', unitId).execute();
const newName = (db: Db, unitId: string, name: string, from: string) =>
  db.insertInto('org_unit_version').values({ id: newId(), unit_id: unitId, name, short_name: name, name_fold: fold(name), parent_id: null, valid_from: from, valid_to: null }).execute();

describe('units of a day', () => {
  it('are found by a code of that day only', async () => {
    await using db = await freshDb();
    const unit = await makeUnit(db, { name: 'Sở Nội vụ' });
    await code(db, unit, 'CU', '2025-07-01', '2026-01-01');
    await code(db, unit, 'MOI', '2026-01-01');
    expect(await ask(db, { unitCode: 'moi' })).toBe(unit);
    expect(await ask(db, { unitCode: 'CU' })).toEqual(['unit.code-unknown', { value: 'CU' }]);
    expect(await ask(db, { unitCode: 'CU' }, '2025-12-31')).toBe(unit);
    expect(await ask(db, { unitCode: 'MOI' }, '2025-12-31')).toEqual(['unit.code-unknown', { value: 'MOI' }]);
    expect(await ask(db, { unitCode: 'CU' }, '2026-01-01')).toEqual(['unit.code-unknown', { value: 'CU' }]);
  });

  it('are found by their name before and after a change of name', async () => {
    await using db = await freshDb();
    const unit = await makeUnit(db, { name: 'Sở Thông tin và Truyền thông' });
    await endName(db, unit, '2026-03-01');
    await newName(db, unit, 'Sở Khoa học và Công nghệ', '2026-03-01');
    expect(await ask(db, { unitName: 'Sở Khoa học và Công nghệ' })).toBe(unit);
    expect(await ask(db, { unitName: 'Sở Thông tin và Truyền thông' }, '2026-02-28')).toBe(unit);
    expect(await ask(db, { unitName: 'Sở Thông tin và Truyền thông' })).toEqual(['unit.ended', { value: 'Sở Thông tin và Truyền thông', now: 'Sở Khoa học và Công nghệ' }]);
    expect(await ask(db, { unitName: 'Sở Khoa học và Công nghệ' }, '2026-02-28')).toEqual(['unit.unknown', { value: 'Sở Khoa học và Công nghệ' }]);
  });

  it('that were merged are answered with what they became, through several changes', async () => {
    await using db = await freshDb();
    const [first, second, last] = [await makeUnit(db, { name: 'UBND xã Ninh Giang' }), await makeUnit(db, { name: 'UBND xã Ninh Hoà' }), await makeUnit(db, { name: 'UBND phường Tây Hoa Lư' })];
    await endName(db, first, '2026-01-01');
    await endName(db, second, '2026-06-01');
    for (const [from, to, on] of [[first, second, '2026-01-01'], [second, last, '2026-06-01'], [last, first, '2026-06-02']] as const) {
      await db.insertInto('org_unit_change').values({ id: newId(), kind: 'MERGE', from_unit_id: from, to_unit_id: to, share: 'FULL', legal_basis: 'Nghị quyết', effective_on: on }).execute();
    }
    expect(await ask(db, { unitName: 'UBND xã Ninh Giang' })).toEqual(['unit.ended', { value: 'UBND xã Ninh Giang', now: 'UBND phường Tây Hoa Lư' }]);
    expect(await ask(db, { unitName: 'xã Ninh Hoà' })).toEqual(['unit.ended', { value: 'xã Ninh Hoà', now: 'UBND phường Tây Hoa Lư' }]);
  });

  it('that ended without a successor are unknown', async () => {
    await using db = await freshDb();
    await endName(db, await makeUnit(db, { name: 'Ban Quản lý dự án' }), '2026-01-01');
    expect(await ask(db, { unitName: 'Ban Quản lý dự án' })).toEqual(['unit.unknown', { value: 'Ban Quản lý dự án' }]);
  });
});

describe('names that people write', () => {
  it.each<[string, { unitName?: string; parentUnit?: string; unitCode?: string }]>([
    ['exactly', { unitName: 'UBND xã Gia Viễn' }],
    ['decomposed', { unitName: 'UBND xã Gia Viễn'.normalize('NFD') }],
    ['in capitals', { unitName: 'UBND XÃ GIA VIỄN' }],
    ['without marks', { unitName: 'ubnd xa gia vien' }],
    ['in full', { unitName: 'Uỷ ban nhân dân xã Gia Viễn' }],
    ['in full with the other spelling', { unitName: 'Ủy ban nhân dân xã Gia Viễn' }],
    ['without UBND', { unitName: 'Xã Gia Viễn' }],
    ['without its kind', { unitName: 'Gia Viễn' }],
    ['with its province', { unitName: 'UBND xã Gia Viễn, UBND tỉnh Ninh Bình' }],
    ['with its province in the parent column', { unitName: 'Gia Viễn', parentUnit: 'UBND tỉnh Ninh Bình' }],
    ['in the parent column alone', { parentUnit: 'UBND xã Gia Viễn' }],
    ['by code', { unitCode: ' 14 002 ' }],
    ['by code and name', { unitCode: '14002', unitName: 'Gia Viễn' }],
  ])('%s are understood', async (_, line) => {
    await using db = await freshDb();
    const tinh = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình' });
    const xa = await makeUnit(db, { name: 'UBND xã Gia Viễn', parentId: tinh });
    await makeUnit(db, { name: 'UBND xã Gia Hưng', parentId: tinh });
    await code(db, xa, '14002', '2025-07-01');
    expect(await ask(db, line)).toBe(xa);
  });

  it('that several units share are answered with at most five candidates, told apart by parent and code', async () => {
    await using db = await freshDb();
    const names = ['Gia Viễn', 'Gia Hưng', 'Gia Phong', 'Gia Vân', 'Gia Trấn', 'Nho Quan'];
    for (const [at, name] of names.entries()) {
      const office = await makeUnit(db, { name: 'Phòng Kinh tế', parentId: await makeUnit(db, { name: `UBND xã ${name}` }) });
      await code(db, office, `KT${at}`, '2025-07-01');
    }
    const [key, params] = (await ask(db, { unitName: 'phòng kinh tế' })) as [string, Record<string, string | number>];
    expect([key, params['count']]).toEqual(['unit.ambiguous', 6]);
    const candidates = String(params['candidates']).split('; ');
    expect(candidates).toHaveLength(6);
    expect(candidates.at(-1)).toBe('…');
    expect(candidates[0]).toMatch(/^Phòng Kinh tế – UBND xã .+ \(KT\d\)$/);
    expect(await ask(db, { unitName: 'Phòng Kinh tế', parentUnit: 'Nho Quan' })).not.toBeInstanceOf(Array);
  });

  it('of a place that is a phường never mean the xã, and the other way round', async () => {
    await using db = await freshDb();
    await makeUnit(db, { name: 'UBND phường Hoa Lư' });
    expect(await ask(db, { unitName: 'xã Hoa Lư' })).toEqual(['unit.unknown', { value: 'xã Hoa Lư' }]);
  });

  it('are cut when they are very long', async () => {
    await using db = await freshDb();
    expect(await ask(db, { unitName: 'y'.repeat(190) })).toEqual(['unit.unknown', { value: 'y'.repeat(80) }]);
  });
});

describe('where somebody may import', () => {
  const grant = (role: Grant['role'], scope: Grant['scope'], unitId: string | null = null): Grant => ({ role, scope, unitId });

  it('follows her grants', async () => {
    await using db = await freshDb();
    const tinh = await makeUnit(db, { name: 'UBND tỉnh' });
    const xa = await makeUnit(db, { name: 'UBND xã', parentId: tinh });
    const office = await makeUnit(db, { name: 'Văn phòng', parentId: xa });
    const index = await loadUnitIndex(db, today);
    const reach = (...grants: Grant[]) => {
      const { coversAll, inScope } = importScope({ grants }, index);
      return [coversAll, inScope(tinh), inScope(xa), inScope(office)];
    };
    expect(reach(grant('SYSTEM_ADMIN', 'ALL'))).toEqual([true, true, true, true]);
    expect(reach(grant('TRAINING_ADMIN', 'ALL'))).toEqual([true, true, true, true]);
    expect(reach(grant('TRAINING_ADMIN', 'SUBTREE', xa))).toEqual([false, false, true, true]);
    expect(reach(grant('TRAINING_ADMIN', 'SUBTREE', office), grant('UNIT_LEADER', 'SUBTREE', tinh))).toEqual([false, false, false, true]);
    expect(reach(grant('TRAINING_ADMIN', 'SELF'))).toEqual([false, false, false, false]);
    for (const role of ['AUDITOR', 'UNIT_LEADER', 'CONTENT_EDITOR'] as const) expect(reach(grant(role, 'ALL'))).toEqual([false, false, false, false]);
    expect(reach()).toEqual([false, false, false, false]);
  });
});
