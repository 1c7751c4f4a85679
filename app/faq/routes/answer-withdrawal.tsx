import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { localSecondOf } from '../../platform/local-time.ts';
import { PageHead } from '../../ui/index.ts';
import { withdrawAnswer } from '../commands/publish-answer.server.ts';
import { DeskCrumbs } from '../components/desk-parts.tsx';
import { WithdrawForm } from '../components/publish-forms.tsx';
import { answerParams, withdrawForm } from '../forms/answer-form.ts';
import { deskMessages } from '../messages/desk.ts';
import { canPublishAnswers } from '../policy.ts';
import { getEntry } from '../queries/desk-entry.server.ts';

export const loader = page({ guard: canPublishAnswers, params: answerParams }, async ({ params, context }) => {
  const ports = portsOf(context);
  const { at, today } = momentOf(ports);
  return { entry: await getEntry(context.db, params.id, { at, today }), localNow: localSecondOf(at, ports.timeZone) };
});

export const action = submit({ guard: canPublishAnswers, params: answerParams, form: withdrawForm }, async ({ actor, params, form, context }) => {
  const outcome = await withdrawAnswer(portsOf(context), actor, { entryId: params.id, withdrawAt: form.when === 'now' ? null : form.withdrawAt, reason: form.reason });
  if (!outcome.ok) return refusedForm(outcome.faults, { ...form, withdrawAt: form.withdrawAt ?? '' });
  return seeOther(`/answers/${params.id}?done=${form.when === 'now' ? 'withdrawn' : 'withdrawal'}`);
});

export const meta = titled((locale) => deskMessages.in(locale)('withdraw.title'));

export default function WithdrawalPage() {
  const { entry, localNow } = useLoaderData<typeof loader>();
  const t = useText(deskMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('withdraw.title')} lead={t('withdraw.lead')} breadcrumb={<DeskCrumbs entry={{ id: entry.id, question: entry.newest.question }} here={t('withdraw.title')} />} />
      <Faults />
      <WithdrawForm id={entry.id} localNow={localNow} />
    </div>
  );
}
