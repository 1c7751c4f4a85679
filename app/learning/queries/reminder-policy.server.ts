import { createHash } from 'node:crypto';
import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { listStoredRows, rowOn, type StoredSettingRow } from '../../platform/settings.server.ts';
import { reminderPolicy, type ReminderPolicy } from '../rules/reminder-policy.ts';
import { planEscalations } from '../rules/escalation.ts';
import { planSteps } from '../rules/reminders.ts';
import { readReminderRules } from './reminder-rules.server.ts';

/** The rule of today, the one that begins later if there is one, and what both mean for a due day. */
export async function reminderPolicyPage(db: Db, { today, dueOn }: { today: Day; dueOn?: Day | undefined }) {
  const { rows, holidays } = await readReminderRules(db);
  const current = rowOn(rows, today) ?? { value: reminderPolicy.fallback, from: null, to: null, legalBasis: reminderPolicy.legalBasis };
  const coming = rows.findLast((row) => row.from > today) ?? null;
  const newest = coming ?? current;
  const example = dueOn ?? (await nearestDueDay(db, today)) ?? plusDays(today, 14);
  const exampleOf = (policy: ReminderPolicy) => planSteps(example, policy, holidays).map(({ key, offset, day }) => ({ key, day, plain: plusDays(example, offset) }));
  const escalations = planEscalations(example, newest.value, holidays).map(({ key, offset, day }) => ({ key, day, plain: plusDays(example, offset) }));
  return { current, coming, newest, mark: policyMark(await listStoredRows(db, reminderPolicy.key)), example: { dueOn: example, steps: exampleOf(newest.value), escalations } };
}
export type ReminderPolicyPage = Awaited<ReturnType<typeof reminderPolicyPage>>;

/** Changes with every change of the setting: a form that was opened before somebody else's change does not overwrite it. */
export function policyMark(rows: readonly StoredSettingRow[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
}

async function nearestDueDay(db: Db, today: Day): Promise<Day | null> {
  const row = await db.selectFrom('enrollment').select((of) => of.fn.min('due_on').as('dueOn')).where('due_on', '>=', today).where('cancelled_at', 'is', null).executeTakeFirst();
  return row?.dueOn ?? null;
}
