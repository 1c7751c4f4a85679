import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Catalogue, learning paths, course page and reader. Files are relative to `app/`. */
export const readingRoutes: RouteConfigEntry[] = [
  route('courses', 'learning/routes/catalogue.tsx'),
  route('courses/:course', 'learning/routes/course.tsx'),
  route('courses/:course/enrollment', 'learning/routes/enrollment.ts'),
  route('notes', 'learning/routes/notes.tsx'),
  route('paths', 'learning/routes/paths.tsx'),
  route('paths/choice', 'learning/routes/path-choice.ts'),
  route('paths/:path', 'learning/routes/path.tsx'),
  route('units', 'learning/routes/units.tsx'),
  route('units/file', 'learning/routes/units-file.ts'),
  route('learn/:course/:lesson', 'learning/routes/lesson.tsx'),
  route('learn/:course/:lesson/answers', 'learning/routes/lesson-answers.ts'),
  route('learn/:course/:lesson/completion', 'learning/routes/lesson-completion.ts'),
  route('learn/:course/:lesson/note', 'learning/routes/lesson-note.tsx'),
];
