import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { ModerationPage, type ModerationDone } from '../components/moderation-page.tsx';
import { moderationQuery } from '../forms/lesson-posts.ts';
import { moderationMessages } from '../messages/moderation.ts';
import { canEditContent } from '../policy.ts';
import { listModeration, type ModerationList } from '../queries/moderation.server.ts';

export const loader = page({ guard: canEditContent, query: moderationQuery }, async ({ query, context }) => ({ list: await listModeration(context.db, { tab: query.tab ?? 'waiting', page: query.page }), done: query.done ?? null }));

export const meta = titled((locale) => moderationMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function Moderation() {
  return <ModerationPage {...(useLoaderData() as unknown as { list: ModerationList; done: ModerationDone | null })} />;
}
