import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFor } from './random.ts';

const draw = (seed: string, count: number): number[] => {
  const random = randomFor(seed);
  return Array.from({ length: count }, () => random.next());
};

describe('a stream of chance', () => {
  it('is the same for the same seed, on every machine', () => {
    expect(draw('ninh-binh', 50)).toEqual(draw('ninh-binh', 50));
    expect(draw('ninh-binh', 3).map((value) => value.toFixed(6))).toEqual(draw('ninh-binh', 3).map((value) => value.toFixed(6)));
  });

  it('is another one for another seed', () => {
    expect(draw('person:1', 5)).not.toEqual(draw('person:2', 5));
  });

  it('stays from 0 up to, not including, 1, and spreads evenly', () => {
    const values = draw('spread', 20_000);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    const tenths = Array.from({ length: 10 }, (_, tenth) => values.filter((value) => Math.floor(value * 10) === tenth).length);
    expect(Math.min(...tenths)).toBeGreaterThan(1_800);
    expect(Math.max(...tenths)).toBeLessThan(2_200);
  });
});

describe('what is made of it', () => {
  it('whole numbers hold both ends', () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: -50, max: 50 }), fc.nat(20), (seed, from, width) => {
      const random = randomFor(seed);
      const values = Array.from({ length: 40 }, () => random.int(from, from + width));
      return values.every((value) => Number.isInteger(value) && value >= from && value <= from + width);
    }));
    const random = randomFor('ends');
    expect(new Set(Array.from({ length: 200 }, () => random.int(1, 3)))).toEqual(new Set([1, 2, 3]));
  });

  it('weights decide the shares', () => {
    const random = randomFor('weights');
    const drawn = Array.from({ length: 10_000 }, () => random.weighted(['a', 'b', 'c'], (name) => ({ a: 7, b: 3, c: 0 })[name] ?? 0));
    expect(drawn.filter((name) => name === 'a').length / 10_000).toBeCloseTo(0.7, 1);
    expect(drawn).not.toContain('c');
  });

  it('a shuffle keeps every entry once and leaves the list alone', () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.integer(), { maxLength: 30 }), (seed, list) => {
      const before = [...list];
      const mixed = randomFor(seed).shuffle(list);
      expect(list).toEqual(before);
      expect(mixed.toSorted((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
    }));
  });

  it('a bell has its middle and never goes far', () => {
    const random = randomFor('bell');
    const values = Array.from({ length: 5_000 }, () => random.around(100, 10));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeGreaterThan(99);
    expect(mean).toBeLessThan(101);
    expect(values.filter((value) => Math.abs(value - 100) < 10).length / values.length).toBeGreaterThan(0.6);
    expect(Math.max(...values.map((value) => Math.abs(value - 100)))).toBeLessThan(45);
  });

  it('ids look like UUIDv7, lie in the order of time and do not meet', () => {
    const random = randomFor('ids');
    const ids = Array.from({ length: 5_000 }, (_, at) => random.id(Date.parse('2026-01-01T00:00:00Z') + at));
    expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(true);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    const sameTime = Array.from({ length: 5_000 }, () => random.id(0));
    expect(new Set(sameTime).size).toBe(sameTime.length);
  });

  it('nothing is picked from an empty list', () => {
    expect(() => randomFor('x').pick([])).toThrow(/empty/);
    expect(() => randomFor('x').weighted([], () => 1)).toThrow(/empty/);
  });
});
