import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Importing people from a file. Files are relative to `app/`. */
export const importsRoutes: RouteConfigEntry[] = [
  route('admin/import', 'people/routes/import.tsx'),
  route('admin/import/sample.csv', 'people/routes/import-sample.ts'),
  route('admin/import/:id', 'people/routes/import-batch.tsx'),
  route('admin/import/:id/mapping', 'people/routes/import-mapping.tsx'),
  route('admin/import/:id/run', 'people/routes/import-run.ts'),
  route('admin/import/:id/cancellation', 'people/routes/import-cancellation.ts'),
  route('admin/import/:id/progress', 'people/routes/import-progress.ts'),
  route('admin/import/:id/errors.csv', 'people/routes/import-errors.ts'),
];
