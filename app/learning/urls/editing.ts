import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Where content editors work. Files are relative to `app/`. */
export const editingRoutes: RouteConfigEntry[] = [
  route('admin/courses', 'learning/routes/editing-courses.tsx'),
  route('admin/courses/:course', 'learning/routes/editing-course.tsx'),
  route('admin/courses/:course/questions', 'learning/routes/editing-questions.tsx'),
  route('admin/courses/:course/questions/:question', 'learning/routes/editing-question.tsx'),
  route('admin/courses/:course/questions/:question/suspension', 'learning/routes/editing-suspension.tsx'),
  route('admin/courses/:course/questions/:question/reinstatement', 'learning/routes/editing-reinstatement.tsx'),
  route('admin/courses/:course/versions', 'learning/routes/editing-versions.ts'),
  route('admin/courses/:course/release/:version', 'learning/routes/editing-release.tsx'),
  route('admin/courses/:course/preview/:lesson', 'learning/routes/editing-preview.tsx'),
  route('admin/courses/:course/preview/:lesson/state', 'learning/routes/editing-preview-state.ts'),
  route('admin/reviews', 'learning/routes/editing-reviews.tsx'),
  route('admin/reviews/:course/:lesson', 'learning/routes/editing-review.tsx'),
];
