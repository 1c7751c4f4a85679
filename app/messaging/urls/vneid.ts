import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Packages for VNeID, in the area of communication, where their operators work. Files are relative to `app/`. */
export const vneidRoutes: RouteConfigEntry[] = [
  route('campaigns/vneid', 'messaging/routes/vneid-packages.tsx'),
  route('campaigns/vneid/:package', 'messaging/routes/vneid-package.tsx'),
  route('campaigns/vneid/:package/receipt', 'messaging/routes/vneid-receipt.tsx'),
  route('campaigns/vneid/:package/files/:file', 'messaging/routes/vneid-file.ts'),
];
