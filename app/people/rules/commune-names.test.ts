import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../platform/text/fold.ts';
import { communeLabel, communeOf, communesLike, findCommune, formerNamesIn, inReadingOrder, type CommuneName } from './commune-names.ts';

const today = (name: string, unitId = name): CommuneName => ({ name, unitId, now: name, since: null });
const old = (name: string, now: string, since = '2025-07-01'): CommuneName => ({ name, unitId: now, now, since });

describe('communes that differ in a tone alone', () => {
  const names = [today('xã Yên Mô'), today('xã Yên Mỗ'), today('phường Yên Mơ'), old('xã Khánh Vân', 'xã Yên Mô'), old('xã Khánh Văn', 'xã Yên Mỗ')];

  it.each([
    ['xã Yên Mô', 'xã Yên Mô'], ['Xã Yên Mỗ', 'xã Yên Mỗ'], ['XÃ YÊN MỖ', 'xã Yên Mỗ'], ['UBND xã Yên Mỗ', 'xã Yên Mỗ'], ['Yên Mỗ', 'xã Yên Mỗ'], ['  yên   mỗ ', 'xã Yên Mỗ'], ['xã Yên Mỗ'.normalize('NFD'), 'xã Yên Mỗ'],
    ['xã Khánh Văn', 'xã Yên Mỗ'], ['Xã Khánh Vân (cũ), nay là xã Yên Mô', 'xã Yên Mô'],
    ['xa yen mo', null], ['Yen Mo', null], ['xã Yên Mọ', null], ['xã Khánh Van', null],
    ['phuong yen mo', 'phường Yên Mơ'],
  ])('%j names %j', (words, commune) => {
    expect(findCommune(names, words)?.unitId ?? null).toBe(commune);
  });

  it('are each named by what the list of the desk offers for them', () => {
    for (const one of names) expect(findCommune(names, communeLabel(one))?.unitId).toBe(one.unitId);
  });
});

const syllable = fc.constantFrom('Gia', 'Lâm', 'Hoa', 'Lư', 'Vân', 'Tây', 'Mô', 'Mỗ');
const place = fc.tuple(fc.constantFrom('xã', 'phường', 'thị trấn'), fc.array(syllable, { minLength: 1, maxLength: 2 })).map(([kind, words]) => `${kind} ${words.join(' ')}`);
const world = fc.uniqueArray(place, { minLength: 1, maxLength: 5 }).chain((now) =>
  fc.uniqueArray(fc.tuple(place, fc.constantFrom(...now)).map(([name, at]) => old(name, at)), { maxLength: 6, selector: ({ name, now: at }) => `${name}>${at}` }).map((before) => ({ now, before: before.filter(({ name, now: at }) => name !== at) })),
);
const namesOf = ({ now, before }: { now: string[]; before: CommuneName[] }) => inReadingOrder([...now.map((name) => today(name)), ...before]);
const anything = fc.oneof(place, fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('', 'cũ', 'xã', 'UBND', '(.*)+', '$&', '\\', 'xã cũ', 'nay là'));

describe('whatever the names are', () => {
  it('a name of today, written as it is, names its commune and no other, whatever was called so before', () => {
    fc.assert(fc.property(world, (made) => {
      for (const name of made.now) for (const words of [name, `UBND ${name}`, name.toUpperCase()]) expect(findCommune(namesOf(made), words)?.unitId).toBe(name);
    }));
  });

  it('what is found does not depend on the order of the list, and is one of it', () => {
    fc.assert(fc.property(world, anything, (made, words) => {
      const names = namesOf(made);
      const found = findCommune(names, words);
      expect(findCommune(names.toReversed(), words)?.unitId).toBe(found?.unitId);
      if (found) expect(names).toContain(found);
    }));
  });

  it('an old name with "cũ" never names the commune of today that bears it', () => {
    fc.assert(fc.property(world, (made) => {
      const names = namesOf(made);
      for (const { name } of made.before) {
        const heirs = made.before.filter((one) => fold(one.name) === fold(name)).map(({ unitId }) => unitId);
        const found = findCommune(names, `${name} cũ`);
        if (found) expect(heirs).toContain(found.unitId);
      }
    }));
  });

  it('old names that stand in a question are said once each, with what they are now, and any question is taken', () => {
    fc.assert(fc.property(world, anything, anything, (made, before, after) => {
      const said = formerNamesIn(namesOf(made), `${before} ${after}`);
      expect(new Set(said.map(({ name }) => name)).size).toBe(said.length);
      for (const { name, now } of said) expect(now.toSorted()).toEqual(made.before.filter((one) => one.name === name).map((one) => one.now).toSorted());
    }));
  });
});

it.each([['UBND phường Hoa Lư', 'phường Hoa Lư'], ['Ủy ban nhân dân xã A', 'xã A'], ['Uỷ ban nhân dân xã A', 'xã A'], ['ubnd xã A', 'xã A'], ['UBNDxã A', 'UBNDxã A'], ['Sở Tư pháp', 'Sở Tư pháp'], ['', '']])('%j is spoken of as %j', (unit, commune) => {
  expect(communeOf(unit)).toBe(commune);
});

it('words that name none for sure may mean whatever bears the name, with another kind or tone; a name of nowhere means none', () => {
  const of = (name: string, unitId: string, since: string | null = null): CommuneName => ({ name, unitId, now: name, since });
  const names = [of('phường Hoa Lư', 'a'), of('xã Hoa Lư', 'b'), of('xã Hòa Lư', 'c', '2025-07-01'), of('xã Ninh Vân', 'd')];
  const ids = (words: string) => communesLike(names, words).map(({ unitId }) => unitId);
  expect([ids('hoa lu'), ids('Thị trấn Hoa Lư'), ids('UBND xã Ninh Vân'), ids('Hoa'), ids(''), ids('???')]).toEqual([['a', 'b', 'c'], ['a', 'b', 'c'], ['d'], [], [], []]);
});
