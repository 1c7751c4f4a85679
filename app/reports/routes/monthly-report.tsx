import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { MonthlyCrumbs, PunctualityTag, StateTag, useDue } from '../components/report-parts.tsx';
import { ReportShown } from '../components/report-shown.tsx';
import { ReportTasks } from '../components/report-tasks.tsx';
import { CameBack, ReportHistory, ReportSteps } from '../components/report-way.tsx';
import { doneQuery, reportParams, type Done } from '../forms/monthly.ts';
import { monthlyMessages as messages } from '../messages/monthly.ts';
import { canSeeMonthly } from '../policy.ts';
import { reportPage, type ReportPage } from '../queries/report-page.server.ts';
import { monthWords } from '../rules/period.ts';

export const loader = page({ guard: canSeeMonthly, params: reportParams, query: doneQuery }, async ({ actor, params, query, context }) => {
  const ports = portsOf(context);
  return { ...(await reportPage(context.db, actor, params.report, { ...momentOf(ports), timeZone: ports.timeZone })), done: query.done ?? null };
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function MonthlyReportPage() {
  const loaded = useLoaderData() as unknown as ReportPage & { done: Done | null };
  const { report, rights, canEdit, stored, steps, done } = loaded;
  const t = useText(messages);
  return (
    <div className="stack-l">
      <ReportHeading {...loaded} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <CameBack report={report} steps={steps} />
      {canEdit ? null : <ReportSteps report={report} rights={rights} />}
      {canEdit ? <ReportTasks id={report.id} stored={stored} previous={loaded.previous} /> : <ReportShown id={report.id} content={stored.content} />}
      <ReportHistory id={report.id} steps={steps} />
    </div>
  );
}

function ReportHeading({ report, punctuality, due }: Pick<ReportPage, 'report' | 'punctuality' | 'due'>) {
  const t = useText(messages);
  const formats = useFormats();
  const say = useDue();
  const files = (
    <>
      <LinkButton variant="ghost" icon="file-text" href={`/reports/monthly/${report.id}/document.docx`}>{t('word')}</LinkButton>
      <LinkButton variant="ghost" icon="download" href={`/reports/monthly/${report.id}/document.pdf`}>{t('pdf')}</LinkButton>
    </>
  );
  return <PageHead title={t('report-title', { month: monthWords(report.month) })} eyebrow={report.unitName} lead={`${t('period', { first: formats.day(report.start), last: formats.day(report.lastDay) })}. ${say(due)}.`} tags={<><StateTag state={report.state} /><PunctualityTag punctuality={punctuality} /></>} actions={files} breadcrumb={<MonthlyCrumbs report={report} />} />;
}
