import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Rules of assignment with their drafts and runs; exemptions; further attempts. Files are relative to `app/`. */
export const assignmentRoutes: RouteConfigEntry[] = [
  route('admin/assignments', 'learning/routes/assignments.tsx'),
  route('admin/assignments/new', 'learning/routes/assignment-new.tsx'),
  route('admin/assignments/runs/:run', 'learning/routes/assignment-run.tsx'),
  route('admin/assignments/runs/:run/progress', 'learning/routes/assignment-run-progress.ts'),
  route('admin/assignments/:rule', 'learning/routes/assignment.tsx'),
  route('admin/assignments/:rule/who', 'learning/routes/assignment-who.tsx'),
  route('admin/assignments/:rule/what', 'learning/routes/assignment-what.tsx'),
  route('admin/assignments/:rule/preview', 'learning/routes/assignment-preview.tsx'),
  route('admin/assignments/:rule/preview/people', 'learning/routes/assignment-preview-people.tsx'),
  route('admin/assignments/:rule/preview/people/file', 'learning/routes/assignment-preview-file.ts'),
  route('admin/assignments/:rule/people/file', 'learning/routes/assignment-people-file.ts'),
  route('admin/assignments/:rule/versions', 'learning/routes/assignment-versions.ts'),
  route('admin/assignments/:rule/runs', 'learning/routes/assignment-runs.ts'),
  route('admin/assignments/:rule/discarding', 'learning/routes/assignment-discarding.ts'),
  route('admin/assignments/:rule/ending', 'learning/routes/assignment-ending.tsx'),
  route('admin/exemptions', 'learning/routes/exemptions.tsx'),
  route('admin/exemptions/file', 'learning/routes/exemptions-file.ts'),
  route('admin/exemptions/new', 'learning/routes/exemption-new.tsx'),
  route('admin/exemptions/import', 'learning/routes/recognition-file.tsx'),
  route('admin/exemptions/:exemption/ending', 'learning/routes/exemption-ending.tsx'),
  route('admin/attempts', 'learning/routes/attempt-grants.tsx'),
  route('admin/attempts/:person/:assessment', 'learning/routes/attempt-grant.tsx'),
];
