import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Field, LinkButton, PageHead, fieldAria } from '../../ui/index.ts';
import { uploadAnswers } from '../commands/import-answers.server.ts';
import { DeskCrumbs, DeskTabs } from '../components/desk-parts.tsx';
import { ImportsTable } from '../components/import-parts.tsx';
import { uploadForm } from '../forms/answer-form.ts';
import { importMost } from '../import-check.server.ts';
import { transferMessages as messages } from '../messages/transfer.ts';
import { canWriteAnswers } from '../policy.ts';
import { listImports } from '../queries/transfer.server.ts';

export const loader = page({ guard: canWriteAnswers }, async ({ context }) => ({ batches: await listImports(context.db), most: importMost }));

export const action = submit({ guard: canWriteAnswers, form: uploadForm, limit: importMost.bytes + 500_000 }, async ({ actor, form: { file }, context }) => {
  if (!file || file.size === 0) return refusedForm({ file: messages.both('fault.no-file') }, {});
  const outcome = await uploadAnswers(portsOf(context), actor, { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  if (!outcome.ok) return refusedForm(outcome.faults, {});
  return seeOther(`/answers/import/${outcome.id}`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function AnswersImportPage() {
  const { batches, most } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const formats = useFormats();
  const { say } = useFaults();
  const hint = t('file-hint', { rows: formats.number(most.rows), size: formats.number(most.bytes / 1000) });
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<DeskCrumbs here={t('title')} />} />
      <DeskTabs current="import" canWrite />
      <Faults />
      <div className="split">
        <Card>
          <form method="post" encType="multipart/form-data" className="stack" noValidate>
            <Field id="file" label={t('file')} hint={hint} error={say('file')} required>
              <input type="file" id="file" name="file" className="input" accept=".yaml,.yml,.json" {...fieldAria('file', { hint, error: say('file'), required: true })} />
            </Field>
            <div className="row"><Button icon="upload">{t('check')}</Button></div>
          </form>
        </Card>
        <Card title={t('export')} id="export" lead={t('export-text')}>
          <div className="row"><LinkButton variant="ghost" href="/answers/export" icon="download">{t('export')}</LinkButton></div>
        </Card>
      </div>
      {batches.length > 0 ? <ImportsTable batches={batches} /> : null}
    </div>
  );
}
