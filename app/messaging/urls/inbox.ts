import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** The inbox, what people want to get, and the channels' desk. Files are relative to `app/`. */
export const inboxRoutes: RouteConfigEntry[] = [
  route('inbox', 'messaging/routes/inbox.tsx'),
  route('inbox/reading', 'messaging/routes/inbox-reading.ts'),
  route('inbox/:messageId', 'messaging/routes/notice.tsx'),
  route('account/notices', 'messaging/routes/preferences.tsx'),
  route('admin/channels', 'messaging/routes/channels.tsx'),
  route('admin/channels/resumption', 'messaging/routes/channel-resumption.ts'),
  route('admin/channels/retry', 'messaging/routes/channel-retry.ts'),
  route('admin/channels/report', 'messaging/routes/channel-report.ts'),
];
