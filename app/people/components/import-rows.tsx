import { maskedNumber } from '../../platform/text/phone.ts';
import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { EmptyState, Icon, Pagination, Stat, StatList, Table, Tabs, Tag, type IconName, type Tone } from '../../ui/index.ts';
import { importMessages } from '../messages/imports.ts';
import type { ImportPage, ShownRow } from '../queries/import-page.server.ts';
import { rowFilters, rowsShown } from '../rules/import-paging.ts';
import { columnOf, sayFault } from '../rules/import-faults.ts';
import type { FieldOrUnit } from '../rules/import-fields.ts';
import { staffCategories } from '../rules/import-line.ts';
import { outcomes, type Change, type Outcome } from '../rules/import-verdict.ts';

const looks: Record<Outcome, { tone: Tone; icon: IconName }> = {
  CREATE: { tone: 'ok', icon: 'plus' },
  UPDATE: { tone: 'brand', icon: 'pencil' },
  TRANSFER: { tone: 'brand', icon: 'arrow-right' },
  LEAVE: { tone: 'warn', icon: 'log-out' },
  SAME: { tone: 'neutral', icon: 'check' },
  ERROR: { tone: 'danger', icon: 'circle-alert' },
};

/** The counts by outcome, each a link to its rows. */
export function ImportCounts({ counts, href }: { counts: Record<Outcome, number>; href: (outcome: Outcome) => string }) {
  const t = useText(importMessages);
  const formats = useFormats();
  return <StatList>{outcomes.map((outcome) => <Stat key={outcome} label={t(`outcome.${outcome}`)} value={formats.number(counts[outcome])} href={href(outcome)} />)}</StatList>;
}

/** The rows of a file with what happens to each, by outcome and page. */
export function ImportRows({ found }: { found: ImportPage }) {
  const t = useText(importMessages);
  const formats = useFormats();
  const { batch, rows, filter, page, pages, total } = found;
  const href = (wanted: { outcome?: string; page?: number }) => `/admin/import/${batch.id}?outcome=${wanted.outcome ?? filter}&page=${wanted.page ?? 1}#rows`;
  const counts = { ...batch.summary?.counts, WARNING: batch.summary?.warnings, ALL: batch.totalRows };
  const tabs = rowFilters.map((key) => ({ href: href({ outcome: key }), label: key === 'ALL' ? t('filter.all') : key === 'WARNING' ? t('filter.WARNING') : t(`outcome.${key}`), current: key === filter, count: formats.number(counts[key] ?? 0) }));
  const { from, to } = rowsShown(page, total);
  const summary = total > 0 ? t('rows.summary', { from: formats.number(from), to: formats.number(to), total: formats.number(total) }) : undefined;
  return (
    <section className="stack" id="rows" aria-labelledby="rows-title">
      <h2 id="rows-title">{t('rows.title')}</h2>
      <Tabs label={t('filter.label')} items={tabs} />
      <RowTable rows={rows} headings={found.headings} />
      <Pagination label={t('rows.pages')} page={page} pages={pages} href={(number) => href({ page: number })} previous={t('rows.previous')} next={t('rows.next')} pageLabel={(number) => t('rows.page', { page: number })} summary={summary} />
    </section>
  );
}

function RowTable({ rows, headings }: { rows: ShownRow[]; headings: ImportPage['headings'] }) {
  const t = useText(importMessages);
  return (
    <Table
      caption={t('rows.title')}
      hideCaption
      rows={rows}
      rowKey={(row) => String(row.rowNo)}
      empty={<EmptyState icon="filter" title={t('rows.empty')} level={3} />}
      columns={[
        { key: 'row', head: t('rows.row'), numeric: true, cell: (row) => row.rowNo },
        { key: 'person', head: t('rows.person'), rowHeader: true, cell: (row) => <>{row.fullName || t('rows.from-empty')}{row.staffNo ? <span className="muted small"> · {row.staffNo}</span> : null}</> },
        { key: 'unit', head: t('field.unit'), cell: (row) => row.unit },
        { key: 'outcome', head: t('rows.outcome'), cell: (row) => <Tag {...looks[row.outcome]} className="whitespace-nowrap">{t(`outcome.${row.outcome}`)}</Tag> },
        { key: 'notes', head: t('rows.notes'), cell: (row) => <RowNotes row={row} headings={headings} /> },
      ]}
    />
  );
}

function RowNotes({ row, headings }: { row: ShownRow; headings: Partial<Record<FieldOrUnit, string>> }) {
  const locale = useLocale();
  const changes = row.outcome === 'ERROR' ? [] : row.changes;
  return (
    <>
      {row.faults.map((fault, at) => {
        const column = columnOf(fault, locale, headings);
        return <p key={at} className={fault.level === 'error' ? 'field-error' : 'small flex gap-2'}>{fault.level === 'error' ? null : <Icon name="info" />}<span>{column ? <b>{column}: </b> : null}{sayFault(fault, locale)}</span></p>;
      })}
      {changes.map((change) => <ChangeLine key={change.field} change={change} />)}
    </>
  );
}

function ChangeLine({ change }: { change: Change }) {
  const t = useText(importMessages);
  const formats = useFormats();
  const show = (value: string | null) => {
    const category = staffCategories.find((known) => change.field === 'category' && known === value);
    if (value === null || value === '') return t('rows.from-empty');
    if (category) return t(`category.${category}`);
    if (change.field === 'phone') return maskedNumber(value);
    return change.field === 'joinedOn' || change.field === 'leftOn' ? formats.day(value) : value;
  };
  return <p className="small"><span className="muted">{t(`field.${change.field}`)}: </span>{change.field === 'leftOn' ? show(change.to) : `${show(change.from)} → ${show(change.to)}`}</p>;
}
