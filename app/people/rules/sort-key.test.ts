import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareNames } from '../../platform/text/fold.ts';
import { nameColumns, nameSortKey } from './sort-key.ts';

const byKey = (a: string, b: string) => (nameSortKey(a) < nameSortKey(b) ? -1 : nameSortKey(a) > nameSortKey(b) ? 1 : 0);

it('orders names as a Vietnamese list does', () => {
  const names = ['Nguyễn Văn Ước', 'Trần Thị An', 'Lê Ân', 'Phạm Ánh', 'Đỗ Đức', 'Đỗ Dũng', 'Bùi Dương', 'Vũ Yến', 'Lê Thị Thuý', 'Lê Thị Thuỳ', 'Lê Thị Thụy', 'An'];
  expect(names.toSorted(byKey)).toEqual(names.toSorted(compareNames));
});

it('puts the family name second', () => {
  expect(['Vũ Thị An', 'Bùi Văn An', 'Ân Thị An'].toSorted(byKey)).toEqual(['Ân Thị An', 'Bùi Văn An', 'Vũ Thị An']);
});

it.each([
  ['a', 'ă'], ['ă', 'â'], ['d', 'đ'], ['e', 'ê'], ['o', 'ô'], ['ô', 'ơ'], ['u', 'ư'],
  ['ma', 'mà'], ['mà', 'mả'], ['mả', 'mã'], ['mã', 'má'], ['má', 'mạ'],
])('puts %s before %s', (a, b) => {
  expect(byKey(a, b)).toBe(-1);
});

it('agrees with the collation of the platform on Vietnamese names', () => {
  const syllable = fc.string({ unit: fc.constantFrom(...'aàảãáạăằắâấbcdđeêghiklmnoôơởpqrstuưựvxy'), minLength: 1, maxLength: 5 });
  const name = fc.array(syllable, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(Math.sign(byKey(a, b))).toBe(Math.sign(compareNames(a, b)));
    }),
    { numRuns: 500 },
  );
});

it('gives composed and decomposed spelling the same place', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'ếộữậằ đaĐ'), maxLength: 20 }), (text) => nameSortKey(text.normalize('NFD')) === nameSortKey(text.normalize('NFC'))));
});

it.each(['', ' ', '😀', 'Ñandú Šimůnek', "Y'Bliêu Êban", 'H’Hen Niê', '李'])('bears %j', (name) => {
  expect(nameSortKey(name).length).toBeGreaterThan(0);
});

it('hands out every column that follows from a name', () => {
  expect(nameColumns('Đỗ Thuỷ')).toEqual({ full_name: 'Đỗ Thuỷ', name_fold: 'do thuy', sort_key: nameSortKey('Đỗ Thuỷ') });
});
