import { portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { shareReport } from '../commands/change-saved-report.server.ts';
import { reportParams, sharingForm } from '../forms/saved-report.ts';
import { canMakeLists } from '../policy.ts';

export const loader = page({ guard: canMakeLists, params: reportParams }, ({ params }) => seeOther(`/reports/saved/${params.report}`));

export const action = submit({ guard: canMakeLists, params: reportParams, form: sharingForm }, async ({ actor, params, form, context }) => {
  await shareReport(portsOf(context), actor, params.report, form.shared === 'yes');
  return seeOther(`/reports/saved/${params.report}?done=${form.shared === 'yes' ? 'shared' : 'unshared'}`);
});
