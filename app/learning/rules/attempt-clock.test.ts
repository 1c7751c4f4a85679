import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusMinutes } from '../../platform/clock.ts';
import { closesAt, cooldownUntil, isTimeUp, secondsLeft, startBar, submittedAt, type StartFacts } from './attempt-limits.ts';

const startedAt = '2026-11-23T01:00:00.000Z';
const dueAt = '2026-11-23T01:12:00.000Z';
const attempt = { startedAt, dueAt };

describe('around the end', () => {
  it.each([
    // now, time is up, still accepted, seconds left, counts as handed in at
    ['2026-11-23T00:59:59.999Z', false, true, 720, startedAt],
    [startedAt, false, true, 720, startedAt],
    ['2026-11-23T01:00:00.500Z', false, true, 720, '2026-11-23T01:00:00.500Z'],
    ['2026-11-23T01:00:01.000Z', false, true, 719, '2026-11-23T01:00:01.000Z'],
    ['2026-11-23T01:11:59.000Z', false, true, 1, '2026-11-23T01:11:59.000Z'],
    ['2026-11-23T01:11:59.999Z', false, true, 1, '2026-11-23T01:11:59.999Z'],
    [dueAt, true, true, 0, dueAt],
    ['2026-11-23T01:12:00.001Z', true, true, 0, dueAt],
    ['2026-11-23T01:12:02.999Z', true, true, 0, dueAt],
    ['2026-11-23T01:12:03.000Z', true, false, 0, dueAt],
    ['2026-11-24T01:12:03.000Z', true, false, 0, dueAt],
  ])('%s: up %s, accepted %s, %d seconds left', (now, isUp, isAccepted, left, counted) => {
    expect([isTimeUp(dueAt, now), now < closesAt(dueAt), secondsLeft(attempt, now), submittedAt(attempt, now)]).toEqual([isUp, isAccepted, left, counted]);
  });

  it('over midnight, a new year and a leap day the grace is the same three seconds', () => {
    for (const due of ['2026-12-31T23:59:58.000Z', '2028-02-28T23:59:59.500Z', '2027-01-01T00:00:00.000Z']) expect(Date.parse(closesAt(due)) - Date.parse(due)).toBe(3_000);
  });

  it('time left never grows while time goes on', () => {
    fc.assert(fc.property(fc.integer({ min: -900_000, max: 900_000 }), fc.integer({ min: 0, max: 900_000 }), (from, more) => {
      const at = (milliseconds: number) => new Date(Date.parse(startedAt) + milliseconds).toISOString();
      expect(secondsLeft(attempt, at(from + more))).toBeLessThanOrEqual(secondsLeft(attempt, at(from)));
    }));
  });
});

describe('the wait after a failed attempt', () => {
  it.each([
    ['2026-11-23T01:29:59.999Z', '2026-11-23T01:30:00.000Z'],
    ['2026-11-23T01:30:00.000Z', null],
    ['2026-11-23T01:30:00.001Z', null],
    ['2026-11-23T01:00:00.000Z', '2026-11-23T01:30:00.000Z'],
    // The clock was set back: from now on, not from the future.
    ['2026-11-23T00:50:00.000Z', '2026-11-23T01:20:00.000Z'],
  ])('handed in at 01:00, thirty minutes: at %s until %s', (now, until) => {
    expect(cooldownUntil({ last: { submittedAt: startedAt, isPassed: false }, cooldownMinutes: 30 }, now)).toBe(until);
  });
});

describe('what bars a start', () => {
  const kinds = ['not-enrolled', 'locked', 'steps-missing', 'no-attempts-left', 'cooldown'];
  const anyFacts: fc.Arbitrary<StartFacts> = fc.record({
    isEnrolled: fc.boolean(),
    missingCourses: fc.integer({ min: 0, max: 1 }),
    missingSteps: fc.integer({ min: 0, max: 2 }),
    attemptsUsed: fc.integer({ min: 0, max: 4 }),
    maxAttempts: fc.integer({ min: 0, max: 3 }),
    cooldownMinutes: fc.constantFrom(0, 30),
    last: fc.option(fc.record({ submittedAt: fc.constantFrom(plusMinutes(startedAt, -31), plusMinutes(startedAt, -30), plusMinutes(startedAt, -29)), isPassed: fc.boolean() })),
  });

  it('is nothing exactly when no single rule bars', () => {
    fc.assert(fc.property(anyFacts, (facts) => {
      const isWaiting = facts.last !== null && !facts.last.isPassed && plusMinutes(facts.last.submittedAt, facts.cooldownMinutes) > startedAt;
      const bars = [!facts.isEnrolled, facts.missingCourses > 0, facts.missingSteps > 0, facts.attemptsUsed >= facts.maxAttempts, isWaiting];
      const first = bars.indexOf(true);
      expect(startBar(facts, startedAt)?.kind ?? null).toBe(first < 0 ? null : kinds[first]);
    }));
  });
});
