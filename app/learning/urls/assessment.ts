import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Assessments and attempts. Files are relative to `app/`. */
export const assessmentRoutes: RouteConfigEntry[] = [
  route('assessments/:course/:key', 'learning/routes/assessment.tsx'),
  route('assessments/:course/:key/attempts', 'learning/routes/assessment-attempts.ts'),
  route('attempts/:attempt', 'learning/routes/attempt.tsx'),
  route('attempts/:attempt/answers', 'learning/routes/attempt-answers.ts'),
  route('attempts/:attempt/check', 'learning/routes/attempt-check.tsx'),
  route('attempts/:attempt/submission', 'learning/routes/attempt-submission.ts'),
  route('attempts/:attempt/result', 'learning/routes/attempt-result.tsx'),
];
