import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { endRule } from '../commands/end-rule.server.ts';
import { AssignmentEndPage } from '../components/assignment-end-page.tsx';
import { endForm, ruleParams } from '../forms/assignments.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { canAssign } from '../policy.ts';
import { endingPage } from '../queries/assignment-pages.server.ts';

export const loader = page({ guard: canAssign, params: ruleParams }, async ({ actor, params, context, request }) => {
  const shown = await endingPage(context.db, actor, params.rule, momentOf(portsOf(context)).today);
  if ((shown.rule.endedOn !== null || shown.rule.state === 'DRAFT') && !followsForm(request)) throw seeOther(`/admin/assignments/${params.rule}`);
  return shown;
});

export const action = submit({ guard: canAssign, params: ruleParams, form: endForm }, async ({ actor, params, form, context }) => {
  const outcome = await endRule(portsOf(context), actor, params.rule, { revision: form.revision, releases: form.releases === 'yes' });
  if (!outcome.ok) return refusedForm(outcome.faults, { releases: form.releases });
  context.wakeJobs();
  return seeOther(outcome.runId ? `/admin/assignments/runs/${outcome.runId}` : `/admin/assignments/${params.rule}?done=ended`);
});

export const meta = titled((locale) => assignmentMessages.in(locale)('end.button'));

export default function AssignmentEnding() {
  return <AssignmentEndPage {...(useLoaderData() as unknown as Awaited<ReturnType<typeof endingPage>>)} />;
}
