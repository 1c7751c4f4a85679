import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { retireAnswer } from '../commands/retire-answer.server.ts';
import { DeskCrumbs } from '../components/desk-parts.tsx';
import { answerParams, retireForm } from '../forms/answer-form.ts';
import { deskMessages } from '../messages/desk.ts';
import { canPublishAnswers } from '../policy.ts';
import { getEntry } from '../queries/desk-entry.server.ts';

export const loader = page({ guard: canPublishAnswers, params: answerParams }, async ({ params, context }) => ({ entry: await getEntry(context.db, params.id, momentOf(portsOf(context))) }));

export const action = submit({ guard: canPublishAnswers, params: answerParams, form: retireForm }, async ({ actor, params, form, context }) => {
  const outcome = await retireAnswer(portsOf(context), actor, { entryId: params.id, reason: form.reason });
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/answers/${params.id}?done=retired`);
});

export const meta = titled((locale) => deskMessages.in(locale)('retire.title'));

export default function RetirementPage() {
  const { entry } = useLoaderData<typeof loader>();
  const t = useText(deskMessages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('retire.title')} lead={t('retire.lead')} breadcrumb={<DeskCrumbs entry={{ id: entry.id, question: entry.newest.question }} here={t('retire.title')} />} />
      <Faults />
      <Card>
        <form method="post" className="stack" noValidate>
          <TextArea name="reason" label={t('withdraw.reason')} error={say('reason')} defaultValue={value('reason')} rows={3} maxLength={500} required />
          <div className="row"><Button variant="danger">{t('retire.button')}</Button><LinkButton variant="ghost" href={`/answers/${entry.id}`}>{t('back')}</LinkButton></div>
        </form>
      </Card>
    </div>
  );
}
