import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { ReportFilePage } from '../components/report-file-page.tsx';
import { fileParams } from '../forms/saved-report.ts';
import { savedMessages } from '../messages/saved.ts';
import { canSeeReports } from '../policy.ts';
import { getReportFile, type ReportFile } from '../queries/report-file.server.ts';

export const loader = page({ guard: canSeeReports, params: fileParams }, async ({ actor, params, context }) => ({ file: await getReportFile(context.db, actor, params.file, momentOf(portsOf(context))) }));

export const meta = titled((locale) => savedMessages.in(locale)('file.title'));

export default function File() {
  return <ReportFilePage {...(useLoaderData() as unknown as { file: ReportFile })} />;
}
