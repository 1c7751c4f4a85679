import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { saveWho } from '../commands/draft-rule.server.ts';
import { useDraftTitle } from '../components/assignment-parts.tsx';
import { AssignmentWhoPage } from '../components/assignment-who-page.tsx';
import { ruleParams, whoForm } from '../forms/assignments.ts';
import { typedWho } from '../forms/typed-rule.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { canAssign } from '../policy.ts';
import { draftPage, type DraftPage } from '../queries/assignment-pages.server.ts';
import { everybody } from '../rules/assignment-rule.ts';

export const loader = page({ guard: canAssign, params: ruleParams }, async ({ actor, params, context, request }) => {
  const shown = await draftPage(context.db, actor, params.rule, momentOf(portsOf(context)).today);
  if (!shown.rule.draft && !followsForm(request)) throw seeOther(`/admin/assignments/${params.rule}`);
  return shown;
});

export const action = submit({ guard: canAssign, params: ruleParams, form: whoForm }, async ({ actor, params, form, context }) => {
  const outcome = await saveWho(portsOf(context), actor, params.rule, form);
  if (!outcome.ok) return refusedForm(outcome.faults, typedWho(form));
  return seeOther(`/admin/assignments/${params.rule}/${form.next === 'stay' ? 'who' : 'what'}`);
});

export const meta = titled((locale) => assignmentMessages.in(locale)('step.who'));

export default function AssignmentWho() {
  const { rule, choices, names } = useLoaderData() as unknown as DraftPage;
  const title = useDraftTitle()(rule.draft);
  return <AssignmentWhoPage choices={choices} names={names} reaches={[]} isWholeProvince={rule.unitId === null} rule={{ id: rule.id, revision: rule.revision, title, isChange: (rule.draft?.number ?? 1) > 1 }} name={rule.draft?.name ?? ''} who={rule.draft?.who ?? everybody} />;
}
