import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** The way in. Files are relative to `app/`. */
export const reportUrls: RouteConfigEntry[] = [
  route('reports', 'reports/routes/reports.tsx'),
];
