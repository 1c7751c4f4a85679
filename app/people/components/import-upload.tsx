import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Button, Card, EmptyState, Field, fieldAria, LinkButton, Table, Tag, type Crumb, type Tone } from '../../ui/index.ts';
import { importLimits } from '../importing/limits.ts';
import { importMessages } from '../messages/imports.ts';
import type { BatchState, ImportBatch } from '../queries/import-batch.server.ts';

/** The way here: administration, imports, and this import when there is one. */
export function ImportCrumbs({ file, href, step }: { file?: string; href?: string; step?: string }) {
  const t = useText(importMessages);
  const items: Crumb[] = [{ label: t('crumb.admin'), href: '/admin' }];
  items.push(file ? { label: t('title'), href: '/admin/import' } : { label: t('title') });
  if (file) items.push(step && href ? { label: file, href } : { label: file });
  if (step) items.push({ label: step });
  return <Breadcrumb label={t('crumbs')} items={items} />;
}

/** Choosing a file. */
export function UploadCard({ error }: { error: string | undefined }) {
  const t = useText(importMessages);
  const formats = useFormats();
  const hint = t('upload.hint', { max: formats.number(importLimits.rows) });
  return (
    <Card title={t('upload.title')} id="upload">
      <form method="post" action="/admin/import" encType="multipart/form-data" className="stack">
        <Field id="file" label={t('upload.file')} hint={hint} error={error} required>
          <input type="file" id="file" name="file" className="input" accept=".xlsx,.csv,.txt,text/csv" {...fieldAria('file', { hint, error, required: true })} />
        </Field>
        <div className="row">
          <Button icon="upload">{t('upload.submit')}</Button>
        </div>
      </form>
    </Card>
  );
}

/** What a file should hold, in plain words. */
export function ExpectCard() {
  const t = useText(importMessages);
  return (
    <Card title={t('expect.title')} id="expect" footer={<LinkButton href="/admin/import/sample.csv" variant="ghost" icon="download" download>{t('upload.sample')}</LinkButton>}>
      <ul className="stack small">
        {(['one', 'two', 'three', 'four', 'five'] as const).map((key) => <li key={key}>{t(`expect.${key}`)}</li>)}
      </ul>
    </Card>
  );
}

const tones: Record<BatchState, Tone> = { UPLOADED: 'neutral', CHECKED: 'warn', QUEUED: 'brand', RUNNING: 'brand', DONE: 'ok', FAILED: 'danger', CANCELLED: 'neutral' };

/** The state of an import as a word with a colour. */
export function StateTag({ state }: { state: BatchState }) {
  const t = useText(importMessages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** The imports so far. */
export function EarlierImports({ batches }: { batches: ImportBatch[] }) {
  const t = useText(importMessages);
  const formats = useFormats();
  if (batches.length === 0) return <Card title={t('earlier.title')} id="earlier"><EmptyState icon="history" title={t('earlier.empty')} level={3} /></Card>;
  return (
    <Table
      caption={t('earlier.title')}
      rows={batches}
      rowKey={(batch) => batch.id}
      columns={[
        { key: 'file', head: t('earlier.file'), rowHeader: true, cell: (batch) => <a href={`/admin/import/${batch.id}`}>{batch.fileName}</a> },
        { key: 'when', head: t('earlier.when'), cell: (batch) => formats.moment(batch.createdAt) },
        { key: 'who', head: t('earlier.who'), cell: (batch) => batch.creator },
        { key: 'rows', head: t('earlier.rows'), numeric: true, cell: (batch) => formats.number(batch.totalRows) },
        { key: 'state', head: t('earlier.state'), cell: (batch) => <StateTag state={batch.state} /> },
      ]}
    />
  );
}
