import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../platform/clock.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';
import { escalationRule, escalationSteps, levelOf, planEscalations } from './escalation.ts';
import { policyShape, reminderPolicy, type ReminderPolicy } from './reminder-policy.ts';
import { isWorkingDay } from './working-days.ts';
import type { SentReminder } from './reminders.ts';

const policy = reminderPolicy.fallback;
const none = new Set<Day>();
const facts = (changes: object = {}) => ({ dueOn: '2026-11-30', enrolledOn: '2026-01-05', isDone: false, sent: [] as SentReminder[], ...changes });
const due = (day: Day, changes: object = {}, rules: ReminderPolicy = policy) => escalationRule(rules, none)(facts(changes), day)?.key ?? null;

describe('the steps at which a leader is told', () => {
  it('are a week after the due day, then every fortnight, three in all', () => {
    expect(escalationSteps(policy).map(({ key }) => key)).toEqual(['after-7', 'after-21', 'after-35']);
    expect(planEscalations('2026-11-30', policy, none).map(({ day }) => day)).toEqual(['2026-12-07', '2026-12-21', '2027-01-04']);
    expect(escalationSteps({ escalation: null })).toEqual([]);
    expect(escalationSteps({ escalation: { first: 1, every: 1, times: 0 } })).toEqual([{ key: 'after-1', offset: 1 }]);
  });

  it('wait for a working day', () => {
    expect(planEscalations('2026-12-24', policy, new Set(['2026-12-31', '2027-01-01'])).map(({ day }) => day)[0]).toBe('2027-01-04');
    expect(planEscalations('2026-12-24', { ...policy, workingDaysOnly: false }, none).map(({ day }) => day)[0]).toBe('2026-12-31');
  });

  it('go to the nearest leader first and to the one above later; a step that the rule does not know goes to the nearest', () => {
    expect(['after-7', 'after-21', 'after-35', 'after-8', 'manual-2026-11-30'].map((key) => levelOf(key, policy))).toEqual([0, 1, 1, 0, 0]);
  });

  it('come on their day, once, and only to whom it may concern', () => {
    expect([due('2026-12-06'), due('2026-12-07'), due('2026-12-08'), due('2026-12-15'), due('2026-12-21')]).toEqual([null, 'after-7', 'after-7', null, 'after-21']);
    expect(due('2026-12-07', { isDone: true })).toBeNull();
    expect(due('2026-12-07', { enrolledOn: '2026-12-07' })).toBeNull();
    expect(due('2026-12-08', { sent: [{ step: 'after-7', day: '2026-12-07', dueOn: '2026-11-30' }] })).toBeNull();
    expect(due('2026-12-07', { sent: [{ step: 'after-21', day: '2026-12-07', dueOn: '2026-11-01' }] })).toBeNull();
  });

  it('are the newest only after a standstill', () => {
    expect([due('2026-12-14'), due('2026-12-22'), due('2026-12-29')]).toEqual(['after-7', 'after-21', null]);
    expect(due('2026-12-08', {}, { ...policy, catchUpDays: 0 })).toBeNull();
  });

  it('of an old rule stay taken when the rule changes, and when the due day is put off the others follow it', () => {
    const sent = [{ step: 'after-21', day: '2026-12-21', dueOn: '2026-11-30' }];
    const denser: ReminderPolicy = { ...policy, escalation: { first: 3, every: 10, times: 5 } };
    expect([due('2026-12-23', { sent }, denser), due('2026-12-24', { sent }, denser)]).toEqual(['after-23', 'after-23']);
    expect(due('2027-02-01', { sent, dueOn: '2027-01-25' })).toBe('after-7');
  });

  it('at any time come at most once each, in order, on days that are allowed, and never early', () => {
    const aRule = fc.record({ first: fc.integer({ min: 1, max: 40 }), every: fc.integer({ min: 1, max: 40 }), times: fc.integer({ min: 0, max: 5 }) });
    fc.assert(fc.property(aRule, fc.boolean(), fc.integer({ min: 0, max: 30 }), fc.infiniteStream(fc.boolean()), (escalation, workingDaysOnly, catchUpDays, isUp) => {
      const rules = { ...policy, escalation, workingDaysOnly, catchUpDays };
      const rule = escalationRule(rules, none);
      const sent: SentReminder[] = [];
      for (let at = -5; at < 300; at += 1) {
        const day = plusDays('2026-11-30', at);
        const step = isUp.next().value ? rule(facts({ sent }), day) : null;
        if (!step) continue;
        expect(daysBetween('2026-11-30', day)).toBeGreaterThanOrEqual(step.offset);
        expect(!workingDaysOnly || isWorkingDay(day, none)).toBe(true);
        sent.push({ step: step.key, day, dueOn: '2026-11-30' });
      }
      const keys = sent.map(({ step }) => Number(step.slice(6)));
      expect(keys).toEqual([...new Set(keys)].toSorted((one, other) => one - other));
      expect(keys.length).toBeLessThanOrEqual(escalation.times + 1);
    }), { numRuns: 60 });
  });
});

it('a policy that was stored before leaders were told has the usual steps and figures', () => {
  const { escalation, digest, ...old } = policy;
  expect(policyShape.parse(old)).toEqual({ ...old, escalation, digest });
  for (const wrong of [{ escalation: { first: 0, every: 1, times: 1 } }, { escalation: { first: 1, every: 1, times: 6 } }, { digest: { weekday: 8, hour: '08:00' } }, { digest: { weekday: 1, hour: '24:00' } }]) expect(policyShape.safeParse({ ...old, ...wrong }).success).toBe(false);
});
