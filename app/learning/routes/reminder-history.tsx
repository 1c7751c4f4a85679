import { useLoaderData } from '@remix-run/react';
import { titled } from '../../platform/i18n/titled.ts';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { LeaderHistoryPage, type LeaderHistory } from '../components/leader-history-page.tsx';
import { ReminderHistoryPage } from '../components/reminder-history-page.tsx';
import { historyQuery } from '../forms/reminders.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { digestHistory, escalationHistory } from '../queries/leader-history.server.ts';
import { reminderHistory, type ReminderHistory } from '../queries/reminder-history.server.ts';

export const loader = page({ guard: canSeeReminders, query: historyQuery }, async ({ actor, query, context }) => {
  const { kind = 'reminder', unit, course } = query;
  const read = { reminder: reminderHistory, escalation: escalationHistory, digest: digestHistory }[kind];
  return { kind, unit, course, history: await read(context.db, actor, query, { ...momentOf(portsOf(context)), timeZone: portsOf(context).timeZone }) };
});

export const meta = titled((locale) => reminderMessages.in(locale)('tab.history'));
export const handle = { layout: 'wide' };

export default function History() {
  const { unit, course, ...of } = useLoaderData() as unknown as (LeaderHistory | { kind: 'reminder'; history: ReminderHistory }) & { unit: string | undefined; course: string | undefined };
  return of.kind === 'reminder' ? <ReminderHistoryPage history={of.history} unit={unit} course={course} /> : <LeaderHistoryPage of={of} unit={unit} course={course} />;
}
