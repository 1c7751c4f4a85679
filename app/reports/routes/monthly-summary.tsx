import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { platformMessages } from '../../platform/messages.ts';
import { FileLinks, LinkButton, PageHead } from '../../ui/index.ts';
import { MonthNav } from '../components/desk.tsx';
import { MonthlyCrumbs } from '../components/report-parts.tsx';
import { LinesCard } from '../components/summary-lines.tsx';
import { Branches, ModelSums } from '../components/summary.tsx';
import { summaryPageQuery } from '../forms/monthly.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { summaryMessages as messages } from '../messages/monthly-summary.ts';
import { canSeeMonthly } from '../policy.ts';
import { summaryPage, type SummaryPage } from '../queries/summary.server.ts';
import type { SummaryList } from '../rules/monthly-columns.ts';
import { monthWords } from '../rules/period.ts';

export const loader = page({ guard: canSeeMonthly, query: summaryPageQuery }, ({ actor, query, context }) => {
  const ports = portsOf(context);
  return summaryPage(context.db, actor, query, { ...momentOf(ports), timeZone: ports.timeZone });
});

export const meta = titled((locale) => messages.in(locale)('models'));
export const handle = { layout: 'wide' };

export default function MonthlySummaryPage() {
  const summary = useLoaderData() as unknown as SummaryPage;
  const { period, unit, rows, models, branches } = summary;
  const t = useText(messages);
  const m = useText(monthlyMessages);
  const p = useText(platformMessages);
  const formats = useFormats();
  const title = t('title', { month: monthWords(period.month) });
  const place = `month=${period.month}${unit ? `&unit=${unit.id}` : ''}`;
  const blocked = models.filter(({ statuses }) => statuses.BLOCKED > 0).length;
  const running = models.filter(({ statuses }) => statuses.IN_PROGRESS + statuses.MAINTAINED + statuses.COMPLETED > 0).length;
  const file = (list: SummaryList) => (rows.length > 0 ? <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => `/reports/monthly/summary/file?${place}&list=${list}&format=${format}`} note={list === 'lines' ? t('file.note') : undefined} /> : null);
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
      <ModelSums models={models} file={file('models')} />
      <Branches month={period.month} branches={branches} file={file('branches')} />
      <LinesCard summary={summary} file={file('lines')} />
      <div className="row no-print">
        {unit ? <LinkButton variant="ghost" href={`/reports/monthly/summary?month=${period.month}`}>{t('whole')}</LinkButton> : null}
        <LinkButton variant="ghost" href={`/reports/monthly?month=${period.month}`}>{t('back')}</LinkButton>
      </div>
    </div>
  );
}
