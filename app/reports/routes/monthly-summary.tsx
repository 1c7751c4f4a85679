import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Disclosure, LinkButton, PageHead } from '../../ui/index.ts';
import { MonthNav } from '../components/desk.tsx';
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { Branches, ModelSums, SentLines } from '../components/summary.tsx';
import { summaryQuery } from '../forms/monthly.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { summaryMessages as messages } from '../messages/monthly-summary.ts';
import { canSeeMonthly } from '../policy.ts';
import { readSummary, type Summary } from '../queries/summary.server.ts';
import { monthWords } from '../rules/period.ts';

export const loader = page({ guard: canSeeMonthly, query: summaryQuery }, ({ actor, query, context }) => {
  const ports = portsOf(context);
  return readSummary(context.db, actor, query, { ...momentOf(ports), timeZone: ports.timeZone });
});

export const meta = titled((locale) => messages.in(locale)('models'));
export const handle = { layout: 'wide' };

export default function MonthlySummaryPage() {
  const { period, unit, rows, lines, models, branches } = useLoaderData() as unknown as Summary;
  const t = useText(messages);
  const m = useText(monthlyMessages);
  const formats = useFormats();
  const title = t('title', { month: monthWords(period.month) });
  const place = `month=${period.month}${unit ? `&unit=${unit.id}` : ''}`;
  const blocked = models.filter(({ statuses }) => statuses.BLOCKED > 0).length;
  const running = models.filter(({ statuses }) => statuses.IN_PROGRESS + statuses.MAINTAINED + statuses.COMPLETED > 0).length;
  const tools = (
    <>
      <LinkButton variant="ghost" icon="file-text" href={`/reports/monthly/summary/document.docx?${place}`}>{m('word')}</LinkButton>
      <LinkButton variant="ghost" icon="download" href={`/reports/monthly/summary/document.pdf?${place}`}>{m('pdf')}</LinkButton>
    </>
  );
  return (
    <div className="stack-l">
      <PageHead title={title} eyebrow={unit?.name ?? t('whole')} lead={t('take', { sent: formats.number(rows.filter(({ firstSubmittedAt }) => firstSubmittedAt).length), total: formats.number(rows.length), blocked: formats.number(blocked), running: formats.number(running) })} actions={tools} breadcrumb={<MonthlyCrumbs here={title} />} />
      <MonthNav month={period.month} path="/reports/monthly/summary" />
      <ModelSums models={models} />
      <Branches month={period.month} branches={branches} />
      {lines.length > 0 ? <Disclosure summary={t('units-of')} boxed><SentLines lines={lines} /></Disclosure> : null}
      <div className="row no-print">
        {unit ? <LinkButton variant="ghost" href={`/reports/monthly/summary?month=${period.month}`}>{t('whole')}</LinkButton> : null}
        <LinkButton variant="ghost" href={`/reports/monthly?month=${period.month}`}>{t('back')}</LinkButton>
      </div>
    </div>
  );
}
