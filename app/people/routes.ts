import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** URLs of signing in, the own account, units and people's administration. Files are relative to `app/`. */
export const peopleRoutes: RouteConfigEntry[] = [
  route('sign-in', 'people/routes/sign-in.tsx'),
  route('sign-out', 'people/routes/sign-out.ts'),
  route('preferences', 'people/routes/preferences.ts'),
];
