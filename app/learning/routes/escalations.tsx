import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { EscalationsView } from '../components/escalations-page.tsx';
import { escalationsQuery, type EscalationsQuery } from '../forms/reminders.ts';
import { escalationMessages } from '../messages/escalations.ts';
import { escalationsPage, type EscalationsPage } from '../queries/escalations-page.server.ts';

export const loader = page({ guard: canSeeReminders, query: escalationsQuery }, async ({ actor, query, context }) => {
  const ports = portsOf(context);
  return { query, shown: await escalationsPage(context.db, actor, query, { ...momentOf(ports), timeZone: ports.timeZone }) };
});

export const meta = titled((locale) => escalationMessages.in(locale)('tab'));
export const handle = { layout: 'wide' };

export default function Escalations() {
  return <EscalationsView {...(useLoaderData() as unknown as { query: EscalationsQuery; shown: EscalationsPage })} />;
}
