import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Signing in and the own account. Files are relative to `app/`. */
export const accountRoutes: RouteConfigEntry[] = [
  route('sign-in', 'people/routes/sign-in.tsx'),
  route('sign-out', 'people/routes/sign-out.ts'),
  route('preferences', 'people/routes/preferences.ts'),
];
