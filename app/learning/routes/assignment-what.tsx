import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { saveWhat } from '../commands/draft-rule.server.ts';
import { AssignmentWhatPage } from '../components/assignment-what-page.tsx';
import { ruleParams, whatForm } from '../forms/assignments.ts';
import { typedWhat } from '../forms/typed-rule.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { canAssign } from '../policy.ts';
import { draftPage, type DraftPage } from '../queries/assignment-pages.server.ts';

export const loader = page({ guard: canAssign, params: ruleParams }, async ({ actor, params, context, request }) => {
  const shown = await draftPage(context.db, actor, params.rule, momentOf(portsOf(context)).today);
  if (!shown.rule.draft && !followsForm(request)) throw seeOther(`/admin/assignments/${params.rule}`);
  return shown;
});

export const action = submit({ guard: canAssign, params: ruleParams, form: whatForm }, async ({ actor, params, form, context }) => {
  const outcome = await saveWhat(portsOf(context), actor, params.rule, form);
  if (!outcome.ok) return refusedForm(outcome.faults, typedWhat(form));
  return seeOther(`/admin/assignments/${params.rule}/preview`);
});

export const meta = titled((locale) => assignmentMessages.in(locale)('step.what'));

export default function AssignmentWhat() {
  return <AssignmentWhatPage shown={useLoaderData() as unknown as DraftPage} />;
}
