import { useLoaderData } from '@remix-run/react';
import { titled } from '../../platform/i18n/titled.ts';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { ReminderCalendarPage } from '../components/reminder-calendar-page.tsx';
import { calendarQuery } from '../forms/reminders.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { reminderCalendar, type ReminderCalendar } from '../queries/reminder-calendar.server.ts';

export const loader = page({ guard: canSeeReminders, query: calendarQuery }, async ({ actor, query, context }) => {
  const ports = portsOf(context);
  return { unit: query.unit, calendar: await reminderCalendar(context.db, actor, query, { ...momentOf(ports), timeZone: ports.timeZone }) };
});

export const meta = titled((locale) => reminderMessages.in(locale)('tab.calendar'));
export const handle = { layout: 'wide' };

export default function Calendar() {
  const { calendar, unit } = useLoaderData() as unknown as { calendar: ReminderCalendar; unit: string | undefined };
  return <ReminderCalendarPage calendar={calendar} unit={unit} />;
}
