import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { applyAnswers } from '../commands/import-answers.server.ts';
import { DeskCrumbs } from '../components/desk-parts.tsx';
import { ImportRowsTable, ImportVerdict } from '../components/import-parts.tsx';
import { importParams } from '../forms/answer-form.ts';
import { transferMessages as messages } from '../messages/transfer.ts';
import { canWriteAnswers } from '../policy.ts';
import { getImport } from '../queries/transfer.server.ts';

export const loader = page({ guard: canWriteAnswers, params: importParams }, async ({ params, context }) => ({ batch: await getImport(context.db, params.batch, momentOf(portsOf(context)).today) }));

export const action = submit({ guard: canWriteAnswers, params: importParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const outcome = await applyAnswers(portsOf(context), actor, params.batch);
  if (!outcome.ok) return refusedForm(outcome.faults, {});
  return seeOther(`/answers/import/${params.batch}`);
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function ImportCheckPage() {
  const { batch } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const title = t('check-title', { name: batch.fileName });
  return (
    <div className="stack-l">
      <PageHead title={title} breadcrumb={<DeskCrumbs trail={[{ label: t('title'), href: '/answers/import' }]} here={batch.fileName} />} />
      <Faults />
      <ImportVerdict batch={batch} />
      {batch.rows.length > 0 ? <ImportRowsTable rows={batch.rows} /> : null}
    </div>
  );
}
