import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Answers for everybody, without signing in. Files are relative to `app/`. */
export const helpUrls: RouteConfigEntry[] = [
  route('help', 'faq/routes/help.tsx'),
  route('help/suggestions', 'faq/routes/help-suggestions.ts'),
  route('help/searches/:search', 'faq/routes/help-outcome.ts'),
  route('help/topics/:key', 'faq/routes/help-topic.tsx'),
  route('help/:slug', 'faq/routes/help-answer.tsx'),
  route('help/:slug/feedback', 'faq/routes/help-feedback.ts'),
  route('help/:slug/feedback/:feedback', 'faq/routes/help-explanation.ts'),
];
