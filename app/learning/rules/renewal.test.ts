import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { keyOfRound } from './round.ts';
import { provenModules, renewalDays, renewalDueOn, shortestNotice, type RenewalSettings } from './renewal.ts';

const yearly: RenewalSettings = { everyMonths: 12, leadDays: 45, pretest: null };
const day = fc.integer({ min: 0, max: 4_000 }).map((count) => plusDays('2024-01-01', count));

describe('when a course is due again', () => {
  it.each([
    ['2025-12-01', '2026-12-01', '2026-10-17'],
    ['2025-03-31', '2026-03-31', '2026-02-14'],
    ['2024-02-29', '2025-02-28', '2025-01-14'],
  ])('completed on %s it counts until %s and opens on %s', (completedOn, lapsesOn, opensOn) => {
    expect(renewalDays(completedOn, yearly)).toEqual({ lapsesOn, opensOn });
  });

  it.each([
    ['2026-10-16', null],
    ['2026-10-17', '2026-12-01'],
    ['2026-11-17', '2026-12-01'],
    // From here on the shortest notice counts.
    ['2026-11-18', '2026-12-02'],
    ['2027-05-01', '2027-05-15'],
  ])('opened on %s it is to be finished by %s', (today, dueOn) => {
    expect(renewalDueOn('2025-12-01', yearly, today)).toBe(dueOn);
  });

  it('never gives less than the shortest notice nor a day before the time is over, and opens for good', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 36 }), fc.integer({ min: 1, max: 25 }), fc.integer({ min: 0, max: 2_000 }), (completedOn, everyMonths, leadDays, later) => {
        const settings = { everyMonths, leadDays, pretest: null };
        const today = plusDays(completedOn, later);
        const { lapsesOn, opensOn } = renewalDays(completedOn, settings);
        const dueOn = renewalDueOn(completedOn, settings, today);
        expect(dueOn !== null).toBe(today >= opensOn);
        if (dueOn === null) return;
        expect(daysBetween(today, dueOn)).toBeGreaterThanOrEqual(Math.min(shortestNotice, leadDays));
        expect(dueOn >= lapsesOn).toBe(true);
        if (today === opensOn) expect(daysBetween(today, dueOn)).toBe(Math.max(leadDays, Math.min(shortestNotice, leadDays)));
      }),
    );
  });
});

describe('what a pre-test proves', () => {
  const answers = (text: string) => text.split(' ').map((one) => ({ module: one.slice(0, 2), points: Number(one.slice(3)) }));

  it.each([
    ['m1:1 m1:1 m2:1 m2:0', 2, ['m1']],
    ['m1:1 m1:1 m2:1 m2:0', 1, ['m1', 'm2']],
    ['m1:0.9 m1:1', 2, []],
    ['m1:1 m2:1', 2, []],
  ])('%s with %d right: %j', (text, right, proven) => {
    expect([...provenModules(answers(text), right)]).toEqual(proven);
  });

  it('does not depend on the order, and never proves more by a worse answer', () => {
    const answer = fc.record({ module: fc.constantFrom('m1', 'm2', 'm3'), points: fc.constantFrom(0, 0.5, 1) });
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), fc.nat(), (list, right, at) => {
        const proven = provenModules(list, right);
        expect(provenModules(list.toReversed(), right)).toEqual(proven);
        const worse = list.map((one, place) => (list.length > 0 && place === at % list.length ? { ...one, points: 0 } : one));
        expect([...provenModules(worse, right)].filter((module) => !proven.has(module))).toEqual([]);
      }),
    );
  });
});

it('keys of the first round are those of before there were rounds', () => {
  expect([1, 2, 3].map((round) => keyOfRound('done:u:l', round))).toEqual(['done:u:l', 'done:u:l:2', 'done:u:l:3']);
});
