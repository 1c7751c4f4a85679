import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { editRequest } from '../commands/write-request.server.ts';
import { RequestFormPage } from '../components/recognition-request-pages.tsx';
import { requestForm, requestParams, typedRequest } from '../forms/recognition-requests.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import type { CourseChoice } from '../queries/assignment-choices.server.ts';
import { getOwnRequest, listRequestableCourses, type RecognitionRequest } from '../queries/recognition-requests.server.ts';

export const loader = page({ guard: 'signed-in', params: requestParams }, async ({ actor, params, context, request: asked }) => {
  const request = await getOwnRequest(context.db, actor.id, params.request);
  if (request.state !== 'DRAFT' && !followsForm(asked)) return seeOther(`/certificates/recognition/${request.id}`);
  return { request, courses: await listRequestableCourses(context.db, actor.id, momentOf(portsOf(context)).today, request.id) };
});

export const action = submit({ guard: 'signed-in', params: requestParams, form: requestForm }, async ({ actor, params, form, context }) => {
  const outcome = await editRequest(portsOf(context), actor, { ...form, id: params.request });
  if (!outcome.ok) return refusedForm(outcome.faults, typedRequest(form));
  return seeOther(`/certificates/recognition/${params.request}`);
});

export const meta = titled((locale) => messages.in(locale)('edit.title'));

export default function RecognitionRequestEdit() {
  const { request, courses } = useLoaderData() as unknown as { request: RecognitionRequest; courses: CourseChoice[] };
  return <RequestFormPage id={request.id} request={request} courses={courses} course={null} />;
}
