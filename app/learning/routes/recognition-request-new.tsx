import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { newId } from '../../platform/ids.ts';
import { beginRequest } from '../commands/write-request.server.ts';
import { RequestFormPage } from '../components/recognition-request-pages.tsx';
import { newRequestQuery, requestForm, typedRequest } from '../forms/recognition-requests.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import type { CourseChoice } from '../queries/assignment-choices.server.ts';
import { listRequestableCourses } from '../queries/recognition-requests.server.ts';

export const loader = page({ guard: 'signed-in', query: newRequestQuery }, async ({ actor, query, context }) => {
  return { id: newId(), courses: await listRequestableCourses(context.db, actor.id, momentOf(portsOf(context)).today), course: query.course ?? null };
});

export const action = submit({ guard: 'signed-in', form: requestForm }, async ({ actor, form, context }) => {
  const outcome = await beginRequest(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, typedRequest(form));
  return seeOther(`/certificates/recognition/${form.id}?done=saved`);
});

export const meta = titled((locale) => messages.in(locale)('new.title'));

export default function NewRecognitionRequest() {
  const { id, courses, course } = useLoaderData() as unknown as { id: string; courses: CourseChoice[]; course: string | null };
  return <RequestFormPage id={id} request={null} courses={courses} course={course} />;
}
