import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { lastDeed } from '../../platform/audit.server.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { instantOf } from '../../platform/local-time.ts';
import { Button, Card, Notice, PageHead } from '../../ui/index.ts';
import { dateDocument } from '../commands/legal-documents.server.ts';
import { DeskCrumbs } from '../components/desk-parts.tsx';
import { DateFields, Effect, RestingTable, SuccessorsForm, ValidityTag } from '../components/document-parts.tsx';
import { documentDatesForm, documentParams } from '../forms/answer-form.ts';
import { documentQuery } from '../forms/desk-query.ts';
import { documentMessages } from '../messages/documents.ts';
import { canPublishAnswers, canSeeAnswerDesk, canWriteAnswers } from '../policy.ts';
import { deskChoices } from '../queries/desk-entry.server.ts';
import { getDocument } from '../queries/legal-documents.server.ts';
import { lapsesOn } from '../rules/answer.ts';

const documentDeeds = { added: 'legal-document.create', dated: 'legal-document.date', prepared: 'legal-document.prepare' } as const;

export const loader = page({ guard: canSeeAnswerDesk, params: documentParams, query: documentQuery }, async ({ actor, params, query, context }) => {
  const ports = portsOf(context);
  const moment = momentOf(ports);
  const document = await getDocument(context.db, params.document, moment);
  const end = query.effectiveTo ?? document.effectiveTo;
  const at = end ? instantOf(`${lapsesOn(end)}T00:00`, ports.timeZone) : null;
  const others = (await deskChoices(context.db, moment.at)).documents.map(({ name }) => name).filter((name) => name !== document.name);
  return { document, at, isPast: at !== null && at <= moment.at, preview: query.effectiveTo && query.effectiveTo !== document.effectiveTo ? query : null, others, canDate: canPublishAnswers(actor), canWrite: canWriteAnswers(actor), done: query.done && (await lastDeed(context.db, { objectType: 'legal_document', objectId: params.document }))?.action === documentDeeds[query.done] ? query.done : null };
});

export const action = submit({ guard: canPublishAnswers, params: documentParams, form: documentDatesForm }, async ({ actor, params, form, context }) => {
  const outcome = await dateDocument(portsOf(context), actor, params.document, form);
  if (!outcome.ok) return refusedForm(outcome.faults, { effectiveFrom: form.effectiveFrom ?? '', effectiveTo: form.effectiveTo ?? '' });
  return seeOther(`/answers/documents/${params.document}?done=dated`);
});

export const meta = titled((locale) => documentMessages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function DocumentPage() {
  const { document, at, isPast, preview, others, canDate, canWrite, done } = useLoaderData<typeof loader>();
  const t = useText(documentMessages);
  const shownDates = preview ? { effectiveFrom: preview.effectiveFrom ?? document.effectiveFrom, effectiveTo: preview.effectiveTo ?? null } : document;
  return (
    <div className="stack-l">
      <PageHead title={document.name} tags={<ValidityTag validity={document.validity} />} breadcrumb={<DeskCrumbs trail={[{ label: t('title'), href: '/answers/documents' }]} here={document.name} />} />
      {done ? <Notice tone="ok">{t(`done.${done}`)}</Notice> : null}
      <Faults />
      <Effect count={document.resting.length} at={at} isPast={isPast} unsaved={preview?.effectiveTo ?? null} />
      <div className="split">
        {document.resting.length > 0 ? <RestingTable resting={document.resting} /> : <div />}
        {canDate ? (
          <Card title={t('dates')} id="dates">
            <form method="post" className="stack" noValidate>
              <input type="hidden" name="revision" value={document.revision} />
              <DateFields stored={shownDates} />
              <div className="row"><Button>{t('save')}</Button><Button variant="ghost" formMethod="get">{t('preview')}</Button></div>
            </form>
          </Card>
        ) : null}
      </div>
      {canWrite && at && !preview && !isPast ? <SuccessorsForm document={document} resting={document.resting} at={at} others={others} /> : null}
      {canWrite && isPast && document.resting.length > 0 ? <Notice live={false}>{t('prepare-over')}</Notice> : null}
    </div>
  );
}
