import { portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { deleteReport } from '../commands/change-saved-report.server.ts';
import { emptyForm, reportParams } from '../forms/saved-report.ts';
import { canMakeLists } from '../policy.ts';

export const loader = page({ guard: canMakeLists, params: reportParams }, ({ params }) => seeOther(`/reports/saved/${params.report}`));

export const action = submit({ guard: canMakeLists, params: reportParams, form: emptyForm }, async ({ actor, params, context }) => {
  await deleteReport(portsOf(context), actor, params.report);
  return seeOther('/reports/saved');
});
