import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** The call desk. Files are relative to `app/`. */
export const callDeskUrls: RouteConfigEntry[] = [route('desk', 'faq/routes/desk.tsx')];
