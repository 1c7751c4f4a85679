import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { followsForm } from '../../platform/http/after-form.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { OwnRequestPage, type OwnRequestDone } from '../components/recognition-request-pages.tsx';
import { ownRequestQuery, requestParams } from '../forms/recognition-requests.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import { getOwnRequest, type RecognitionRequest } from '../queries/recognition-requests.server.ts';
import { receiveCopy } from '../recognition-copies.server.ts';

export const loader = page({ guard: 'signed-in', params: requestParams, query: ownRequestQuery }, async ({ actor, params, query, context, request }) => ({ request: await getOwnRequest(context.db, actor.id, params.request), done: followsForm(request) ? null : (query.done ?? null) }));

/** Takes the copy in while it arrives: a large one is never whole in memory. */
export const action = page({ guard: 'signed-in', params: requestParams }, async ({ actor, params, context, request }) => {
  const outcome = await receiveCopy(context, actor, params.request, request);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 'form' in outcome.faults ? 409 : 422 });
  return seeOther(`/certificates/recognition/${params.request}?done=uploaded`);
});

export const meta = titled((locale) => messages.in(locale)('own.title'));

export default function RecognitionRequestRoute() {
  return <OwnRequestPage {...(useLoaderData() as unknown as { request: RecognitionRequest; done: OwnRequestDone | null })} />;
}
