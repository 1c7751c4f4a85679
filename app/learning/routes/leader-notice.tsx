import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeUnits } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { LeaderNoticePage } from '../components/leader-notice-page.tsx';
import { batchQuery, noticeParams } from '../forms/reminders.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { leaderNotice, type LeaderNotice } from '../queries/leader-notice.server.ts';

export const loader = page({ guard: canSeeUnits, params: noticeParams, query: batchQuery }, ({ actor, params, query, context }) => leaderNotice(context.db, actor, params.notice, query, momentOf(portsOf(context))));

export const meta = titled((locale) => escalationMessages.in(locale)('notice.meta'));
export const handle = { layout: 'wide' };

export default function Notice() {
  return <LeaderNoticePage shown={useLoaderData() as unknown as LeaderNotice} />;
}
