import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adoptionStates, benefitsByUnit, mayBecome, monthsAfter, nextStates } from './adoption.ts';
import { appealDays, appealEnds } from './appeal.ts';
import { canonicalJson } from '../../platform/canonical.ts';
import { expectedPrizes, needsReason, placesOf, undecided, type Prize } from './prizes.ts';

it('canonical JSON is the same whatever the order of the keys', () => {
  fc.assert(fc.property(fc.dictionary(fc.string({ maxLength: 5 }), fc.integer()), (value) => {
    const turned = Object.fromEntries(Object.entries(value).toReversed());
    expect(canonicalJson(turned)).toBe(canonicalJson(value));
  }));
  expect(canonicalJson({ b: 1, a: [true, null, 'ế"\n'] })).toBe('{"a":[true,null,"ế\\"\\n"],"b":1}');
});

const prizes: Prize[] = [
  { id: 'third', kind: 'THIRD', title: 'Ba', count: 2, position: 2 },
  { id: 'first', kind: 'FIRST', title: 'Nhất', count: 1, position: 0 },
  { id: 'second', kind: 'SECOND', title: 'Nhì', count: 1, position: 1 },
  { id: 'special', kind: 'SPECIAL', title: 'Dữ liệu mở', count: 3, position: 3 },
];
const ranks = (...list: number[]) => list.map((rank, at) => ({ entry: `e${at + 1}`, rank }));

describe('prizes by the ranking', () => {
  it('are given from the top; special ones stand beside it', () => {
    const lines = ranks(1, 2, 3, 4, 5);
    expect(lines.map(({ entry }) => expectedPrizes(lines, entry, prizes))).toEqual([['first'], ['second'], ['third'], ['third'], [null]]);
    expect(placesOf(prizes)).toBe(4);
  });

  it('may be any of the places that a tie covers', () => {
    const lines = ranks(1, 1, 3, 3, 3);
    expect(expectedPrizes(lines, 'e1', prizes)).toEqual(['first', 'second']);
    expect(expectedPrizes(lines, 'e4', prizes)).toEqual(['third', null]);
  });

  it('need a reason exactly where a decision departs from them', () => {
    const lines = ranks(1, 2, 3, 4, 5);
    expect(needsReason(lines, 'e1', 'first', prizes)).toBe(false);
    expect(needsReason(lines, 'e5', null, prizes)).toBe(false);
    for (const [entry, prize] of [['e1', 'second'], ['e1', null], ['e5', 'third'], ['e1', 'special'], ['e5', 'special'], ['stranger', 'first'], ['stranger', null]] as const) expect(needsReason(lines, entry, prize, prizes)).toBe(true);
  });

  it('leave nobody within them without a word', () => {
    const lines = ranks(1, 2, 3, 4, 5);
    expect(undecided(lines, new Set(['e2']), prizes)).toEqual(['e1', 'e3', 'e4']);
    expect(undecided(lines, new Set(['e1', 'e2', 'e3', 'e4']), prizes)).toEqual([]);
    // A tie over the border: nobody of it must have a prize.
    expect(undecided(ranks(1, 2, 3, 4, 4), new Set(['e1', 'e2', 'e3']), prizes)).toEqual([]);
    expect(undecided([], new Set(), prizes)).toEqual([]);
  });

  it('never expect more of a prize than there is', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 12 }), (count) => {
      const lines = ranks(...Array.from({ length: count }, (_, at) => at + 1));
      const given = lines.flatMap(({ entry }) => expectedPrizes(lines, entry, prizes)).filter((id) => id !== null);
      for (const { id, count: most } of prizes) expect(given.filter((one) => one === id).length).toBeLessThanOrEqual(most);
    }));
  });
});

describe('an adoption', () => {
  it('begins with a pilot, can be given up from everywhere, and taken up again', () => {
    expect(adoptionStates.map(nextStates)).toEqual([['PILOT', 'NOT_APPLIED'], ['APPLIED', 'NOT_APPLIED'], ['NOT_APPLIED'], ['PILOT']]);
    for (const state of adoptionStates) expect(mayBecome(state, state)).toBe(false);
    expect(mayBecome('PROPOSED', 'APPLIED')).toBe(false);
  });

  it.each([['2026-11-23', 3, '2027-02-23'], ['2026-11-30', 3, '2027-02-28'], ['2027-11-30', 3, '2028-02-29'], ['2026-08-31', 6, '2027-02-28'], ['2026-12-31', 12, '2027-12-31'], ['2024-02-29', 12, '2025-02-28']])('is asked about from %s after %i months on %s', (day, months, then) => {
    expect(monthsAfter(day, months)).toBe(then);
  });

  it('never jumps over a month', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 36 }), (from, months) => {
      const then = monthsAfter(from, months);
      const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
      expect(count(then) - count(from)).toBe(months);
      expect(Number(then.slice(8))).toBeLessThanOrEqual(Number(from.slice(8)));
    }));
  });

  it('adds up what is of one measure, and nothing that is not a benefit', () => {
    const step = (kind: string, amount: number | null, unit: string | null) => ({ kind, amount, unit });
    expect(benefitsByUnit([step('BENEFIT', 0.1, 'giờ'), step('BENEFIT', 0.2, 'giờ'), step('BENEFIT', 5, 'hồ sơ'), step('MILESTONE', 9, 'giờ'), step('BENEFIT', null, 'giờ'), step('BENEFIT', 1, null)])).toEqual([{ unit: 'giờ', amount: 0.3 }, { unit: 'hồ sơ', amount: 5 }]);
    expect(benefitsByUnit([step('BENEFIT', 3, '__proto__')])).toEqual([{ unit: '__proto__', amount: 3 }]);
  });
});

it('an objection is in time for whole days, to the millisecond', () => {
  expect(appealEnds('2026-11-23T01:00:00.000Z', 10)).toBe('2026-12-03T01:00:00.000Z');
  expect(appealEnds('2026-11-23T01:00:00.000Z', 0)).toBe('2026-11-23T01:00:00.000Z');
  for (const value of [-1, 1.5, 91, '10', null]) expect(appealDays.value.safeParse(value).success).toBe(false);
});
