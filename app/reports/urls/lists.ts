import { route, type RouteConfigEntry } from '@remix-run/route-config';

/** Lists: made, kept, shared, sent on a schedule. Files are relative to `app/`. */
export const listUrls: RouteConfigEntry[] = [
  route('reports/lists', 'reports/routes/report-lists.tsx'),
  route('reports/lists/file', 'reports/routes/report-lists-file.ts'),
  route('reports/saved', 'reports/routes/saved-reports.tsx'),
  route('reports/saved/:report', 'reports/routes/saved-report.tsx'),
  route('reports/saved/:report/sharing', 'reports/routes/saved-report-sharing.ts'),
  route('reports/saved/:report/deletion', 'reports/routes/saved-report-deletion.ts'),
  route('reports/saved/:report/schedule', 'reports/routes/saved-report-schedule.tsx'),
  route('reports/saved/:report/schedule-ending', 'reports/routes/saved-report-schedule-ending.ts'),
  route('reports/files/:file', 'reports/routes/report-file.tsx'),
  route('reports/files/:file/content', 'reports/routes/report-file-content.ts'),
];
