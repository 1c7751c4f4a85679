import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makeFormerUnit, makeUnit } from '../../../tests/world/people.ts';
import { communeLabel, findCommune, formerNamesIn } from '../rules/commune-names.ts';
import { communeAbove, listCommuneNames, rememberedCommuneNames } from './commune-names.server.ts';

const today = '2026-11-23';

/** Hoa Lư took over Vân Giang, which had taken over Thanh Bình; Gia Lâm of old was divided, and another commune bears its name today. */
async function world() {
  const db = await freshDb();
  const [hoaLu, tayHoaLu, giaLam, giaTuong] = [await makeUnit(db), await makeUnit(db, { name: 'UBND phường Tây Hoa Lư' }), await makeUnit(db, { name: 'UBND xã Gia Lâm' }), await makeUnit(db, { name: 'UBND xã Gia Tường' })];
  const vanGiang = await makeFormerUnit(db, { name: 'UBND phường Vân Giang', into: [hoaLu] });
  await makeFormerUnit(db, { name: 'UBND phường Thanh Bình', into: [vanGiang], on: '2025-01-01' });
  await makeFormerUnit(db, { name: 'UBND xã Gia Lâm', into: [giaTuong], on: '2025-07-01' });
  await makeFormerUnit(db, { name: 'UBND xã Xích Thổ', into: [giaLam, giaTuong], share: 'PART' });
  await makeFormerUnit(db, { name: 'UBND xã Không Ai Nhận', into: [] });
  const names = await listCommuneNames(db, today);
  const ids: Record<string, string> = { [hoaLu]: 'Hoa Lư', [tayHoaLu]: 'Tây Hoa Lư', [giaLam]: 'Gia Lâm', [giaTuong]: 'Gia Tường' };
  return { db, hoaLu, names, found: (words: string) => ids[findCommune(names, words)?.unitId ?? ''] ?? null, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('the names of communes', () => {
  it('are those of today and of old, each with what it is now and since when, through every merger', async () => {
    await using w = await world();
    expect(w.names.map(communeLabel)).toEqual(['Phường Hoa Lư', 'Phường Tây Hoa Lư', 'Xã Gia Lâm', 'Xã Gia Tường', 'Phường Thanh Bình (cũ), nay là phường Hoa Lư', 'Phường Vân Giang (cũ), nay là phường Hoa Lư', 'Xã Gia Lâm (cũ), nay là xã Gia Tường', 'Xã Xích Thổ (cũ), nay là xã Gia Lâm', 'Xã Xích Thổ (cũ), nay là xã Gia Tường']);
    expect(w.names.find(({ name }) => name === 'phường Thanh Bình')).toMatchObject({ unitId: w.hoaLu, since: '2025-07-01' });
  });

  it.each([
    ['UBND phường Hoa Lư', 'Hoa Lư'], ['phuong hoa lu', 'Hoa Lư'], ['hoa lư', 'Hoa Lư'], ['tây hoa lư', 'Tây Hoa Lư'], ['Phường Thanh Bình', 'Hoa Lư'], ['thanh binh cũ', 'Hoa Lư'],
    ['Xã Gia Lâm', 'Gia Lâm'], ['xã Gia Lâm (cũ)', 'Gia Tường'], ['Xã Xích Thổ (cũ), nay là xã Gia Tường', 'Gia Tường'],
    ['xã Hoa Lư', null], ['Xích Thổ', null], ['Không Ai Nhận', null], ['ở quê', null], ['', null], ['cũ', null], ['%', null],
  ])('%j names %j', async (words, commune) => {
    await using w = await world();
    expect(w.found(words)).toBe(commune);
  });

  it.each<[string, [string, string[]][]]>([
    ['làm căn cước ở phường Thanh Bình', [['phường Thanh Bình', ['phường Hoa Lư']]]],
    ['PHUONG THANH BINH', [['phường Thanh Bình', ['phường Hoa Lư']]]],
    ['thanh bình cũ đăng ký tạm trú ở đâu', [['phường Thanh Bình', ['phường Hoa Lư']]]],
    ['từ phường Thanh Bình sang phường Vân Giang', [['phường Thanh Bình', ['phường Hoa Lư']], ['phường Vân Giang', ['phường Hoa Lư']]]],
    ['UBND xã Xích Thổ', [['xã Xích Thổ', ['xã Gia Lâm', 'xã Gia Tường']]]],
    ['xã Gia Lâm', []],
    ['xã Gia Lâm cũ', [['xã Gia Lâm', ['xã Gia Tường']]]],
    ['cuộc sống thanh bình', []],
    ['xã Thanh Bình', []],
    ['phường Hoa Lư', []],
    ['', []],
  ])('in %j say what they are now', async (question, expected) => {
    await using w = await world();
    expect(formerNamesIn(w.names, question).map(({ name, now }) => [name, now])).toEqual(expected);
  });

  it('are remembered until a commune changes', async () => {
    await using w = await world();
    const names = async () => (await rememberedCommuneNames(w.db, today)).length;
    const before = await names();
    expect(await rememberedCommuneNames(w.db, today)).toBe(await rememberedCommuneNames(w.db, today));
    await makeFormerUnit(w.db, { name: 'UBND xã Mới Nhập', into: [w.hoaLu] });
    expect(await names()).toBe(before + 1);
  });

  it('know the commune above an office, and none above the province', async () => {
    await using w = await world();
    const office = await makeUnit(w.db, { name: 'Văn phòng', parentId: w.hoaLu, kind: 'DIVISION' });
    const department = await makeUnit(w.db, { name: 'Sở', kind: 'DEPARTMENT', level: 'PROVINCE' });
    expect(await Promise.all([office, w.hoaLu, department, null, 'none'].map((id) => communeAbove(w.db, id, today)))).toEqual([w.hoaLu, w.hoaLu, null, null, null]);
  });
});
