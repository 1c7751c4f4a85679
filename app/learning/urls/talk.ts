import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Questions below lessons, their moderation, feedback on courses. Files are relative to `app/`. */
export const talkRoutes: RouteConfigEntry[] = [
  route('learn/:course/:lesson/questions', 'learning/routes/lesson-questions.tsx'),
  route('learn/:course/:lesson/questions/:question', 'learning/routes/lesson-question.tsx'),
  route('learn/:course/:lesson/posts/:post/withdrawal', 'learning/routes/post-withdrawal.ts'),
  route('learn/:course/:lesson/posts/:post/acceptance', 'learning/routes/post-acceptance.ts'),
  route('learn/:course/:lesson/posts/:post/report', 'learning/routes/post-report.tsx'),
  route('courses/:course/feedback', 'learning/routes/feedback.tsx'),
  route('admin/courses/:course/feedback', 'learning/routes/editing-feedback.tsx'),
  route('admin/lesson-questions', 'learning/routes/moderation.tsx'),
  route('admin/lesson-questions/:post', 'learning/routes/moderated-post.tsx'),
  route('admin/lesson-questions/:post/publication', 'learning/routes/post-publication.ts'),
  route('admin/lesson-questions/:post/hiding', 'learning/routes/post-hiding.tsx'),
  route('admin/lesson-questions/:post/dismissal', 'learning/routes/post-dismissal.ts'),
  route('admin/lesson-questions/:post/acceptance', 'learning/routes/moderated-acceptance.ts'),
];
