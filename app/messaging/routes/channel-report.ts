import { portsOf } from '../../people/index.server.ts';
import { canSeeOperations } from '../../people/policy.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { decideMailReport } from '../commands/decide-mail-report.server.ts';
import { reportDecision } from '../forms/bounce.ts';

export const loader = page({ guard: canSeeOperations }, () => seeOther('/admin/channels'));

/** Believes or dismisses a report about an address that nothing proves. */
export const action = submit({ guard: canSeeOperations, form: reportDecision }, async ({ actor, form, context }) => {
  await decideMailReport(portsOf(context), actor, form);
  return seeOther('/admin/channels#mail-reports');
});
