import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plusMinutes } from '../../platform/clock.ts';
import { attemptsLeft, closesAt, cooldownUntil, isTimeUp, secondsLeft, startBar, submittedAt, type StartFacts } from './attempt-limits.ts';

const now = '2026-11-23T01:00:00.000Z';
const free: StartFacts = { isEnrolled: true, missingCourses: 0, missingSteps: 0, attemptsUsed: 0, maxAttempts: 3, cooldownMinutes: 30, last: null };
const failed = (submittedAt: string) => ({ submittedAt, isPassed: false });
const instant = fc.integer({ min: -100_000, max: 100_000 }).map((seconds) => new Date(Date.parse(now) + seconds * 1000).toISOString());

test('nothing bars a learner who is enrolled, has done the steps and has attempts left', () => {
  expect(startBar(free, now)).toBeNull();
});

test('the most fundamental bar is named first', () => {
  const all = { ...free, isEnrolled: false, missingCourses: 1, missingSteps: 2, attemptsUsed: 3, last: failed(now) };
  expect(startBar(all, now)).toEqual({ kind: 'not-enrolled' });
  expect(startBar({ ...all, isEnrolled: true }, now)).toEqual({ kind: 'locked' });
  all.missingCourses = 0;
  expect(startBar({ ...all, isEnrolled: true }, now)).toEqual({ kind: 'steps-missing' });
  expect(startBar({ ...all, isEnrolled: true, missingSteps: 0 }, now)).toEqual({ kind: 'no-attempts-left' });
  expect(startBar({ ...all, isEnrolled: true, missingSteps: 0, attemptsUsed: 1 }, now)).toEqual({ kind: 'cooldown', until: plusMinutes(now, 30) });
});

test('attempts left never go below nothing', () => {
  expect(attemptsLeft({ attemptsUsed: 1, maxAttempts: 3 })).toBe(2);
  expect(attemptsLeft({ attemptsUsed: 5, maxAttempts: 3 })).toBe(0);
});

test('the wait ends at the very instant, and there is none after a pass or without a rule', () => {
  const last = failed(plusMinutes(now, -30));
  expect(cooldownUntil({ last, cooldownMinutes: 30 }, now)).toBeNull();
  expect(cooldownUntil({ last, cooldownMinutes: 31 }, now)).toBe(plusMinutes(now, 1));
  expect(cooldownUntil({ last: failed(now), cooldownMinutes: 0 }, now)).toBeNull();
  expect(cooldownUntil({ last: { submittedAt: now, isPassed: true }, cooldownMinutes: 30 }, now)).toBeNull();
  expect(cooldownUntil({ last: null, cooldownMinutes: 30 }, now)).toBeNull();
});

test('a clock that was set back never makes the wait longer than the rule', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 0, max: 600 }), (submitted, cooldownMinutes) => {
      const until = cooldownUntil({ last: failed(submitted), cooldownMinutes }, now);
      if (until !== null) {
        expect(until > now).toBe(true);
        expect(until <= plusMinutes(now, cooldownMinutes)).toBe(true);
      }
    }),
  );
});

test('time is up at the due instant; saves under way have three seconds more', () => {
  expect(isTimeUp(now, '2026-11-23T00:59:59.999Z')).toBe(false);
  expect(isTimeUp(now, now)).toBe(true);
  expect(closesAt(now)).toBe('2026-11-23T01:00:03.000Z');
});

test('seconds left stay between nothing and the whole time', () => {
  const attempt = { startedAt: now, dueAt: plusMinutes(now, 12) };
  expect(secondsLeft(attempt, now)).toBe(720);
  expect(secondsLeft(attempt, '2026-11-23T01:00:00.001Z')).toBe(720);
  expect(secondsLeft(attempt, attempt.dueAt)).toBe(0);
  fc.assert(
    fc.property(instant, (at) => {
      expect(secondsLeft(attempt, at)).toBeGreaterThanOrEqual(0);
      expect(secondsLeft(attempt, at)).toBeLessThanOrEqual(720);
    }),
  );
});

test('an attempt counts as handed in between its start and its end', () => {
  const attempt = { startedAt: now, dueAt: plusMinutes(now, 12) };
  fc.assert(
    fc.property(instant, (at) => {
      const submitted = submittedAt(attempt, at);
      expect(submitted >= attempt.startedAt && submitted <= attempt.dueAt).toBe(true);
      if (at >= attempt.startedAt && at <= attempt.dueAt) expect(submitted).toBe(at);
    }),
  );
});
