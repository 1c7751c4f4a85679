import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { ReportShown } from '../components/report-shown.tsx';
import { versionParams } from '../forms/monthly.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canSeeMonthly } from '../policy.ts';
import { listStopped } from '../queries/evidence.server.ts';
import { getReport, type ReportHead } from '../queries/monthly-report.server.ts';
import { getVersion, type Version } from '../queries/report-history.server.ts';

export const loader = page({ guard: canSeeMonthly, params: versionParams }, async ({ actor, params, context }) => {
  const { report } = await getReport(context.db, actor, params.report, momentOf(portsOf(context)).today);
  return { report, version: await getVersion(context.db, report.id, params.version), stopped: (await listStopped(context.db, report.id)).map(({ id }) => id) };
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function MonthlyVersionPage() {
  const { report, version, stopped } = useLoaderData() as unknown as { report: ReportHead; version: Version; stopped: string[] };
  const t = useText(messages);
  const formats = useFormats();
  const title = t('version', { version: version.version });
  return (
    <div className="stack-l">
      <PageHead title={title} eyebrow={report.unitName} lead={t('version-note', { person: version.submittedBy, at: formats.moment(version.submittedAt) })} breadcrumb={<MonthlyCrumbs report={report} here={title} />} />
      <p className="muted small pre-line">{t('version-hash')} <code>{version.sha256}</code></p>
      <ReportShown id={report.id} content={version.content} stopped={stopped} />
    </div>
  );
}
