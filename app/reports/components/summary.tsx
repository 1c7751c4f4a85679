import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { BarList, BarRow, Card, Disclosure, EmptyState, Table, Tag } from '../../ui/index.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { summaryMessages as messages } from '../messages/monthly-summary.ts';
import type { SentLine } from '../queries/sent-reports.server.ts';
import type { Branch } from '../queries/summary.server.ts';
import type { ModelSum, StatusCounts } from '../rules/consolidate.ts';
import { lineStatuses } from '../rules/models.ts';
import { monthWords } from '../rules/period.ts';
import { statusLooks, StatusTag } from './report-parts.tsx';
import { LineWords, useResult } from './report-shown.tsx';

/** Statuses with their counts, those that nobody reports left out. */
export function StatusList({ statuses }: { statuses: StatusCounts }) {
  const t = useText(messages);
  const m = useText(monthlyMessages);
  const shown = lineStatuses.filter((status) => statuses[status] > 0);
  if (shown.length === 0) return <span className="muted">–</span>;
  return <span className="row">{shown.map((status) => <Tag key={status} {...statusLooks[status]}>{t('status-count', { status: m(`status.${status}`), count: statuses[status] })}</Tag>)}</span>;
}

/** How many have sent, branch by branch, with the way down. */
export function Branches({ month, branches }: { month: string; branches: readonly Branch[] }) {
  const t = useText(messages);
  const formats = useFormats();
  if (branches.length === 0) return null;
  const href = (id: string) => `/reports/monthly/summary?month=${month}&unit=${id}`;
  const table = (
    <Table
      caption={t('branches')}
      rows={branches}
      rowKey={({ id }) => id}
      columns={[
        { key: 'unit', head: t('col.unit'), rowHeader: true, cell: ({ id, name }) => <a href={href(id)}>{name}</a> },
        { key: 'sent', head: t('col.sent'), numeric: true, cell: ({ sent, owed }) => t('of', { part: formats.number(sent), whole: formats.number(owed) }) },
        { key: 'late', head: t('col.late'), numeric: true, cell: ({ late }) => formats.number(late) },
        { key: 'statuses', head: t('col.status'), cell: ({ statuses }) => <StatusList statuses={statuses} /> },
      ]}
    />
  );
  // Single units have sent or not: a bar says something only of branches with several.
  if (!branches.some(({ hasMore }) => hasMore)) return table;
  return (
    <Card title={t('branches')} id="branches">
      <BarList label={t('branches')}>{branches.map(({ id, name, owed, sent, late }) => <BarRow key={id} label={name} href={href(id)} value={sent} max={owed} tone={late > 0 ? 'warn' : 'ok'} text={t('of', { part: formats.number(sent), whole: formats.number(owed) })} />)}</BarList>
      <Disclosure summary={t('numbers')}>{table}</Disclosure>
    </Card>
  );
}

/** What is reported of each model, put together. */
export function ModelSums({ models }: { models: readonly ModelSum[] }) {
  const t = useText(messages);
  const formats = useFormats();
  const counted = ({ key, value, total }: ModelSum['figures'][number]) => (key === 'published' ? '' : value === null ? t('small') : t(`figure.${key}`, { value: formats.number(value), total: formats.number(total ?? 0) }));
  if (models.length === 0) return <EmptyState icon="inbox" title={t('none')}>{t('none-text')}</EmptyState>;
  return (
    <Table
      caption={t('models')}
      rows={models}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'model', head: t('col.model'), rowHeader: true, cell: ({ number, name }) => <a href={`/reports/models/${number}`}>{number}. {name}</a> },
        { key: 'sent', head: t('col.sent'), numeric: true, cell: ({ sent, owed }) => t('of', { part: formats.number(sent), whole: formats.number(owed) }) },
        { key: 'status', head: t('col.status'), cell: ({ statuses }) => <StatusList statuses={statuses} /> },
        { key: 'quantity', head: t('col.quantity'), cell: ({ quantities }) => quantities.map(({ quantity, measure, units }) => t('quantity', { quantity: formats.number(quantity), measure, units })).join('; ') || '–' },
        { key: 'counted', head: t('col.counted'), cell: ({ figures }) => figures.map(counted).filter(Boolean).join('; ') || '–' },
      ]}
    />
  );
}

/** The lines themselves, for whoever wants to know who said it. */
export function SentLines({ lines }: { lines: readonly SentLine[] }) {
  const t = useText(messages);
  const m = useText(monthlyMessages);
  const result = useResult();
  return (
    <Table
      caption={t('units-of')}
      rows={lines}
      rowKey={({ unitId, model }) => `${unitId}-${model}`}
      columns={[
        { key: 'unit', head: t('col.unit'), rowHeader: true, cell: ({ reportId, unitName }) => <a href={`/reports/monthly/${reportId}`}>{unitName}</a> },
        { key: 'model', head: t('col.model'), cell: ({ model }) => String(model) },
        { key: 'status', head: m('col.status'), cell: ({ status }) => <StatusTag status={status} /> },
        { key: 'result', head: m('col.result'), cell: (line) => result(line) },
        { key: 'evidence', head: m('col.evidence'), cell: ({ evidence, comment }) => <span className="pre-line">{[evidence, comment].filter(Boolean).join('\n') || '–'}</span> },
        { key: 'plan', head: m('col.plan'), cell: (line) => <LineWords line={line} /> },
      ]}
    />
  );
}

export interface ReportedMonth {
  month: string;
  statuses: StatusCounts;
  units: number;
}

/** What units reported of one model, month by month. */
export function ReportedMonths({ months }: { months: readonly ReportedMonth[] }) {
  const t = useText(messages);
  const formats = useFormats();
  if (months.length === 0) return <Card title={t('reported')} id="reported"><p className="muted">{t('none')}</p></Card>;
  return (
    <Table
      caption={t('reported')}
      rows={months}
      rowKey={({ month }) => month}
      columns={[
        { key: 'month', head: t('col.month'), rowHeader: true, cell: ({ month }) => <a href={`/reports/monthly/summary?month=${month}`}>{monthWords(month)}</a> },
        { key: 'units', head: t('col.units'), numeric: true, cell: ({ units }) => formats.number(units) },
        { key: 'statuses', head: t('col.status'), cell: ({ statuses }) => <StatusList statuses={statuses} /> },
      ]}
    />
  );
}
