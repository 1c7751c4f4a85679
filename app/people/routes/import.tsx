import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { refuseForm, type FormFaults } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { checkImport } from '../commands/check-import.server.ts';
import { uploadImport } from '../commands/upload-import.server.ts';
import { EarlierImports, ExpectCard, ImportCrumbs, UploadCard } from '../components/import-upload.tsx';
import { uploadForm } from '../forms/import-forms.ts';
import { importLimits } from '../importing/limits.ts';
import { importMessages } from '../messages/imports.ts';
import { canImportPeople } from '../policy.ts';
import { listImportBatches } from '../queries/import-batch.server.ts';
import { page, submit } from '../route.server.ts';
import { faultInBoth } from '../rules/import-faults.ts';

export const loader = page({ guard: canImportPeople }, async ({ actor, context }) => ({ batches: await listImportBatches(context.db, actor) }));

/** Room for the form around the file. */
const formRoom = 20_000;

export const action = submit({ guard: canImportPeople, form: uploadForm, limit: importLimits.bytes + formRoom }, async ({ actor, form: { file }, context }) => {
  if (!file || (file.name === '' && file.size === 0)) return data(refuseForm({ file: importMessages.both('upload.missing') }, {}), { status: 422 });
  const now = context.clock.now();
  const result = await uploadImport(context.db, actor, { name: file.name, bytes: Buffer.from(await file.arrayBuffer()) }, now.toISOString());
  if (!result.ok) return data(refuseForm({ file: faultInBoth(result.fault) }, {}), { status: 422 });
  if (!result.isReady) return seeOther(`/admin/import/${result.batchId}/mapping`);
  await checkImport(context.db, actor, result.batchId, undefined, { now, today: dayIn(context.env.TZ_DISPLAY, now) });
  return seeOther(`/admin/import/${result.batchId}`);
});

export const meta = titled((locale) => importMessages.in(locale)('title'));

export default function ImportPage() {
  const { batches } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() as FormFaults | undefined;
  const t = useText(importMessages);
  const locale = useLocale();
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<ImportCrumbs />} />
      <div className="split">
        <UploadCard error={refused?.faults['file']?.[locale]} />
        <ExpectCard />
      </div>
      <EarlierImports batches={batches} />
    </div>
  );
}
