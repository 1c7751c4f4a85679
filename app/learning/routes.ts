import { index, type RouteConfigEntry } from '@remix-run/route-config';

/** URLs of learning. Files are relative to `app/`. */
export const learningRoutes: RouteConfigEntry[] = [index('learning/routes/home.tsx')];
