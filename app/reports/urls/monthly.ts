import { route, type RouteConfigEntry } from '@remix-run/route-config';

const at = (path: string, file: string): RouteConfigEntry => route(`reports/${path}`, `reports/routes/${file}`);

/** The register of the models and the monthly report. Files are relative to `app/`. */
export const monthlyUrls: RouteConfigEntry[] = [
  at('models', 'models.tsx'),
  at('models/file', 'models-file.ts'),
  at('models/:number', 'model.tsx'),
  at('models/:number/assignments', 'model-assignments.tsx'),
  at('models/:number/assignments/:assignment', 'model-assignment.tsx'),
  at('monthly', 'monthly.tsx'),
  at('monthly/file', 'monthly-desk-file.ts'),
  at('monthly/drafts', 'monthly-drafts.ts'),
  at('monthly/receipts', 'monthly-receipts.ts'),
  at('monthly/reminders', 'monthly-reminders.tsx'),
  at('monthly/summary', 'monthly-summary.tsx'),
  at('monthly/summary/file', 'monthly-summary-file.ts'),
  at('monthly/summary/document.docx', 'monthly-summary-docx.ts'),
  at('monthly/summary/document.pdf', 'monthly-summary-pdf.ts'),
  at('monthly/wall', 'monthly-wall.tsx'),
  at('monthly/:report', 'monthly-report.tsx'),
  at('monthly/:report/parts/header', 'monthly-header.tsx'),
  at('monthly/:report/parts/:part', 'monthly-part.tsx'),
  at('monthly/:report/lines/:number', 'monthly-line.tsx'),
  at('monthly/:report/lines/:number/files', 'monthly-files.tsx'),
  at('monthly/:report/files/:file', 'monthly-file.ts'),
  at('monthly/:report/files/:file/removal', 'monthly-file-removal.ts'),
  at('monthly/:report/carrying-over', 'monthly-carrying-over.ts'),
  at('monthly/:report/figures', 'monthly-figures.ts'),
  at('monthly/:report/check', 'monthly-check.tsx'),
  at('monthly/:report/approval', 'monthly-approval.tsx'),
  at('monthly/:report/steps/:step', 'monthly-step.tsx'),
  at('monthly/:report/document.docx', 'monthly-document-docx.ts'),
  at('monthly/:report/document.pdf', 'monthly-document-pdf.ts'),
  at('monthly/:report/versions/:version', 'monthly-version.tsx'),
];
