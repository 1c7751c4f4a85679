import { useLoaderData } from '@remix-run/react';
import { portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { reinstateQuestion } from '../commands/suspend-question.server.ts';
import { EditingReinstatementPage } from '../components/editing-suspension-page.tsx';
import { questionParams, reinstatementForm } from '../forms/questions.ts';
import { questionMessages } from '../messages/questions.ts';
import { canReleaseContent } from '../policy.ts';
import { getQuestion, type QuestionIdentity } from '../queries/question-identity.server.ts';

export const loader = page({ guard: canReleaseContent, params: questionParams }, ({ params, context }) => getQuestion(context.db, params.course, params.question));

/** Puts the question back into the draw. */
export const action = submit({ guard: canReleaseContent, params: questionParams, form: reinstatementForm }, async ({ actor, params, form, context }) => {
  const outcome = await reinstateQuestion(portsOf(context), actor, { course: params.course, key: params.question, ...form });
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/admin/courses/${params.course}/questions/${params.question}?done=reinstated`);
});

export const meta = titled((locale) => questionMessages.in(locale)('reinstate.title'));

export default function EditingReinstatement() {
  return <EditingReinstatementPage question={useLoaderData() as unknown as QuestionIdentity} />;
}
