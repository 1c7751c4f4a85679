import type { ReactNode } from 'react';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { BarList, BarRow, Card, Disclosure, EmptyState, Table, Tag } from '../../ui/index.ts';
import { monthlyMessages } from '../messages/monthly.ts';
import { summaryMessages as messages } from '../messages/monthly-summary.ts';
import type { Branch } from '../queries/summary.server.ts';
import type { ModelSum, StatusCounts } from '../rules/consolidate.ts';
import { lineStatuses } from '../rules/models.ts';
import { monthWords } from '../rules/period.ts';
import { countedWords, quantityWords } from '../rules/summary-words.ts';
import { statusLooks } from './report-parts.tsx';

/** Statuses with their counts, those that nobody reports left out. */
export function StatusList({ statuses }: { statuses: StatusCounts }) {
  const t = useText(messages);
  const m = useText(monthlyMessages);
  const shown = lineStatuses.filter((status) => statuses[status] > 0);
  if (shown.length === 0) return <span className="muted">–</span>;
  return <span className="row">{shown.map((status) => <Tag key={status} {...statusLooks[status]}>{t('status-count', { status: m(`status.${status}`), count: statuses[status] })}</Tag>)}</span>;
}

/** As many branches as stand on the page before the rest is folded away. */
const branchesShown = 12;

/** How many have sent, branch by branch, with the way down; those of which something is missing first, because they need help. */
export function Branches({ month, branches, file }: { month: string; branches: readonly Branch[]; file?: ReactNode }) {
  const t = useText(messages);
  const formats = useFormats();
  if (branches.length === 0) return null;
  const first = branches.length <= branchesShown ? branches : branches.toSorted((a, b) => b.late - a.late).slice(0, branchesShown);
  const rest = branches.filter((branch) => !first.includes(branch));
  const more = t('rest', { count: formats.number(rest.length) });
  // Single units have sent or not: a bar says something only of branches with several.
  const areParts = branches.some(({ hasMore }) => hasMore);
  const drawn = (part: readonly Branch[]) => (areParts ? <BranchBars month={month} branches={part} /> : <BranchTable month={month} branches={part} caption={part === rest ? more : t('branches')} />);
  return (
    <Card title={t('branches')} id="branches">
      <div className="stack">
        {drawn(first)}
        {rest.length > 0 ? <Disclosure summary={more}>{drawn(rest)}</Disclosure> : null}
        {areParts ? <Disclosure summary={t('numbers')}><BranchTable month={month} branches={branches} caption={t('branches')} /></Disclosure> : null}
        {file}
      </div>
    </Card>
  );
}

interface BranchPart {
  month: string;
  branches: readonly Branch[];
}
const branchHref = (month: string, id: string) => `/reports/monthly/summary?month=${month}&unit=${id}`;

function BranchBars({ month, branches }: BranchPart) {
  const t = useText(messages);
  const formats = useFormats();
  return <BarList label={t('branches')}>{branches.map(({ id, name, owed, sent, late }) => <BarRow key={id} label={name} href={branchHref(month, id)} value={sent} max={owed} tone={late > 0 ? 'warn' : 'ok'} text={t('of', { part: formats.number(sent), whole: formats.number(owed) })} />)}</BarList>;
}

function BranchTable({ month, branches, caption }: BranchPart & { caption: string }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Table
      caption={caption}
      hideCaption
      rows={branches}
      rowKey={({ id }) => id}
      columns={[
        { key: 'unit', head: t('col.unit'), rowHeader: true, cell: ({ id, name }) => <a href={branchHref(month, id)}>{name}</a> },
        { key: 'sent', head: t('col.sent'), numeric: true, cell: ({ sent, owed }) => t('of', { part: formats.number(sent), whole: formats.number(owed) }) },
        { key: 'late', head: t('col.late'), numeric: true, cell: ({ late }) => formats.number(late) },
        { key: 'statuses', head: t('col.status'), cell: ({ statuses }) => <StatusList statuses={statuses} /> },
      ]}
    />
  );
}

/** As many models as make one table; more are folded by the groups of the plan. */
const modelsShown = 12;

/** What is reported of each model, put together. */
export function ModelSums({ models, file }: { models: readonly ModelSum[]; file?: ReactNode }) {
  const t = useText(messages);
  if (models.length === 0) return <EmptyState icon="inbox" title={t('none')}>{t('none-text')}</EmptyState>;
  const groups = [...Map.groupBy(models, ({ groupKey }) => groupKey)];
  return (
    <Card title={t('models')} id="models">
      <div className="stack">
        {models.length <= modelsShown || groups.length === 1
          ? <ModelTable models={models} caption={t('models')} />
          : groups.map(([key, own]) => <Disclosure key={key} boxed summary={<GroupLine models={own} />}><ModelTable models={own} caption={own[0]?.groupName ?? ''} /></Disclosure>)}
        {file}
      </div>
    </Card>
  );
}

/** A group of the plan in one line: how much has come in, and where somebody reports a difficulty. */
function GroupLine({ models }: { models: readonly ModelSum[] }) {
  const t = useText(messages);
  const formats = useFormats();
  const sum = (of: (model: ModelSum) => number) => models.reduce((total, model) => total + of(model), 0);
  const blocked = models.filter(({ statuses }) => statuses.BLOCKED > 0).length;
  return (
    <>
      {t('group', { name: models[0]?.groupName ?? '', models: formats.number(models.length), sent: formats.number(sum(({ sent }) => sent)), owed: formats.number(sum(({ owed }) => owed)) })}
      {blocked > 0 ? <> <Tag {...statusLooks.BLOCKED}>{t('group-blocked', { count: formats.number(blocked) })}</Tag></> : null}
    </>
  );
}

/** What stands in brackets stays on one line. */
const inOnePiece = (words: string): string => words.replaceAll(' ', '\u00a0');

function ModelTable({ models, caption }: { models: readonly ModelSum[]; caption: string }) {
  const t = useText(messages);
  const locale = useLocale();
  const formats = useFormats();
  return (
    <Table
      caption={caption}
      hideCaption
      rows={models}
      rowKey={({ number }) => String(number)}
      columns={[
        { key: 'model', head: t('col.model'), rowHeader: true, cell: ({ number, name }) => <a href={`/reports/models/${number}`}>{number}. {name}</a> },
        { key: 'sent', head: t('col.sent'), numeric: true, cell: ({ sent, owed }) => t('of', { part: formats.number(sent), whole: formats.number(owed) }) },
        { key: 'status', head: t('col.status'), cell: ({ statuses }) => <StatusList statuses={statuses} /> },
        { key: 'quantity', head: t('col.quantity'), cell: ({ quantities }) => quantityWords(quantities, locale, formats).replace(/\([^)]*\)/g, inOnePiece) || '–' },
        { key: 'counted', head: t('col.counted'), cell: ({ figures }) => countedWords(figures, locale, formats) || '–' },
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
