import { useLoaderData } from '@remix-run/react';
import { titled } from '../../platform/i18n/titled.ts';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { ReminderHistoryPage } from '../components/reminder-history-page.tsx';
import { historyQuery } from '../forms/reminders.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { reminderHistory, type ReminderHistory } from '../queries/reminder-history.server.ts';

export const loader = page({ guard: canSeeReminders, query: historyQuery }, async ({ actor, query, context }) => {
  const ports = portsOf(context);
  return { unit: query.unit, course: query.course, history: await reminderHistory(context.db, actor, query, { ...momentOf(ports), timeZone: ports.timeZone }) };
});

export const meta = titled((locale) => reminderMessages.in(locale)('tab.history'));
export const handle = { layout: 'wide' };

export default function History() {
  return <ReminderHistoryPage {...(useLoaderData() as unknown as { history: ReminderHistory; unit: string | undefined; course: string | undefined })} />;
}
