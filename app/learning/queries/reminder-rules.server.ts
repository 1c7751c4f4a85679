import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { listSettingRows, rowOn, type SettingRow } from '../../platform/settings.server.ts';
import { reminderPolicy, type ReminderPolicy } from '../rules/reminder-policy.ts';
import { escalationRule, escalationSteps } from '../rules/escalation.ts';
import { reminderRule, stepsOf, type ReminderRule } from '../rules/reminders.ts';

export interface ReminderRules {
  policyOn(day: Day): ReminderPolicy;
  ruleOn(day: Day): ReminderRule;
  escalationOn(day: Day): ReminderRule;
  holidays: ReadonlySet<Day>;
  rows: readonly SettingRow<ReminderPolicy>[];
}

/** The policy over time and the days off. */
export async function readReminderRules(db: Db): Promise<ReminderRules> {
  const rows = await listSettingRows(db, reminderPolicy);
  const holidays = new Set((await db.selectFrom('holiday').select('day').execute()).map((row) => row.day));
  const policyOn = (day: Day) => rowOn(rows, day)?.value ?? reminderPolicy.fallback;
  return { policyOn, ruleOn: oncePerPolicy(policyOn, (policy) => reminderRule(policy, holidays)), escalationOn: oncePerPolicy(policyOn, (policy) => escalationRule(policy, holidays)), holidays, rows };
}

function oncePerPolicy(policyOn: (day: Day) => ReminderPolicy, make: (policy: ReminderPolicy) => ReminderRule): (day: Day) => ReminderRule {
  const rules = new Map<ReminderPolicy, ReminderRule>();
  return (day) => {
    const policy = policyOn(day);
    const known = rules.get(policy) ?? make(policy);
    rules.set(policy, known);
    return known;
  };
}

/** Holidays in a row and days of grace move steps by less than this. */
const slackDays = 90;

/** Between which due days enrolments can have a reminder, or an escalation, from one day to another. */
export function dueWindow(policies: readonly ReminderPolicy[], from: Day, to: Day, of: 'reminder' | 'escalation' = 'reminder'): { dueFrom: Day; dueTo: Day } {
  const offsets = policies.flatMap((policy) => (of === 'reminder' ? stepsOf : escalationSteps)(policy).map((step) => step.offset));
  return { dueFrom: plusDays(from, -Math.max(0, ...offsets) - slackDays), dueTo: plusDays(to, -Math.min(0, ...offsets) + slackDays) };
}
