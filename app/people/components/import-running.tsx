import type { ReactNode } from 'react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, Notice, PageHead, ProgressBar } from '../../ui/index.ts';
import { importMessages } from '../messages/imports.ts';
import type { ImportPage } from '../queries/import-page.server.ts';
import { ErrorsNotice, UnitCounts } from './import-checked.tsx';
import { ImportCounts, ImportRows } from './import-rows.tsx';
import { ImportSteps } from './import-steps.tsx';

interface Props {
  found: ImportPage;
  crumbs: ReactNode;
}

/** A running or interrupted import. Reloads itself without a script; with one, only the bar moves. */
export function RunningImport({ found: { batch, isOwn }, crumbs }: Props) {
  const t = useText(importMessages);
  const formats = useFormats();
  const counts = { done: formats.number(batch.doneRows), total: formats.number(batch.totalRows) };
  const isOver = batch.state === 'FAILED';
  return (
    <div className="stack-l">
      <PageHead title={t('run.title', { file: batch.fileName })} lead={isOver ? undefined : t('run.lead')} breadcrumb={crumbs} />
      <ImportSteps batch={batch} at="run" />
      {isOver ? <Notice tone="danger" action={isOwn ? <ResumeForm id={batch.id} /> : undefined}>{t('run.failed', counts)}</Notice> : <noscript><meta httpEquiv="refresh" content="3" /></noscript>}
      <Card>
        <div {...(isOver ? {} : { 'data-island': 'import-progress', 'data-url': `/admin/import/${batch.id}/progress` })}>
          <ProgressBar label={t('run.progress')} value={batch.doneRows} max={Math.max(1, batch.totalRows)} text={t('run.count', counts)} size="thick" />
        </div>
        {isOver ? null : <p><a href={`/admin/import/${batch.id}`}>{t('run.reload')}</a></p>}
      </Card>
    </div>
  );
}

function ResumeForm({ id }: { id: string }) {
  const t = useText(importMessages);
  return <form method="post" action={`/admin/import/${id}/run`}><Button icon="rotate-ccw">{t('run.resume')}</Button></form>;
}

/** What came of an import. */
export function FinishedImport({ found, crumbs }: Props) {
  const t = useText(importMessages);
  const formats = useFormats();
  const { batch } = found;
  if (!batch.summary) return null;
  const { counts } = batch.summary;
  const lead = t('done.lead', { file: batch.fileName, rows: formats.number(batch.totalRows), when: formats.moment(batch.finishedAt ?? batch.createdAt) });
  return (
    <div className="stack-l">
      <PageHead title={t('done.title')} lead={lead} breadcrumb={crumbs} actions={<LinkButton href="/admin/import" variant="ghost" icon="upload">{t('done.next')}</LinkButton>} />
      <ImportSteps batch={batch} at="end" />
      {found.areRowsCleared ? <Notice tone="info">{t('rows.cleared')}</Notice> : counts.ERROR > 0 ? <ErrorsNotice id={batch.id}>{t('done.with-errors', { count: formats.number(counts.ERROR) })}</ErrorsNotice> : <Notice tone="ok">{t('done.all')}</Notice>}
      <ImportCounts counts={counts} href={(outcome) => `/admin/import/${batch.id}?outcome=${outcome}#rows`} />
      <UnitCounts summary={batch.summary} />
      {found.areRowsCleared ? null : <ImportRows found={found} />}
    </div>
  );
}

/** An import that is over without having changed anything. */
export function CancelledImport({ crumbs, title, lead }: { crumbs: ReactNode; title: string; lead: string }) {
  const t = useText(importMessages);
  return (
    <div className="stack-l">
      <PageHead title={title} lead={lead} breadcrumb={crumbs} />
      <div className="row"><LinkButton href="/admin/import">{t('done.next')}</LinkButton></div>
    </div>
  );
}

