import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** The call desk. Files are relative to `app/`. */
export const callDeskUrls: RouteConfigEntry[] = [
  route('desk', 'faq/routes/desk.tsx'),
  route('desk/answers.json', 'faq/routes/desk-answers.ts'),
  route('desk/state', 'faq/routes/desk-state.ts'),
  route('desk/telephony', 'faq/routes/desk-telephony.ts'),
  route('desk/calls', 'faq/routes/desk-calls.tsx'),
  route('desk/calls/:id', 'faq/routes/desk-call.tsx'),
  route('desk/calls/:id/number', 'faq/routes/desk-call-number.tsx'),
  route('desk/callbacks', 'faq/routes/desk-callbacks.tsx'),
  route('desk/sync', 'faq/routes/desk-sync.ts'),
];
