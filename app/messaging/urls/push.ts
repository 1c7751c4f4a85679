import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Browsers that take notices. Files are relative to `app/`. */
export const pushRoutes: RouteConfigEntry[] = [
  route('account/devices', 'messaging/routes/device-subscription.ts'),
  route('account/devices/:id/removal', 'messaging/routes/device-removal.ts'),
  route('push-renewal', 'messaging/routes/push-renewal.ts'),
];
