import { useLoaderData } from '@remix-run/react';
import { momentOf, portsOf } from '../../people/index.server.ts';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { SavedReportPage, type SavedReportShown } from '../components/saved-report-page.tsx';
import { reportParams, savedQuery } from '../forms/saved-report.ts';
import { savedMessages } from '../messages/saved.ts';
import { canMakeLists } from '../policy.ts';
import { savedReportPage } from '../queries/schedule-page.server.ts';

export const loader = page({ guard: canMakeLists, params: reportParams, query: savedQuery }, async ({ actor, params, query, context }) => ({ ...(await savedReportPage(context.db, actor, params.report, momentOf(portsOf(context)))), done: query.done }));

export const meta = titled((locale) => savedMessages.in(locale)('title'));

export default function SavedReport() {
  return <SavedReportPage {...(useLoaderData() as unknown as SavedReportShown)} />;
}
