import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Training reminders: what will be sent, what was, the rule; and reminding by hand. Files are relative to `app/`. */
export const reminderRoutes: RouteConfigEntry[] = [
  route('admin/reminders', 'learning/routes/reminders.tsx'),
  route('admin/reminders/calendar', 'learning/routes/reminder-calendar.tsx'),
  route('admin/reminders/history', 'learning/routes/reminder-history.tsx'),
  route('admin/reminders/history/:batch', 'learning/routes/reminder-batch.tsx'),
  route('admin/reminders/policy', 'learning/routes/reminder-policy.tsx'),
  route('units/reminder', 'learning/routes/hand-reminder.tsx'),
];
