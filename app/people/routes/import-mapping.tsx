import { data, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm, type FormFaults } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { checkImport } from '../commands/check-import.server.ts';
import { MappingForm, SampleTable } from '../components/import-mapping.tsx';
import { ImportSteps } from '../components/import-steps.tsx';
import { ImportCrumbs } from '../components/import-upload.tsx';
import { batchParams, mappingForm, readMapping } from '../forms/import-forms.ts';
import { importMessages } from '../messages/imports.ts';
import { canImportPeople } from '../policy.ts';
import { loadMappingPage } from '../queries/import-page.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: canImportPeople, params: batchParams }, async ({ actor, params, context }) => {
  const found = await loadMappingPage(context.db, actor, params.id);
  const { state, totalRows } = found.batch;
  if ((state !== 'UPLOADED' && state !== 'CHECKED') || totalRows === 0) throw redirect(`/admin/import/${params.id}`);
  return found;
});

export const action = submit({ guard: canImportPeople, params: batchParams, form: mappingForm }, async ({ actor, params, form, context }) => {
  const { columns: offered } = await loadMappingPage(context.db, actor, params.id);
  const { columns, faults } = readMapping(form, offered.length);
  const values = Object.fromEntries(Object.entries(form).map(([field, at]) => [field, String(at ?? '')]));
  if (Object.keys(faults).length > 0) return data(refuseForm(faults, values), { status: 422 });
  const now = context.clock.now();
  await checkImport(context.db, actor, params.id, columns, { now, today: dayIn(context.env.TZ_DISPLAY, now) });
  return seeOther(`/admin/import/${params.id}`);
});

export const meta = titled((locale) => `${importMessages.in(locale)('step.mapping')} – ${importMessages.in(locale)('title')}`);

export default function MappingPage() {
  const { batch, columns, samples } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as FormFaults | undefined;
  const t = useText(importMessages);
  const lead = t(Object.keys(batch.mapping.columns).length > 0 ? 'mapping.lead' : 'mapping.lead-none', { row: batch.mapping.headerRow, file: batch.fileName, count: samples.length });
  return (
    <div className="stack-l">
      <PageHead title={t('mapping.title')} lead={lead} breadcrumb={<ImportCrumbs file={batch.fileName} href={`/admin/import/${batch.id}`} step={t('step.mapping')} />} />
      <ImportSteps batch={batch} at="mapping" />
      <MappingForm batch={batch} columns={columns} refused={refused} />
      <SampleTable columns={columns} samples={samples} />
    </div>
  );
}
