import { useLoaderData } from '@remix-run/react';
import { titled } from '../../platform/i18n/titled.ts';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { ReminderBatchView } from '../components/reminder-batch-page.tsx';
import { batchParams, batchQuery } from '../forms/reminders.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { reminderBatchPage, type ReminderBatchPage } from '../queries/reminder-history.server.ts';

export const loader = page({ guard: canSeeReminders, params: batchParams, query: batchQuery }, ({ actor, params, query, context }) => {
  const ports = portsOf(context);
  return reminderBatchPage(context.db, actor, params.batch, query, { ...momentOf(ports), timeZone: ports.timeZone });
});

export const meta = titled((locale) => reminderMessages.in(locale)('tab.history'));
export const handle = { layout: 'wide' };

export default function Batch() {
  return <ReminderBatchView shown={useLoaderData() as unknown as ReminderBatchPage} />;
}
