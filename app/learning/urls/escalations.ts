import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** What leaders are told: the administrator's list, and the leader's own. Files are relative to `app/`. */
export const escalationRoutes: RouteConfigEntry[] = [
  route('admin/reminders/escalations', 'learning/routes/escalations.tsx'),
  route('admin/reminders/escalations/file', 'learning/routes/escalations-file.ts'),
  route('units/escalations/:notice', 'learning/routes/leader-notice.tsx'),
];
