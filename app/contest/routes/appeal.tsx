import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, PageHead, RadioGroup, Tag, TextArea } from '../../ui/index.ts';
import { answerAppeal } from '../commands/appeal.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { answerForm, appealParams } from '../forms/results.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { getAppeal, type Appeal } from '../queries/appeals.server.ts';
import { getContestHead, type ContestHead } from '../queries/contest-round.server.ts';
import { appealOutcomes } from '../rules/appeal.ts';

export const loader = page({ guard: canSeeContestDesk, params: appealParams }, async ({ actor, params, context }) => {
  const contest = await getContestHead(context.db, params.contest);
  return { contest, appeal: await getAppeal(context.db, params.contest, params.appeal), canAnswer: canOrganiseContests(actor) && contest.closedAt === null };
});

export const action = submit({ guard: canOrganiseContests, params: appealParams, form: answerForm }, async ({ actor, params, form, context }) => {
  const outcome = await answerAppeal(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/appeals/${params.appeal}`);
});

export const meta = titled((locale) => messages.in(locale)('appeals.title'));

export default function AppealPage() {
  const { contest, appeal, canAnswer } = useLoaderData() as unknown as { contest: ContestHead; appeal: Appeal; canAnswer: boolean };
  const t = useText(messages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const title = t('gallery.number', { number: appeal.number });
  return (
    <div className="stack-l">
      <PageHead title={title} eyebrow={t('appeals.title')} lead={t('appeals.by', { person: appeal.raisedBy, at: formats.moment(appeal.raisedAt) })} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('appeals.title'), href: `/contest-desk/${contest.id}/appeals` }} here={title} />} />
      <Faults />
      <Card title={t('appeal.words')} id="words"><p className="pre-line">{appeal.words}</p></Card>
      {appeal.answeredAt ? <Card title={t('appeal.answered', { at: formats.moment(appeal.answeredAt) })} id="answered">{appeal.outcome ? <p><Tag tone={appeal.outcome === 'UPHELD' ? 'ok' : 'neutral'}>{t(`outcome.${appeal.outcome}`)}</Tag></p> : null}<p className="pre-line">{appeal.answer}</p></Card> : null}
      {!appeal.answeredAt && canAnswer ? (
        <Card>
          <form method="post" noValidate className="stack">
            <RadioGroup name="outcome" legend={t('outcome')} error={say('outcome')} value={value('outcome')} options={appealOutcomes.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`), ...(outcome === 'UPHELD' ? { hint: t('outcome.UPHELD-hint') } : {}) }))} required />
            <TextArea name="answer" label={t('appeals.answer')} error={say('answer')} defaultValue={value('answer')} rows={6} required />
            <div className="row"><Button icon="send">{t('appeals.button')}</Button></div>
          </form>
        </Card>
      ) : null}
    </div>
  );
}
