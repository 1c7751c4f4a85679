import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Signing in and the own account. Files are relative to `app/`. */
export const accountRoutes: RouteConfigEntry[] = [
  route('sign-in', 'people/routes/sign-in.tsx'),
  route('sign-out', 'people/routes/sign-out.ts'),
  route('preferences', 'people/routes/preferences.ts'),
  route('activate/:token', 'people/routes/activate.tsx'),
  route('held/:id', 'people/routes/held.tsx'),
  route('account', 'people/routes/account.tsx'),
  route('account/password', 'people/routes/account-password.tsx'),
  route('account/sessions', 'people/routes/account-sessions.tsx'),
  route('account/sessions/:sessionId/ending', 'people/routes/account-session-ending.ts'),
  route('account/other-sessions/ending', 'people/routes/account-other-sessions-ending.ts'),
];
