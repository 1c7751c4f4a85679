import { index, type RouteConfigEntry } from '@remix-run/route-config';

/** Files are relative to `app/`. */
export const readingRoutes: RouteConfigEntry[] = [index('learning/routes/home.tsx')];
