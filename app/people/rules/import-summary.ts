import type { Day } from '../../platform/clock.ts';
import type { Fault } from './import-faults.ts';
import type { Columns } from './import-fields.ts';
import type { Outcome, Verdict } from './import-verdict.ts';

/** What a batch knows about its file (column `mapping`). */
export interface BatchMapping {
  headings: string[];
  /** The heading row's number in the file, from 1. */
  headerRow: number;
  columns: Columns;
  notes: Fault[];
}

/** What the check found (column `summary`). */
export interface BatchSummary {
  checkedAt: string;
  /** The day that "today" meant during the check; applying uses the same. */
  checkedOn: Day;
  staffNoWidth: number | null;
  counts: Record<Outcome, number>;
  warnings: number;
  units: { name: string; counts: Partial<Record<Outcome, number>>; total: number }[];
}

/** What is kept with a row (column `faults`): the verdict without its outcome, which has a column of its own. */
export type RowVerdict = Omit<Verdict, 'outcome'>;

export const noCounts = (): Record<Outcome, number> => ({ CREATE: 0, UPDATE: 0, TRANSFER: 0, LEAVE: 0, SAME: 0, ERROR: 0 });

/** Counts by outcome and by unit, the busiest unit first. */
export function summarise(verdicts: readonly Verdict[], nameOf: (unitId: string) => string): Pick<BatchSummary, 'counts' | 'warnings' | 'units'> {
  const counts = noCounts();
  const units = new Map<string, BatchSummary['units'][number]>();
  let warnings = 0;
  for (const { outcome, unitId, faults } of verdicts) {
    counts[outcome] += 1;
    if (faults.some((fault) => fault.level === 'warning')) warnings += 1;
    if (!unitId) continue;
    const unit = units.get(unitId) ?? { name: nameOf(unitId), counts: {}, total: 0 };
    unit.counts[outcome] = (unit.counts[outcome] ?? 0) + 1;
    unit.total += 1;
    units.set(unitId, unit);
  }
  return { counts, warnings, units: [...units.values()].toSorted((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1)) };
}

/** How many people an import changes. */
export function workCount(counts: Record<Outcome, number>): number {
  return counts.CREATE + counts.UPDATE + counts.TRANSFER + counts.LEAVE;
}
