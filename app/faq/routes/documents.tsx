import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, EmptyState, PageHead, TextInput } from '../../ui/index.ts';
import { addDocument } from '../commands/legal-documents.server.ts';
import { DeskCrumbs, DeskTabs } from '../components/desk-parts.tsx';
import { DateFields, DocumentsTable } from '../components/document-parts.tsx';
import { documentForm } from '../forms/answer-form.ts';
import { documentMessages } from '../messages/documents.ts';
import { canPublishAnswers, canSeeAnswerDesk, canWriteAnswers } from '../policy.ts';
import { listDocuments } from '../queries/legal-documents.server.ts';

export const loader = page({ guard: canSeeAnswerDesk }, async ({ actor, context }) => ({ documents: await listDocuments(context.db, momentOf(portsOf(context))), canDate: canPublishAnswers(actor), canWrite: canWriteAnswers(actor) }));

export const action = submit({ guard: canPublishAnswers, form: documentForm }, async ({ actor, form, context }) => {
  const outcome = await addDocument(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form, effectiveFrom: form.effectiveFrom ?? '', effectiveTo: form.effectiveTo ?? '' });
  return seeOther(`/answers/documents/${outcome.id}?done=added`);
});

export const meta = titled((locale) => documentMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function DocumentsPage() {
  const { documents, canDate, canWrite } = useLoaderData<typeof loader>();
  const t = useText(documentMessages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<DeskCrumbs here={t('title')} />} />
      <DeskTabs current="documents" canWrite={canWrite} />
      <Faults />
      {documents.length === 0 ? <EmptyState icon="scale" title={t('none')} /> : <DocumentsTable documents={documents} />}
      {canDate ? (
        <Card title={t('add')} id="add">
          <form method="post" className="stack" noValidate>
            <TextInput name="name" label={t('name')} hint={t('name-hint')} error={say('name')} defaultValue={value('name')} maxLength={300} required />
            <DateFields />
            <div className="row"><Button icon="plus">{t('add')}</Button></div>
          </form>
        </Card>
      ) : null}
    </div>
  );
}
