import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { newId } from '../../platform/ids.ts';
import { draftRule } from '../commands/draft-rule.server.ts';
import { AssignmentWhoPage } from '../components/assignment-who-page.tsx';
import { newRuleForm } from '../forms/assignments.ts';
import { typedWho } from '../forms/typed-rule.ts';
import { assignmentMessages } from '../messages/assignments.ts';
import { canAssign } from '../policy.ts';
import { newRulePage, type NewRulePage } from '../queries/assignment-pages.server.ts';
import { everybody } from '../rules/assignment-rule.ts';

export const loader = page({ guard: canAssign }, async ({ actor, context }) => {
  return { id: newId(), shown: await newRulePage(context.db, actor, momentOf(portsOf(context)).today) };
});

export const action = submit({ guard: canAssign, form: newRuleForm }, async ({ actor, form, context }) => {
  const outcome = await draftRule(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, { ...typedWho(form), unitId: form.unitId ?? '' });
  return seeOther(`/admin/assignments/${form.id}/${form.next === 'stay' ? 'who' : 'what'}`);
});

export const meta = titled((locale) => assignmentMessages.in(locale)('new.title'));

export default function NewAssignment() {
  const { id, shown } = useLoaderData() as unknown as { id: string; shown: NewRulePage };
  const t = useText(assignmentMessages);
  return <AssignmentWhoPage {...shown} rule={{ id, revision: null, title: t('new.title'), isChange: false }} name="" who={everybody} names={{}} />;
}
