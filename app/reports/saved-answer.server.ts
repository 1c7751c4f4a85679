import type { Outcome } from '../people/index.server.ts';
import { refuseForm, refusedForm } from '../platform/http/forms.server.ts';
import { seeOther, wantsJson } from '../platform/http/route.server.ts';
import { changedMeanwhile } from './commands/write-report.server.ts';

/** The answer to a form of a report that may save itself: people are led back to the report, a script learns the revision that is stored now, or why nothing was. */
export function savedAnswer(request: Request, reportId: string, outcome: Outcome<{ revision: number }>, typed: Record<string, unknown>) {
  if (!wantsJson(request)) return outcome.ok ? seeOther(`/reports/monthly/${reportId}?done=saved`) : refusedForm(outcome.faults, typed);
  if (outcome.ok) return Response.json({ ok: true, revision: outcome.revision });
  return Response.json({ ...refuseForm(outcome.faults, typed), conflict: outcome.faults['form'] === changedMeanwhile }, { status: 'form' in outcome.faults ? 409 : 422 });
}
