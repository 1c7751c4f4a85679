import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { StuckPageView } from '../components/attempt-grant-pages.tsx';
import { stuckQuery, type StuckQuery } from '../forms/attempt-grants.ts';
import { attemptGrantMessages } from '../messages/attempt-grants.ts';
import { stuckPage, type StuckPage } from '../queries/attempt-grants.server.ts';

export const loader = page({ guard: canSeeReminders, query: stuckQuery }, async ({ actor, query, context }) => ({ shown: await stuckPage(context.db, actor, query, momentOf(portsOf(context)).today), query }));

export const meta = titled((locale) => attemptGrantMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function AttemptGrants() {
  return <StuckPageView {...(useLoaderData() as unknown as { shown: StuckPage; query: StuckQuery })} />;
}
