import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { CheckedImport } from '../components/import-checked.tsx';
import { CancelledImport, FinishedImport, RunningImport } from '../components/import-running.tsx';
import { ImportCrumbs } from '../components/import-upload.tsx';
import { batchParams, rowsQuery } from '../forms/import-forms.ts';
import { importMessages } from '../messages/imports.ts';
import { canImportPeople } from '../policy.ts';
import { loadImportPage } from '../queries/import-page.server.ts';
import { page } from '../route.server.ts';

export const loader = page({ guard: canImportPeople, params: batchParams, query: rowsQuery }, async ({ actor, params, query, context }) => {
  const found = await loadImportPage(context.db, actor, params.id, { filter: query.outcome, page: query.page });
  if (found.batch.state === 'UPLOADED' && found.batch.totalRows > 0) throw redirect(`/admin/import/${params.id}/mapping`);
  return found;
});

export const meta = titled<typeof loader>((locale, data) => `${data?.batch.fileName ?? ''} – ${importMessages.in(locale)('title')}`);
export const handle = { script: true };

export default function ImportBatchPage() {
  const found = useLoaderData<typeof loader>();
  const t = useText(importMessages);
  const { batch } = found;
  const crumbs = <ImportCrumbs file={batch.fileName} />;
  if (batch.state === 'CANCELLED') return <CancelledImport crumbs={crumbs} title={t('cancelled.title')} lead={t('cancelled.lead')} />;
  if (batch.state === 'UPLOADED') return <CancelledImport crumbs={crumbs} title={t('broken.title')} lead={t('broken.lead')} />;
  if (batch.state === 'CHECKED') return <CheckedImport found={found} crumbs={crumbs} />;
  if (batch.state === 'DONE') return <FinishedImport found={found} crumbs={crumbs} />;
  return <RunningImport found={found} crumbs={crumbs} />;
}
