import { useFormats, useLocale, useText } from '../../platform/i18n/react.tsx';
import { Button, LinkButton, Notice, Table, Tag, type Tone } from '../../ui/index.ts';
import { transferMessages } from '../messages/transfer.ts';
import type { getImport, ImportBatch } from '../queries/transfer.server.ts';

type Checked = Awaited<ReturnType<typeof getImport>>;
type Row = Checked['rows'][number];

const tones: Readonly<Record<Row['kind'], Tone>> = { NEW: 'brand', CHANGED: 'warn', SAME: 'neutral', ERROR: 'danger' };
/** Faulty rows come first: they are what has to be done. */
const order: readonly Row['kind'][] = ['ERROR', 'NEW', 'CHANGED', 'SAME'];

/** What an import would do, and the button that does it when nothing is wrong. */
export function ImportVerdict({ batch }: { batch: Checked }) {
  const t = useText(transferMessages);
  const formats = useFormats();
  const count = (kind: Row['kind']) => batch.rows.filter((row) => row.kind === kind).length;
  if (batch.appliedAt) return <Notice tone="ok">{t('verdict.applied', { at: formats.second(batch.appliedAt), created: batch.counts?.created ?? 0, changed: batch.counts?.updated ?? 0 })}</Notice>;
  if (count('ERROR') > 0) return <Notice tone="danger" action={<LinkButton href="/answers/import" variant="ghost" icon="upload">{t('verdict.again')}</LinkButton>}>{t('verdict.faulty', { count: formats.number(count('ERROR')) })}</Notice>;
  const news = count('NEW') + count('CHANGED');
  if (news === 0) return <Notice live={false}>{t('verdict.nothing')}</Notice>;
  return (
    <>
      <Notice live={false}>{t('verdict.ready', { created: count('NEW'), changed: count('CHANGED'), same: count('SAME') })}</Notice>
      <form method="post"><Button icon="check">{t('confirm', { count: formats.number(news) })}</Button></form>
    </>
  );
}

/** The verdict on each row of a file. */
export function ImportRowsTable({ rows }: { rows: readonly Row[] }) {
  const t = useText(transferMessages);
  const locale = useLocale();
  const sorted = order.flatMap((kind) => rows.filter((row) => row.kind === kind));
  return (
    <Table
      caption={t('title')}
      hideCaption
      rows={sorted}
      rowKey={(row) => String(row.line)}
      columns={[
        { key: 'slug', head: t('col.slug'), rowHeader: true, cell: (row) => <>{row.slug || '–'}<div className="muted small">{row.question}</div></> },
        { key: 'line', head: t('col.line'), numeric: true, cell: (row) => row.line },
        { key: 'result', head: t('col.result'), cell: (row) => <Tag tone={tones[row.kind]}>{t(`kind.${row.kind}`)}</Tag> },
        { key: 'why', head: t('col.why'), cell: (row) => (row.faults.length > 0 ? <ul className="bullets">{row.faults.map((fault, at) => <li key={at}>{fault[locale]}</li>)}</ul> : null) },
      ]}
    />
  );
}

/** Files that were handed in before. */
export function ImportsTable({ batches }: { batches: readonly ImportBatch[] }) {
  const t = useText(transferMessages);
  const formats = useFormats();
  return (
    <Table
      caption={t('earlier')}
      rows={batches}
      rowKey={(batch) => batch.id}
      columns={[
        { key: 'file', head: t('file'), rowHeader: true, cell: (batch) => <a href={`/answers/import/${batch.id}`}>{batch.fileName}</a> },
        { key: 'by', head: t('col.by'), cell: (batch) => <>{batch.by}<div className="muted small">{formats.moment(batch.createdAt)}</div></> },
        { key: 'result', head: t('col.result'), cell: (batch) => (batch.appliedAt ? <Tag tone="ok">{t('state.applied')}</Tag> : <Tag>{t('state.waiting')}</Tag>) },
      ]}
    />
  );
}
