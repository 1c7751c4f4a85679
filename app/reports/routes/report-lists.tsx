import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { ListBuilderPage } from '../components/list-builder-page.tsx';
import { pageIn, periodFault, readQuestion } from '../forms/list-question.ts';
import { listMessages } from '../messages/lists.ts';
import { canMakeLists } from '../policy.ts';
import { listPage, type ListPage } from '../queries/list-page.server.ts';

export const loader = page({ guard: canMakeLists }, async ({ actor, context, request }) => {
  const ports = portsOf(context);
  const search = new URL(request.url).searchParams;
  const list = await listPage(context.db, actor, readQuestion(search), pageIn(search), { ...momentOf(ports), timeZone: ports.timeZone });
  return { list, fault: periodFault(search), typed: { from: search.get('from') ?? '', to: search.get('to') ?? '' } };
});

export const meta = titled((locale) => listMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function Lists() {
  return <ListBuilderPage {...(useLoaderData() as unknown as { list: ListPage; fault: 'day' | 'order' | null; typed: { from: string; to: string } })} />;
}
