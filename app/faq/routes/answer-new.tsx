import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { PageHead } from '../../ui/index.ts';
import { addAnswer } from '../commands/write-answer.server.ts';
import { DeskCrumbs } from '../components/desk-parts.tsx';
import { DraftForm } from '../components/draft-form.tsx';
import { emptyTyped, newAnswerForm, typedOf } from '../forms/answer-form.ts';
import { writeMessages } from '../messages/desk.ts';
import { canWriteAnswers } from '../policy.ts';
import { deskChoices } from '../queries/desk-entry.server.ts';

export const loader = page({ guard: canWriteAnswers }, async ({ context }) => {
  const { at, today } = momentOf(portsOf(context));
  return { choices: await deskChoices(context.db, at), today };
});

export const action = submit({ guard: canWriteAnswers, form: newAnswerForm }, async ({ actor, form, context }) => {
  const outcome = await addAnswer(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, { ...typedOf(form.fields), ...form.typed, slug: form.slug });
  return seeOther(`/answers/${outcome.id}?done=created`);
});

export const meta = titled((locale) => writeMessages.in(locale)('new.title'));
export const handle = { script: true, layout: 'wide' };

export default function NewAnswerPage() {
  const { choices, today } = useLoaderData<typeof loader>();
  const t = useText(writeMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('new.title')} lead={t('new.lead')} breadcrumb={<DeskCrumbs here={t('new.title')} />} />
      <Faults />
      <DraftForm keep="new" stored={emptyTyped(choices.topics[0]?.key ?? '', today)} choices={choices} back="/answers" />
    </div>
  );
}
