import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, PageHead } from '../../ui/index.ts';
import { editAnswer } from '../commands/write-answer.server.ts';
import { DeskCrumbs } from '../components/desk-parts.tsx';
import { DraftForm } from '../components/draft-form.tsx';
import { answerForm, answerParams, typedOf } from '../forms/answer-form.ts';
import { writeMessages } from '../messages/desk.ts';
import { canWriteAnswers } from '../policy.ts';
import { deskChoices, draftText, findOverlaps, newestText } from '../queries/desk-entry.server.ts';

export const loader = page({ guard: canWriteAnswers, params: answerParams }, async ({ params, context }) => {
  const draft = await draftText(context.db, params.id);
  // Handed in by somebody else meanwhile: whoever was writing gets her words back all the same.
  return { id: params.id, draft: draft ?? (await newestText(context.db, params.id)), isOpen: draft !== undefined, choices: await deskChoices(context.db, momentOf(portsOf(context)).at) };
});

export const action = submit({ guard: canWriteAnswers, params: answerParams, form: answerForm }, async ({ actor, params, form, context }) => {
  const outcome = await editAnswer(portsOf(context), actor, params.id, form);
  if (outcome.ok) return seeOther(`/answers/${params.id}?done=saved`);
  const typed = { ...typedOf(form.fields), ...form.typed };
  if (!outcome.faults['revision']) return data(refuseForm(outcome.faults, typed), { status: 422 });
  const { values, overlaps } = await findOverlaps(context.db, params.id, { revision: form.revision, typed });
  return data({ ...refuseForm({ form: outcome.faults['revision'] }, { ...values, confirmedBy: typed.confirmedBy }), overlaps }, { status: 409 });
});

export const meta = titled((locale) => writeMessages.in(locale)('preview'));
export const handle = { script: true, layout: 'wide' };

export default function EditAnswerPage() {
  const { id, draft, isOpen, choices } = useLoaderData<typeof loader>();
  const sent = useActionData();
  const t = useText(writeMessages);
  const title = t('edit.title', { number: draft.number });
  return (
    <div className="stack-l">
      <PageHead title={title} breadcrumb={<DeskCrumbs entry={{ id, question: draft.fields.question }} here={title} />} />
      <Faults />
      {isOpen || sent ? <DraftForm keep={`${draft.id}.${draft.revision}`} stored={draft.typed} revision={draft.revision} choices={choices} back={`/answers/${id}`} /> : <EmptyState icon="lock" title={t('edit.none')} action={<LinkButton href={`/answers/${id}`}>{t('edit.to-entry')}</LinkButton>} />}
    </div>
  );
}
