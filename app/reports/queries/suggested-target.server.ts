import type { Db } from '../../../db/client.ts';
import type { Month } from '../rules/period.ts';
import type { ReportLine } from '../rules/report-content.ts';
import { listModels } from './models.server.ts';
import type { ReportHead } from './monthly-report.server.ts';

/** A target with which the form of a model begins, and where it comes from: the unit's own report of that month, or the plan. */
export interface SuggestedTarget {
  target: number;
  measure: string;
  from: { month: Month } | 'PLAN';
}

/** What a unit's target for a model probably is: what its latest earlier report says, else what the plan says when it names one target only. A share holds for every unit; a number is the whole province's, so it begins nobody's form but the leading agency's. */
export async function suggestTarget(db: Db, report: Pick<ReportHead, 'unitId' | 'month' | 'lastDay'>, { model, role }: Pick<ReportLine, 'model' | 'role'>): Promise<SuggestedTarget | null> {
  const last = await db
    .selectFrom('monthly_report_line as l')
    .innerJoin('monthly_report as r', 'r.id', 'l.report_id')
    .select(['r.month', 'l.target', 'l.measure'])
    .where('r.unit_id', '=', report.unitId)
    .where('r.month', '<', report.month)
    .where('l.model_number', '=', model)
    .orderBy('r.month', 'desc')
    .executeTakeFirst();
  // A unit that said of its last month that it has no target is not given the plan's.
  if (last) return last.target === null ? null : { target: last.target, measure: last.measure, from: { month: last.month } };
  const [only, ...more] = (await listModels(db, report.lastDay)).find(({ number }) => number === model)?.details.targets ?? [];
  return only && more.length === 0 && (only.unit === '%' || role === 'LEAD') ? { target: only.value, measure: only.unit, from: 'PLAN' } : null;
}
