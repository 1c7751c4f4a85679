import { useLoaderData } from '@remix-run/react';
import { titled } from '../../platform/i18n/titled.ts';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { canSeeReminders } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { ReminderPreviewPage } from '../components/reminder-preview-page.tsx';
import { previewDay, previewQuery, type PreviewQuery } from '../forms/reminders.ts';
import { reminderMessages } from '../messages/reminders.ts';
import { leaderPreview, type LeaderPreview } from '../queries/leader-preview.server.ts';
import { reminderPreview, type ReminderPreview } from '../queries/reminder-preview.server.ts';

export const loader = page({ guard: canSeeReminders, query: previewQuery }, async ({ actor, query, context }) => {
  const ports = portsOf(context);
  const { at, today } = momentOf(ports);
  const { day, fault } = previewDay(query.day, today);
  const reading = { at, today, timeZone: ports.timeZone, locale: context.reader.locale, baseUrl: context.env.baseUrl };
  const preview = await reminderPreview(context.db, actor, { ...query, day }, reading);
  return { preview, leaders: await leaderPreview(context.db, actor, { day: preview.day, unit: query.unit }, reading), query, fault };
});

export const meta = titled((locale) => reminderMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function Reminders() {
  return <ReminderPreviewPage {...(useLoaderData() as unknown as { preview: ReminderPreview; leaders: LeaderPreview; query: PreviewQuery; fault: boolean })} />;
}
