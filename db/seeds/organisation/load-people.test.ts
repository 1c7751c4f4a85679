import { expect, it } from 'vitest';
import { loadOrganisation, unitsOn } from './load.ts';
import { loadNames, loadPositionTitles, titlesFor } from './load-people.ts';

const names = loadNames();
const groups = loadPositionTitles();

it('has at least 120 given names for each gender in every decade that staff are born in', () => {
  for (const gender of ['female', 'male'] as const) {
    expect(names.given_names[gender].length).toBeGreaterThanOrEqual(120);
    const usable = names.decades.map((_, decade) => names.given_names[gender].filter((entry) => (entry.weights[decade] ?? 0) > 0).length);
    expect(Math.min(...usable)).toBeGreaterThanOrEqual(60);
  }
});

it('has no name twice, all in NFC and with the modern tone position', () => {
  const lists = [names.family_names, names.middle_names.female, names.middle_names.male, names.given_names.female, names.given_names.male];
  for (const list of lists) {
    const words = list.map((entry) => entry.name);
    expect(new Set(words).size).toBe(words.length);
    for (const word of words) {
      expect(word).toBe(word.normalize('NFC'));
      expect(word).not.toMatch(/(?<![qQ])(?:[òóỏõọ][ae]|[úùủũụ]y)(?!\p{L})/u);
    }
  }
});

it('has the long and hard names that lay-outs must bear', () => {
  expect(names.given_names.female.map((entry) => entry.name)).toEqual(expect.arrayContaining(['Thuỳ', 'Nguyệt', 'Thị Hồng Thắm', 'Huỳnh Anh']));
  expect(names.given_names.male.find((entry) => entry.name === 'Đức Anh')).toMatchObject({ complete: true });
});

it.each(['2023-08-02', '2025-01-01', '2025-03-01', '2026-11-23'])('gives every unit of %s titles, among them a head', (date) => {
  for (const unit of unitsOn(date, loadOrganisation().units)) {
    const titles = titlesFor(unit, date, groups);
    const heads = titles.filter((title) => title.leader && title.max === 1);
    expect(heads.length, unit.key).toBeGreaterThan(0);
    expect(titles.length, unit.key).toBeGreaterThan(1);
  }
});

it('chooses the most precise group and the titles of the day', () => {
  const office = { kind: 'DIVISION', level: 'COMMUNE', name: 'Văn phòng HĐND và UBND' };
  expect(titlesFor(office, '2026-01-01', groups)[0]?.title).toBe('Chánh Văn phòng');
  const commune = { kind: 'COMMUNE_PC', level: 'COMMUNE', name: 'UBND xã Sơn Lai' };
  const registrar = 'Công chức Tư pháp – hộ tịch';
  const hasRegistrar = (date: string): boolean => titlesFor(commune, date, groups).some((title) => title.title === registrar);
  expect([hasRegistrar('2025-06-30'), hasRegistrar('2025-07-01')]).toEqual([true, false]);
});
