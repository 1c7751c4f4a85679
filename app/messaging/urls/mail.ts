import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** What mails lead to, what mail servers report, and the mails that are kept. Files are relative to `app/`. */
export const mailRoutes: RouteConfigEntry[] = [
  route('go/:token', 'messaging/routes/link.ts'),
  route('go/:token/arrival', 'messaging/routes/link-arrival.ts'),
  route('unsubscribe/:token', 'messaging/routes/unsubscribe.tsx'),
  route('unsubscribe/:token/return', 'messaging/routes/unsubscribe-return.ts'),
  route('mail-bounces', 'messaging/routes/mail-bounces.ts'),
  route('delivery-receipts/:channel', 'messaging/routes/delivery-receipts.ts'),
  route('admin/mail', 'messaging/routes/kept-mails.tsx'),
  route('admin/mail/:day/:id', 'messaging/routes/kept-mail.tsx'),
  route('admin/mail/:day/:id/preview', 'messaging/routes/kept-mail-preview.ts'),
  route('admin/mail/:day/:id/file', 'messaging/routes/kept-mail-file.ts'),
];
