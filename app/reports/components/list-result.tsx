import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import type { Formats } from '../../platform/i18n/formats.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Cell, CellKind } from '../../platform/sheets/sheet.ts';
import { EmptyState, FileLinks, Pagination, Table } from '../../ui/index.ts';
import { listsHref, writeQuestion, type ListQuestion } from '../forms/list-question.ts';
import { listMessages } from '../messages/lists.ts';
import type { ListPage } from '../queries/list-page.server.ts';
import type { ListRow } from '../queries/list-run.server.ts';
import { cellOf } from '../rules/list-cells.ts';
import { chosenColumns, type ListColumn } from '../rules/list-subjects.ts';

/** What was asked for, page by page, with the files. */
export function ListResult({ list }: { list: ListPage }) {
  const t = useText(listMessages);
  const p = useText(platformMessages);
  const formats = useFormats();
  const { question, rows, count, page, pages } = list;
  if (count === 0) return <EmptyState icon="search" title={t('empty')}>{t('empty-text')}</EmptyState>;
  return (
    <section className="stack" aria-label={t(`subject.${question.subject}`)}>
      <p className="muted">{t('count', { count: formats.number(count) })}{question.subject === 'knowledge' ? ` · ${t('few-note')}` : ''}</p>
      <ListTable question={question} rows={rows} />
      <Pagination label={t('pages')} page={page} pages={pages} href={(to) => listsHref(question, to)} previous={t('previous')} next={t('next')} pageLabel={(number) => t('page', { page: number })} />
      <FileLinks names={{ xlsx: p('file.xlsx'), csv: p('file.csv') }} href={(format) => `/reports/lists/file?${writeQuestion(question)}&format=${format}`} note={t('file-note')} />
    </section>
  );
}

/** More columns than these are scrolled sideways; fewer become cards on phones. */
const narrowColumns = 10;

function ListTable({ question, rows }: Pick<ListPage, 'question' | 'rows'>) {
  const t = useText(listMessages);
  const locale = useLocale();
  const formats = useFormats();
  const columns = chosenColumns(question.subject, question.columns);
  const headKey = columns.find(({ key }) => key === 'name')?.key ?? columns[0]?.key;
  return (
    <Table
      caption={t(`subject.${question.subject}`)}
      hideCaption
      sortLabel={t('sort')}
      scroll={columns.length > narrowColumns}
      rows={rows}
      rowKey={(row) => row.id}
      columns={columns.map((column) => ({
        key: column.key,
        head: t(`column.${column.key}` as 'column.name'),
        numeric: column.kind !== 'text',
        rowHeader: column.key === headKey,
        ...sortOf(column, question),
        cell: (row: ListRow) => {
          const text = shown(cellOf(column.key, row[column.key] ?? null, locale), column.kind, formats);
          return column.key === 'state' ? <span className="unbroken">{text}</span> : text;
        },
      }))}
    />
  );
}

function sortOf({ key, canSort }: ListColumn, question: ListQuestion) {
  if (!canSort) return {};
  const isHere = question.sort === key;
  const sort = isHere ? (question.descending ? ('descending' as const) : ('ascending' as const)) : ('none' as const);
  return { sort, sortHref: listsHref({ ...question, sort: key, descending: isHere && !question.descending }) };
}

function shown(cell: Cell, kind: CellKind, formats: Formats): string {
  if (cell === null || cell === '') return '–';
  if (kind === 'text') return String(cell);
  if (kind === 'day' || kind === 'moment') return formats.day(String(cell));
  if (kind === 'percent') return formats.percent(Number(cell));
  return kind === 'decimal' ? formats.score(Number(cell)) : formats.number(Number(cell));
}
