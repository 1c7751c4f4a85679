import type { ReactNode } from 'react';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { BarList, BarRow, Button, Card, Disclosure, LinkButton, Notice, PageHead } from '../../ui/index.ts';
import { importMessages } from '../messages/imports.ts';
import type { ImportBatch } from '../queries/import-batch.server.ts';
import type { ImportPage } from '../queries/import-page.server.ts';
import { workCount, type BatchSummary } from '../rules/import-summary.ts';
import { workOutcomes } from '../rules/import-verdict.ts';
import { FileNotes } from './import-mapping.tsx';
import { ImportCounts, ImportRows } from './import-rows.tsx';
import { ImportSteps } from './import-steps.tsx';

const shownUnits = 12;

/** The result of the dry run, and the one button that carries it out. */
export function CheckedImport({ found, crumbs }: { found: ImportPage; crumbs: ReactNode }) {
  const t = useText(importMessages);
  const formats = useFormats();
  const { batch } = found;
  if (!batch.summary) return null;
  const lead = t('check.lead', { file: batch.fileName, rows: formats.number(batch.totalRows), when: formats.moment(batch.summary.checkedAt) });
  return (
    <div className="stack-l">
      <PageHead title={t('check.title')} lead={lead} breadcrumb={crumbs} />
      <ImportSteps batch={batch} at="check" />
      <FileNotes batch={batch} />
      <ImportCounts counts={batch.summary.counts} href={(outcome) => `/admin/import/${batch.id}?outcome=${outcome}#rows`} />
      {found.isOwn ? <ConfirmCard batch={batch} summary={batch.summary} /> : <Notice tone="info">{t('check.others')}</Notice>}
      <UnitCounts summary={batch.summary} />
      <ImportRows found={found} />
    </div>
  );
}

function ConfirmCard({ batch, summary }: { batch: ImportBatch; summary: BatchSummary }) {
  const t = useText(importMessages);
  const formats = useFormats();
  const { counts } = summary;
  const work = workCount(counts);
  const parts = workOutcomes.filter((outcome) => counts[outcome] > 0).map((outcome) => `${t(`outcome.${outcome}`).toLocaleLowerCase('vi')} ${formats.number(counts[outcome])}`);
  return (
    <Card title={t('check.confirm-title')} id="confirm" raised>
      <p>{work > 0 ? t('check.confirm-lead', { count: formats.number(work), parts: parts.join(', ') }) : t('check.nothing')}</p>
      {counts.CREATE > 0 ? <p className="muted">{t('check.confirm-new')}</p> : null}
      {counts.ERROR > 0 ? <ErrorsNotice id={batch.id}>{t('check.confirm-errors', { count: formats.number(counts.ERROR) })}</ErrorsNotice> : null}
      <div className="row">
        {work > 0 ? <form method="post" action={`/admin/import/${batch.id}/run`}><Button icon="check">{t('check.confirm', { count: formats.number(work) })}</Button></form> : null}
        <LinkButton href={`/admin/import/${batch.id}/mapping`} variant="ghost">{t('check.again')}</LinkButton>
        <form method="post" action={`/admin/import/${batch.id}/cancellation`}><Button variant="quiet">{t('check.cancel')}</Button></form>
      </div>
    </Card>
  );
}

/** Says that rows were left out, with the file to mend. */
export function ErrorsNotice({ id, children }: { id: string; children: ReactNode }) {
  const t = useText(importMessages);
  return <Notice tone="warn" live={false} action={<LinkButton href={`/admin/import/${id}/errors.csv`} variant="ghost" icon="download" download>{t('check.errors-file')}</LinkButton>}>{children}</Notice>;
}

/** How many rows concern which unit. */
export function UnitCounts({ summary }: { summary: BatchSummary }) {
  const t = useText(importMessages);
  const formats = useFormats();
  const { units } = summary;
  const most = units[0]?.total ?? 0;
  if (units.length === 0) return null;
  return (
    <Disclosure summary={t('check.units')} boxed>
      <BarList label={t('check.units')}>
        {units.slice(0, shownUnits).map((unit) => <BarRow key={unit.name} label={unit.name} value={unit.total} max={most} text={formats.number(unit.total)} tone={unit.counts.ERROR ? 'warn' : 'brand'} />)}
      </BarList>
      {units.length > shownUnits ? <p className="muted small">{t('check.units-more', { count: formats.number(units.length - shownUnits) })}</p> : null}
    </Disclosure>
  );
}
