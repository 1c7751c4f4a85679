import type { Tx } from '../../../db/client.ts';
import type { AskedUnit } from '../queries/report-addressees.server.ts';
import type { Period } from '../rules/period.ts';
import { dueWords, reminderNotice, unitsByPerson, unitsWords } from '../rules/reminder-words.ts';
import type { Moment } from './change-report.server.ts';
import { writeReportNotice } from './tell-of-step.server.ts';

export interface ReminderStep {
  /** `before-3`, `after-1`, `hand-2026-11-30`: each unit is reminded of each once. */
  step: string;
  missed: readonly string[];
  /** Whether the due moment is over. */
  isLate: boolean;
}

/** Marks units as reminded of a step and writes to whoever is asked, one notice for each person; those that were reminded of it before get nothing. @returns the units that were reminded now */
export async function writeReportReminders(tx: Tx, period: Period, asked: readonly AskedUnit[], { step, missed, isLate }: ReminderStep, { at, timeZone, by = null }: Moment & { timeZone: string; by?: string | null }): Promise<AskedUnit[]> {
  const claimed = await claim(tx, asked.map(({ unitId }) => unitId), { month: period.month, step, missed, at });
  const now = asked.filter(({ unitId }) => claimed.has(unitId));
  for (const role of ['FOCAL_POINT', 'UNIT_LEADER'] as const) {
    const units = unitsByPerson(now.filter((one) => one.role === role));
    if (units.size === 0) continue;
    const named = new Map([...units].map(([person, names]) => [person, unitsWords(names)]));
    await writeReportNotice(tx, { id: `monthly-reminder:${period.month}:${step}:${role}:${at}:${now[0]?.unitId ?? ''}`, notice: reminderNotice(role, isLate), month: period.month, units: named, due: dueWords(period.dueAt, timeZone), link: `/reports/monthly?month=${period.month}`, at, by, days: 4 });
  }
  return now;
}

/** Marks units as reminded of a step, and of those before it that were missed. @returns those that were not yet */
async function claim(tx: Tx, units: readonly string[], { month, step, missed, at }: { month: string; step: string; missed: readonly string[]; at: string }): Promise<Set<string>> {
  const rows = (steps: readonly string[]) => units.flatMap((unit_id) => steps.map((one) => ({ unit_id, month, step: one, written_at: at })));
  if (units.length === 0) return new Set();
  const claimed = await tx.insertInto('monthly_reminder').values(rows([step])).onConflict((conflict) => conflict.doNothing()).returning('unit_id').execute();
  if (missed.length > 0) await tx.insertInto('monthly_reminder').values(rows(missed)).onConflict((conflict) => conflict.doNothing()).execute();
  return new Set(claimed.map(({ unit_id }) => unit_id));
}
