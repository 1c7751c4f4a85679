import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import type { ReminderPolicy } from './reminder-policy.ts';
import { newestStepRule, type PlannedStep, type ReminderRule, type ReminderStep } from './reminders.ts';
import { nearestWorkingDay } from './working-days.ts';

/** The steps at which a leader is told, in the order of time. They have the keys of reminders after the due day: what they say is how late somebody is. */
export function escalationSteps({ escalation }: Pick<ReminderPolicy, 'escalation'>): ReminderStep[] {
  if (!escalation) return [];
  const { first, every, times } = escalation;
  return Array.from({ length: times + 1 }, (_, at) => ({ key: `after-${first + at * every}`, offset: first + at * every }));
}

/** On which day each of them is taken: on working days only, the next one. */
export function planEscalations(dueOn: Day, policy: ReminderPolicy, holidays: ReadonlySet<Day>): PlannedStep[] {
  return escalationSteps(policy).map((step) => {
    const day = plusDays(dueOn, step.offset);
    return { ...step, day: policy.workingDaysOnly ? nearestWorkingDay(day, 1, holidays) : day };
  });
}

/** Which escalation of an enrolment is due on a day: the newest one whose day has come, as with reminders. */
export function escalationRule(policy: ReminderPolicy, holidays: ReadonlySet<Day>): ReminderRule {
  return newestStepRule((dueOn) => planEscalations(dueOn, policy, holidays), policy, holidays);
}

/** How many leaders up a step goes: the first to the nearest one, later ones to the one above. */
export function levelOf(key: string, policy: Pick<ReminderPolicy, 'escalation'>): 0 | 1 {
  return escalationSteps(policy).findIndex((step) => step.key === key) > 0 ? 1 : 0;
}
