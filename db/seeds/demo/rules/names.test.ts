import { describe, expect, it } from 'vitest';
import { loadNames } from '../../organisation/load-people.ts';
import { NameMaker } from './names.ts';
import { randomFor } from './random.ts';

const vocabulary = loadNames();
const maker = (seed = 'names'): NameMaker => new NameMaker(vocabulary, randomFor(seed));

describe('full names', () => {
  it('begin with a family name and are in NFC with single spaces', () => {
    const names = maker();
    const families = new Set(vocabulary.family_names.map((entry) => entry.name));
    for (let at = 0; at < 500; at += 1) {
      const name = names.fullName(at % 2 === 0 ? 'female' : 'male', 1965 + (at % 38));
      expect(families.has(name.split(' ')[0] ?? '')).toBe(true);
      expect(name).toBe(name.normalize('NFC').replace(/\s+/g, ' ').trim());
      expect(name.split(' ').length).toBeGreaterThanOrEqual(2);
    }
  });

  it('say no word twice in a row, as in "Thu Thu"', () => {
    const names = maker('twice');
    for (let at = 0; at < 1_000; at += 1) {
      const [, ...given] = names.fullName('female', 1985).split(' ');
      expect(new Set(given).size, given.join(' ')).toBe(given.length);
    }
  });

  it('are shared by a few people only', () => {
    const names = maker('doubles');
    const drawn = Array.from({ length: 4_000 }, (_, at) => names.fullName(at % 2 === 0 ? 'female' : 'male', 1970 + (at % 30)));
    const doubles = drawn.length - new Set(drawn).size;
    expect(doubles).toBeGreaterThan(0);
    expect(doubles).toBeLessThan(60);
  });

  it('follow the fashion of the decade', () => {
    const names = maker('decades');
    const withThi = (year: number): number => Array.from({ length: 400 }, () => names.fullName('female', year)).filter((name) => / Thị /.test(name)).length;
    expect(withThi(1965)).toBeGreaterThan(withThi(2001));
  });

  it('are the same for the same seed', () => {
    expect(maker('a').fullName('male', 1980)).toBe(maker('a').fullName('male', 1980));
  });

  it('take the nearest decade for somebody older than the list', () => {
    expect(maker().fullName('male', 1931)).toMatch(/\p{Lu}/u);
  });
});

describe('addresses', () => {
  it('are made of given name, initials and a running number, without marks', () => {
    const names = maker();
    expect(names.email('Nguyễn Thị Thuỳ Dương')).toBe('duong.ntt.1@vi-du.invalid');
    expect(names.email('Ngô Thanh Trà Dương')).toBe('duong.ntt.2@vi-du.invalid');
    expect(names.email('Đinh Mai')).toBe('mai.d.1@vi-du.invalid');
  });
});
