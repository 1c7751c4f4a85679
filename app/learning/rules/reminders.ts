import type { Day } from '../../platform/clock.ts';
import { daysBetween, plusDays } from '../../platform/days.ts';
import type { ReminderPolicy } from './reminder-policy.ts';
import { isWorkingDay, nearestWorkingDay } from './working-days.ts';

/** One of the moments at which a person is reminded of a course. `offset` counts days from the due day: -7, 0, 3. */
export interface ReminderStep {
  key: string;
  offset: number;
}

/** A step with the day on which it is taken. */
export interface PlannedStep extends ReminderStep {
  day: Day;
}

/** What has been written already for an enrolment. */
export interface SentReminder {
  step: string;
  day: Day;
  /** The due day at that time. */
  dueOn: Day | null;
}

export interface ReminderFacts {
  dueOn: Day;
  enrolledOn: Day;
  isDone: boolean;
  sent: readonly SentReminder[];
}

/** Who is to be reminded of which step on a day. */
export type ReminderRule = (facts: ReminderFacts, day: Day) => PlannedStep | null;

/** The steps of a policy in the order of time. */
export function stepsOf({ before, onDueDay, after }: ReminderPolicy): ReminderStep[] {
  const late = after ? Array.from({ length: after.times + 1 }, (_, at) => after.first + at * after.every) : [];
  const offsets = [...before.map((days) => -days), ...(onDueDay ? [0] : []), ...late];
  return [...new Set(offsets)].sort((one, other) => one - other).map((offset) => ({ key: keyOf(offset), offset }));
}

function keyOf(offset: number): string {
  return offset === 0 ? 'due' : offset < 0 ? `before-${-offset}` : `after-${offset}`;
}

/** What a step's key says; undefined for the key of a person's own reminder, and for one that this program does not know. */
export function offsetOf(key: string): number | undefined {
  if (key === 'due') return 0;
  const [, side, days] = /^(before|after)-(\d{1,4})$/.exec(key) ?? [];
  return days === undefined ? undefined : Number(days) * (side === 'before' ? -1 : 1);
}

/** The key of a reminder that somebody sends by hand: one a day. */
export function manualStep(day: Day): string {
  return `manual-${day}`;
}

/** On which day each step is taken. Where only working days count, a step up to the due day moves forward, so that it still helps, and a later one moves back. */
export function planSteps(dueOn: Day, policy: ReminderPolicy, holidays: ReadonlySet<Day>): PlannedStep[] {
  return stepsOf(policy).map((step) => {
    const day = plusDays(dueOn, step.offset);
    return { ...step, day: policy.workingDaysOnly ? nearestWorkingDay(day, step.offset <= 0 ? -1 : 1, holidays) : day };
  });
}

/**
 * Which step is due for an enrolment on a day; null when none is. It is the newest one whose day has come since the enrolment: what was missed before it is not made up for,
 * and a newest one that is older than the policy allows is not sent either. Nothing is due twice, nor twice on one day, nor behind a later step.
 */
export function remindersDue(facts: ReminderFacts, policy: ReminderPolicy, day: Day, holidays: ReadonlySet<Day>): PlannedStep | null {
  return reminderRule(policy, holidays)(facts, day);
}

/** The same for many enrolments: what depends on the due day and on the day alone is computed once. */
export function reminderRule(policy: ReminderPolicy, holidays: ReadonlySet<Day>): ReminderRule {
  return newestStepRule((dueOn) => planSteps(dueOn, policy, holidays), policy, holidays);
}

/** The rule of any steps that are planned by the due day; `sent` of the facts is what was written of these steps. */
export function newestStepRule(plan: (dueOn: Day) => PlannedStep[], policy: Pick<ReminderPolicy, 'workingDaysOnly' | 'catchUpDays'>, holidays: ReadonlySet<Day>): ReminderRule {
  const planned = remembered(plan);
  const isOpen = remembered((day: Day) => !policy.workingDaysOnly || isWorkingDay(day, holidays));
  return (facts, day) => {
    if (facts.isDone || !isOpen(day) || facts.sent.some((reminder) => reminder.day === day)) return null;
    const newest = planned(facts.dueOn).findLast((step) => step.day <= day && step.day > facts.enrolledOn);
    if (!newest || (newest.day < day && daysBetween(newest.day, day) > policy.catchUpDays)) return null;
    return facts.sent.some((reminder) => isNoOlder(reminder, newest, facts.dueOn)) ? null : newest;
  };
}

/** Whether a reminder that was sent is this step, or a later one for the same due day. */
function isNoOlder({ step, dueOn }: SentReminder, newest: ReminderStep, due: Day): boolean {
  return step === newest.key || (dueOn === due && (offsetOf(step) ?? -Infinity) > newest.offset);
}

function remembered<Value>(compute: (key: Day) => Value): (key: Day) => Value {
  const known = new Map<Day, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = compute(key);
    known.set(key, made);
    return made;
  };
}

/** What will be due for an enrolment on each of some days in a row, as long as she does not finish and each reminder is sent on its day. */
export function foresee(facts: ReminderFacts, days: readonly Day[], ruleOn: (day: Day) => ReminderRule): PlannedStep[] {
  const sent = [...facts.sent];
  const found: PlannedStep[] = [];
  for (const day of days) {
    const step = ruleOn(day)({ ...facts, sent }, day);
    if (!step) continue;
    sent.push({ step: step.key, day, dueOn: facts.dueOn });
    found.push({ ...step, day });
  }
  return found;
}
