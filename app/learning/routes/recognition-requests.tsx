import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { RequestsDeskPage } from '../components/recognition-desk-pages.tsx';
import { requestsQuery, type RequestsQuery } from '../forms/recognition-requests.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import { canAssign } from '../policy.ts';
import { requestsDesk, type RequestsDesk } from '../queries/recognition-desk.server.ts';

export const loader = page({ guard: canAssign, query: requestsQuery }, async ({ actor, query, context }) => ({ shown: await requestsDesk(context.db, actor, query, momentOf(portsOf(context)).today), query }));

export const meta = titled((locale) => messages.in(locale)('desk.title'));
export const handle = { layout: 'wide' };

export default function RecognitionRequests() {
  return <RequestsDeskPage {...(useLoaderData() as unknown as { shown: RequestsDesk; query: RequestsQuery })} />;
}
