import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Questions that come back. Files are relative to `app/`. */
export const recallRoutes: RouteConfigEntry[] = [
  route('recall', 'learning/routes/recall.tsx'),
  route('recall/answers', 'learning/routes/recall-answers.ts'),
  route('recall/answers/:answer', 'learning/routes/recall-answer.tsx'),
];
