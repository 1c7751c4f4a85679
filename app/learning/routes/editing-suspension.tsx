import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { suspendQuestion } from '../commands/suspend-question.server.ts';
import { EditingSuspensionPage } from '../components/editing-suspension-page.tsx';
import { questionParams, suspensionForm } from '../forms/questions.ts';
import { questionMessages } from '../messages/questions.ts';
import { canReleaseContent } from '../policy.ts';
import { getSuspensionCheck, type SuspensionCheck } from '../queries/suspension-check.server.ts';

export const loader = page({ guard: canReleaseContent, params: questionParams }, ({ params, context }) => getSuspensionCheck(context.db, { course: params.course, key: params.question }, momentOf(portsOf(context))));

/** Takes the question out of use; what follows is a job's. */
export const action = submit({ guard: canReleaseContent, params: questionParams, form: suspensionForm }, async ({ actor, params, form, context }) => {
  const outcome = await suspendQuestion(portsOf(context), actor, { course: params.course, key: params.question, ...form });
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  context.wakeJobs();
  return seeOther(`/admin/courses/${params.course}/questions/${params.question}?done=suspended`);
});

export const meta = titled((locale) => questionMessages.in(locale)('suspend.title'));

export default function EditingSuspension() {
  return <EditingSuspensionPage check={useLoaderData() as unknown as SuspensionCheck} />;
}
