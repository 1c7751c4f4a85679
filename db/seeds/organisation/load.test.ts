import { describe, expect, it } from 'vitest';
import { buildOrganisation, loadOrganisation, readRawOrganisation, unitsOn } from './load.ts';
import type { Change, Unit } from './load.ts';

const organisation = loadOrganisation();
const { units, changes } = organisation;

function unit(key: string): Unit {
  const found = units.find((entry) => entry.key === key);
  if (!found) throw new Error(`no unit ${key}`);
  return found;
}

function sourcesOf(key: string): string[] {
  return changes.filter((change) => change.to === key && change.from !== key).map((change) => change.from);
}

function countOn(date: string, kind: Unit['kind']): number {
  return unitsOn(date, units).filter((entry) => entry.kind === kind).length;
}

/** The shipped data with one fault planted. */
function withFault(plant: (data: { units: Unit[]; changes: Change[] }) => void): () => unknown {
  const raw = structuredClone(readRawOrganisation()) as { units: Unit[]; changes: Change[]; subunitRule: unknown };
  plant(raw);
  return () => buildOrganisation(raw);
}

function rawUnit(data: { units: Unit[] }, key: string): Unit {
  const found = data.units.find((entry) => entry.key === key);
  if (!found) throw new Error(`no unit ${key}`);
  return found;
}

describe('the shipped organisation', () => {
  it.each([
    ['2023-08-02', 143, 8, 19], ['2024-12-31', 143, 8, 19], ['2025-01-01', 125, 7, 19], ['2025-03-01', 125, 7, 14],
    ['2025-06-30', 125, 7, 14], ['2025-07-01', 129, 0, 14], ['2026-11-23', 129, 0, 14],
  ] as const)('has on %s %i communes, %i districts and %i departments', (date, communes, districts, departments) => {
    expect([countOn(date, 'COMMUNE_PC'), countOn(date, 'DISTRICT_PC'), countOn(date, 'DEPARTMENT')]).toEqual([communes, districts, departments]);
  });

  it('counts 119 xã, 17 phường and 7 thị trấn in 2023, 97 xã and 32 phường today', () => {
    const types = (date: string): Record<string, number> => {
      const communes = unitsOn(date, units).filter((entry) => entry.kind === 'COMMUNE_PC');
      return Object.fromEntries(['X.', 'P.', 'TT.'].map((type) => [type, communes.filter((entry) => entry.short.startsWith(`${type} `)).length]));
    };
    expect(types('2023-08-02')).toEqual({ 'X.': 119, 'P.': 17, 'TT.': 7 });
    expect(types('2025-01-01')).toEqual({ 'X.': 101, 'P.': 18, 'TT.': 6 });
    expect(types('2026-11-23')).toEqual({ 'X.': 97, 'P.': 32, 'TT.': 0 });
  });

  it('gives a re-used state code to different units', () => {
    const holders = ['2023-08-02', '2025-01-01', '2025-07-01'].map((date) => unitsOn(date, units).find((entry) => entry.gsoCode === '14428')?.key);
    expect(holders).toEqual(['xa-14428-van-phong', 'thi-tran-14383-nho-quan', 'xa-14428-nho-quan-2025']);
  });

  it('keeps the key of a commune that becomes a phường and shows the name of the day', () => {
    const nameOn = (date: string): string | undefined => unitsOn(date, units).find((entry) => entry.key === 'xa-14353-ninh-phuc')?.name;
    expect([nameOn('2024-12-31'), nameOn('2025-01-01'), nameOn('2025-07-01')]).toEqual(['UBND xã Ninh Phúc', 'UBND phường Ninh Phúc', undefined]);
  });

  it('moves a commune below the new city', () => {
    const parentOn = (date: string): string | undefined => unitsOn(date, units).find((entry) => entry.key === 'xa-14554-ninh-van')?.parentKey;
    expect([parentOn('2024-12-31'), parentOn('2025-01-01')]).toEqual(['huyen-374-hoa-lu', 'thanh-pho-374-hoa-lu-2025-01']);
  });
});

describe('the shipped changes', () => {
  it('form phường Hoa Lư from eleven communes', () => {
    expect(sourcesOf('phuong-14329-hoa-lu-2025')).toEqual([
      'phuong-14320-dong-thanh', 'phuong-14323-tan-thanh', 'phuong-14329-van-giang', 'phuong-14332-bich-dao', 'phuong-14338-nam-binh',
      'phuong-14341-nam-thanh', 'phuong-14344-ninh-khanh', 'xa-14347-ninh-nhat', 'xa-14350-ninh-tien', 'phuong-14527-ninh-my-2025-01', 'xa-14536-ninh-khang',
    ]);
  });

  it('split Gia Tân in two parts', () => {
    const rows = changes.filter((change) => change.from === 'xa-14503-gia-tan');
    expect(rows.map((row) => [row.kind, row.share, row.to])).toEqual([
      ['SPLIT', 'PART', 'phuong-14533-tay-hoa-lu-2025'], ['SPLIT', 'PART', 'xa-14488-gia-van-2025'],
    ]);
  });

  it('keep the two Tân Thành apart', () => {
    expect(sourcesOf('xa-14674-lai-thanh-2025')).toContain('xa-14668-tan-thanh');
  });

  it('lead each of the 125 communes of 30/6/2025 to the 39 communes on their territory', () => {
    const communes = new Set(unitsOn('2025-06-30', units).filter((entry) => entry.kind === 'COMMUNE_PC').map((entry) => entry.key));
    const rows = changes.filter((change) => change.effective_on === '2025-07-01' && communes.has(change.from));
    expect([new Set(rows.map((row) => row.from)).size, new Set(rows.map((row) => row.to)).size, rows.length]).toEqual([125, 39, 126]);
  });

  it('form 16 communes from 34 on 01/01/2025, as the resolution reports', () => {
    const rows = changes.filter((change) => change.effective_on === '2025-01-01' && /^(xa|phuong|thi-tran)-/.test(change.from) && change.kind !== 'MOVE');
    const targets = new Set(rows.map((row) => row.to));
    const absorbing = [...targets].filter((key) => key && unit(key).from < '2025-01-01' && !rows.some((row) => row.from === key));
    expect([targets.size, rows.length + absorbing.length]).toEqual([16, 34]);
  });
});

describe('the sub-unit rule', () => {
  it('gives every commune of today four offices and its police', () => {
    const today = unitsOn('2026-11-23', units);
    const communes = today.filter((entry) => entry.kind === 'COMMUNE_PC');
    const sizes = communes.map((commune) => today.filter((entry) => entry.parentKey === commune.key).length);
    expect(new Set(sizes)).toEqual(new Set([5]));
  });

  it('names the offices by the type of the commune', () => {
    const namesBelow = (key: string): string[] => units.filter((entry) => entry.parent[0]?.key === key).map((entry) => entry.names[0]?.name ?? '');
    expect(namesBelow('phuong-14329-hoa-lu-2025')).toEqual([
      'Văn phòng HĐND và UBND', 'Phòng Kinh tế, Hạ tầng và Đô thị', 'Phòng Văn hoá – Xã hội', 'Trung tâm Phục vụ hành chính công', 'Công an phường Hoa Lư',
    ]);
    expect(namesBelow('xa-14494-gia-tran-2025')).toContain('Phòng Kinh tế');
  });

  it('gives nothing to communes that ended before', () => {
    expect(units.filter((entry) => entry.key.startsWith('xa-14437-son-lai--'))).toEqual([]);
  });

  it('ends the offices with their commune and follows its new name', () => {
    const raw = structuredClone(readRawOrganisation()) as { units: Unit[]; changes: Change[]; subunitRule: unknown };
    const commune = rawUnit(raw, 'xa-14494-gia-tran-2025');
    commune.names = [
      { name: 'UBND xã Gia Trấn', short: 'X. Gia Trấn', from: '2025-07-01', to: '2026-06-01' },
      { name: 'UBND xã Gián Khẩu', short: 'X. Gián Khẩu', from: '2026-06-01' },
    ];
    raw.changes.push({ kind: 'RENAME', from: commune.key, to: commune.key, share: 'FULL', legal_basis: 'x', effective_on: '2026-06-01', confidence: 'B' });
    const police = buildOrganisation(raw).units.find((entry) => entry.key === `${commune.key}--cong-an`);
    expect(police?.names.map((name) => [name.name, name.from, name.to])).toEqual([
      ['Công an xã Gia Trấn', '2025-07-01', '2026-06-01'], ['Công an xã Gián Khẩu', '2026-06-01', undefined],
    ]);
  });
});

describe('bad data', () => {
  const sonLai = 'xa-14437-son-lai';
  it.each<[string, (data: { units: Unit[]; changes: Change[] }) => void, RegExp]>([
    ['a key that occurs twice', (data) => data.units.push(structuredClone(rawUnit(data, sonLai))), /xa-14437-son-lai: the key occurs twice/],
    ['an unknown parent', (data) => { rawUnit(data, sonLai).parent[0]!.key = 'huyen-999'; }, /xa-14437-son-lai: the parent huyen-999 does not exist/],
    ['a parent that ends too early', (data) => { rawUnit(data, 'xa-14554-ninh-van').parent = [{ key: 'huyen-374-hoa-lu', from: '2023-08-02', to: '2025-07-01' }]; },
      /xa-14554-ninh-van: the parent huyen-374-hoa-lu lives 2023-08-02 to 2025-01-01 and does not cover/],
    ['a gap between parents', (data) => { rawUnit(data, 'xa-14554-ninh-van').parent[1]!.from = '2025-02-01'; }, /xa-14554-ninh-van: parents: expected an entry from 2025-01-01/],
    ['a circle', (data) => { rawUnit(data, 'cong-an-tinh').parent[0]!.key = 'cong-an-tinh--pc06'; }, /cong-an-tinh: is its own ancestor/],
    ['a code held by two units', (data) => { rawUnit(data, sonLai).codes[0]!.code = '14440'; }, /the code GSO 14440 from 2023-08-02 belongs to .* at the same time/],
    ['two codes at once', (data) => { rawUnit(data, sonLai).codes.push({ scheme: 'GSO', code: '99999', from: '2024-01-01', to: '2025-01-01' }); },
      /xa-14437-son-lai: has the GSO codes 14437 and 99999 at the same time/],
    ['a name that ends before the unit', (data) => { rawUnit(data, 'so-du-lich').names[0]!.to = '2025-07-01'; }, /so-du-lich: names: the entries end on 2025-07-01/],
    ['a missing commune', (data) => {
      data.units = data.units.filter((entry) => entry.key !== 'xa-13627-nam-ly-2025');
    }, /COMMUNE_PC: 128 units on 2025-07-01, expected 129/],
    ['a commune without a type in its name', (data) => { rawUnit(data, sonLai).names[0]!.name = 'UBND Sơn Lai'; }, /xa-14437-son-lai: the name "UBND Sơn Lai" does not begin with/],
    ['an unknown field', (data) => { Object.assign(rawUnit(data, sonLai), { code: '1' }); }, /units\.yaml, entry \d+ \(xa-14437-son-lai\).*code/s],
    ['a day that does not exist', (data) => { rawUnit(data, sonLai).from = '2023-02-30'; }, /xa-14437-son-lai.*from/s],
    ['a name that is not NFC', (data) => { rawUnit(data, sonLai).names[0]!.short = 'X. Sơn Lai'.normalize('NFD'); }, /xa-14437-son-lai.*NFC/s],
    ['a change to an unknown unit', (data) => { data.changes[0]!.to = 'nowhere'; }, /the unit nowhere does not exist/],
    ['an end without a change', (data) => { data.changes = data.changes.filter((row) => row.from !== sonLai); }, /xa-14437-son-lai: ends on 2025-01-01 and no change says why/],
    ['a half split', (data) => {
      data.changes = data.changes.filter((row) => !(row.from === 'xa-14503-gia-tan' && row.to === 'xa-14488-gia-van-2025'));
    }, /xa-14503-gia-tan on 2025-07-01: only one PART is given/],
    ['a change on the wrong day', (data) => { data.changes.find((row) => row.from === sonLai)!.effective_on = '2025-07-01'; },
      /xa-14437-son-lai: MERGE to xa-14437-phuc-son-2025-01 on 2025-07-01: all of the unit goes, but it ends on 2025-01-01/],
    ['a rename without a new name', (data) => data.changes.push({ kind: 'RENAME', from: 'so-du-lich', to: 'so-du-lich', share: 'FULL', legal_basis: 'x', effective_on: '2025-07-01', confidence: 'B' }),
      /so-du-lich: RENAME .* no new name begins on that day/],
  ])('is refused: %s', (_label, plant, message) => {
    expect(withFault(plant)).toThrow(message);
  });

  it('lists all faults at once', () => {
    const load = withFault((data) => {
      rawUnit(data, 'so-y-te').parent[0]!.key = 'a';
      rawUnit(data, 'so-du-lich').parent[0]!.key = 'b';
    });
    expect(load).toThrow(/2 fault\(s\)[\s\S]*so-du-lich: the parent b[\s\S]*so-y-te: the parent a/);
  });
});
