import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyShape, reminderPolicy, type ReminderPolicy } from './reminder-policy.ts';
import { foresee, manualStep, offsetOf, planSteps, reminderRule, remindersDue, stepsOf, type ReminderFacts, type SentReminder } from './reminders.ts';
import { isWorkingDay, nearestWorkingDay } from './working-days.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';

const policy = reminderPolicy.fallback;
const everyDay = { ...policy, workingDaysOnly: false };
const none = new Set<string>();
/** Tết 2027 with the weekend behind it. */
const tet = new Set(['2027-02-04', '2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10']);
const facts = (dueOn: string, changes: Partial<ReminderFacts> = {}): ReminderFacts => ({ dueOn, enrolledOn: '2026-01-05', isDone: false, sent: [], ...changes });
const days = (from: string, count: number) => Array.from({ length: count }, (_, at) => plusDays(from, at));

describe('the steps of a policy', () => {
  it('are in the order of time, each once, with a key of its own', () => {
    expect(stepsOf(policy).map((step) => step.key)).toEqual(['before-7', 'before-1', 'due', 'after-3', 'after-10', 'after-17', 'after-24', 'after-31']);
    expect(stepsOf({ ...policy, before: [1, 30, 1], onDueDay: false, after: { first: 5, every: 90, times: 0 } }).map((step) => step.offset)).toEqual([-30, -1, 5]);
    expect(stepsOf({ ...policy, before: [], onDueDay: false, after: null })).toEqual([]);
  });

  it('can be read from their keys; a key of a person’s own reminder is none of them', () => {
    for (const { key, offset } of stepsOf(policy)) expect(offsetOf(key)).toBe(offset);
    for (const key of [manualStep('2026-11-23'), 'before-', 'after-x', 'before--1', '', 'constructor']) expect(offsetOf(key)).toBeUndefined();
  });

  it('move to working days: up to the due day to the one before, later to the one after', () => {
    // 29/11/2026 is a Sunday.
    expect(planSteps('2026-11-29', policy, none).slice(0, 4).map((step) => `${step.key} ${step.day}`)).toEqual(['before-7 2026-11-20', 'before-1 2026-11-27', 'due 2026-11-27', 'after-3 2026-12-02']);
    expect(planSteps('2027-02-08', policy, tet).slice(0, 4).map((step) => step.day)).toEqual(['2027-02-01', '2027-02-03', '2027-02-03', '2027-02-11']);
    expect(planSteps('2026-11-29', everyDay, none).slice(0, 4).map((step) => step.day)).toEqual(['2026-11-22', '2026-11-28', '2026-11-29', '2026-12-02']);
  });
});

describe('what is due', () => {
  const due = (day: string, changes: Partial<ReminderFacts> = {}, rules: ReminderPolicy = policy, holidays: ReadonlySet<string> = none) => remindersDue(facts('2026-11-30', changes), rules, day, holidays)?.key ?? null;
  const sent = (step: string, day: string, dueOn: string | null = '2026-11-30'): SentReminder => ({ step, day, dueOn });

  it.each([
    ['2026-11-20', null],
    ['2026-11-23', 'before-7'],
    ['2026-11-27', 'before-1'],
    ['2026-11-28', null],
    ['2026-11-29', null],
    ['2026-11-30', 'due'],
    ['2026-12-03', 'after-3'],
    ['2026-12-31', 'after-31'],
  ])('on %s is %s', (day, key) => expect(due(day)).toBe(key));

  it('is only the newest of what was missed, and not what is too old', () => {
    expect(due('2026-12-01', { sent: [sent('before-7', '2026-11-23')] })).toBe('due');
    expect(due('2026-12-04')).toBe('after-3');
    expect([due('2027-01-07'), due('2027-01-08')]).toEqual(['after-31', null]);
    expect([due('2026-11-24', {}, { ...policy, catchUpDays: 0 }), due('2026-11-23', {}, { ...policy, catchUpDays: 0 })]).toEqual([null, 'before-7']);
  });

  it('is nothing twice, nothing behind a later step, and nothing more on the day of another reminder', () => {
    expect(due('2026-11-24', { sent: [sent('before-7', '2026-11-23')] })).toBeNull();
    expect(due('2026-12-01', { sent: [sent('after-3', '2026-11-27')] })).toBeNull();
    expect(due('2026-11-30', { sent: [sent(manualStep('2026-11-30'), '2026-11-30')] })).toBeNull();
    expect(due('2026-12-01', { sent: [sent(manualStep('2026-11-30'), '2026-11-30')] })).toBe('due');
  });

  it('goes on after the due day was put off, with the steps that have not been taken', () => {
    const before = [sent('before-7', '2026-10-24', '2026-10-31'), sent('after-3', '2026-11-03', '2026-10-31')];
    expect([due('2026-11-23', { sent: before }), due('2026-11-27', { sent: before }), due('2026-12-03', { sent: before })]).toEqual([null, 'before-1', null]);
  });

  it('is nothing for whoever has finished, and no step whose day had come before she was enrolled', () => {
    expect(due('2026-11-30', { isDone: true })).toBeNull();
    expect([due('2026-11-24', { enrolledOn: '2026-11-23' }), due('2026-11-27', { enrolledOn: '2026-11-23' })]).toEqual([null, 'before-1']);
  });

  it('waits for a working day', () => {
    const weekend = new Set(['2026-11-30', '2026-12-01']);
    expect([due('2026-11-27', {}, policy, weekend), due('2026-11-30', {}, policy, weekend), due('2026-12-01', {}, policy, weekend)]).toEqual(['due', null, null]);
    expect(due('2026-11-28', {}, everyDay)).toBe('before-7');
  });
});

const aDay = fc.integer({ min: 0, max: 400 }).map((count) => plusDays('2026-06-01', count));
const aPolicy = fc.record({
  before: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
  onDueDay: fc.boolean(),
  after: fc.option(fc.record({ first: fc.integer({ min: 1, max: 20 }), every: fc.integer({ min: 1, max: 20 }), times: fc.integer({ min: 0, max: 5 }) })),
  hour: fc.constant('08:00'),
  until: fc.constant('17:00'),
  workingDaysOnly: fc.boolean(),
  catchUpDays: fc.integer({ min: 0, max: 20 }),
  channels: fc.constant([]),
  escalation: fc.constant(null),
  digest: fc.constant(null),
  isDuty: fc.boolean(),
}) as fc.Arbitrary<ReminderPolicy>;
const someHolidays = fc.array(aDay, { maxLength: 30 }).map((list) => new Set(list));

describe('under random policies, holidays and downtimes', () => {
  const story = fc.record({ policy: aPolicy, holidays: someHolidays, dueOn: aDay, enrolledOn: aDay, isUp: fc.infiniteStream(fc.boolean()), doubles: fc.infiniteStream(fc.boolean()) });

  it('every step comes at most once, in order, on days that are allowed, and is the newest of its day', () => {
    fc.assert(fc.property(story, ({ policy: rules, holidays, dueOn, enrolledOn, isUp, doubles }) => {
      policyShape.parse(rules);
      const rule = reminderRule(rules, holidays);
      const planned = planSteps(dueOn, rules, holidays);
      const sent: SentReminder[] = [];
      for (const day of days('2026-04-01', 560)) {
        if (!isUp.next().value) continue;
        for (const _ of doubles.next().value ? [1, 2] : [1]) {
          const step = rule({ dueOn, enrolledOn, isDone: false, sent }, day);
          if (!step) continue;
          expect(!rules.workingDaysOnly || isWorkingDay(day, holidays)).toBe(true);
          expect(planned.filter((other) => other.day <= day).at(-1)?.key).toBe(step.key);
          expect(step.day > enrolledOn && daysBetween(step.day, day) <= rules.catchUpDays).toBe(true);
          sent.push({ step: step.key, day, dueOn });
        }
      }
      const order = sent.map(({ step }) => offsetOf(step) ?? NaN);
      expect(new Set(order).size).toBe(order.length);
      expect(order).toEqual(order.toSorted((one, other) => one - other));
      expect(new Set(sent.map(({ day }) => day)).size).toBe(sent.length);
    }), { numRuns: 60 });
  });

  it('a machine that never stands still takes every step on its day, except those that share a day with a later one', () => {
    fc.assert(fc.property(aPolicy, someHolidays, aDay, (rules, holidays, dueOn) => {
      const planned = planSteps(dueOn, rules, holidays);
      const expected = planned.filter((step, at) => planned[at + 1]?.day !== step.day);
      const found = foresee({ dueOn, enrolledOn: '2025-01-01', isDone: false, sent: [] }, days('2026-04-01', 620), () => reminderRule(rules, holidays));
      expect(found.map(({ key, day }) => `${key} ${day}`)).toEqual(expected.map(({ key, day }) => `${key} ${day}`));
    }), { numRuns: 60 });
  });

  it('the nearest working day is one, and none lies between', () => {
    fc.assert(fc.property(aDay, someHolidays, fc.constantFrom(1 as const, -1 as const), (day, holidays, direction) => {
      const found = nearestWorkingDay(day, direction, holidays);
      expect(isWorkingDay(found, holidays)).toBe(true);
      for (let between = day; between !== found; between = plusDays(between, direction)) expect(isWorkingDay(between, holidays)).toBe(false);
    }));
  });
});
