import { data } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, PageHead, TextInput } from '../../ui/index.ts';
import { inviteExpert } from '../commands/invite-judge.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { InviteButtons, MaxField, TieTable } from '../components/judge-list.tsx';
import { contestParams, expertForm } from '../forms/judging.ts';
import { judgesMessages as messages } from '../messages/judges.ts';
import { canOrganiseContests } from '../policy.ts';
import { candidateTies, outsideCandidate, type CandidateTie } from '../queries/found-ties.server.ts';
import { getDeskContest, type JudgingContest } from '../queries/judging-contest.server.ts';

export const loader = page({ guard: canOrganiseContests, params: contestParams }, async ({ actor, params, context }) => ({ contest: await getDeskContest(context.db, actor, params.contest) }));

/** First the ties are looked up and shown with the filled form; the second button invites. */
export const action = submit({ guard: canOrganiseContests, params: contestParams, form: expertForm }, async ({ actor, params, form, context }) => {
  const typed = { ...form, maxReviews: String(form.maxReviews) };
  if (form.deed === 'check') return { ...refuseForm({}, typed), ties: await candidateTies(context.db, await getDeskContest(context.db, actor, params.contest), await outsideCandidate(context.db, form)) };
  const outcome = await inviteExpert(portsOf(context), actor, params.contest, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, typed), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/judges?done=invited`);
});

export const meta = titled((locale) => messages.in(locale)('judges.expert'));

export default function DeskJudgeExpertPage() {
  const { contest } = useLoaderData() as unknown as { contest: JudgingContest };
  const checked = useActionData() as { ties?: CandidateTie[] } | undefined;
  const t = useText(messages);
  const { say, value } = useFaults();
  const base = `/contest-desk/${contest.id}`;
  return (
    <>
      <PageHead title={t('judges.expert')} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('judges.title'), href: `${base}/judges` }} here={t('judges.expert')} />} />
      <div className="form">
        <Faults />
        {checked?.ties ? <TieTable ties={checked.ties} /> : null}
        <Card>
          <form method="post" noValidate className="stack">
            <TextInput name="email" label={t('judge.email')} error={say('email')} defaultValue={value('email')} inputMode="email" maxLength={200} required />
            <TextInput name="fullName" label={t('judge.name')} error={say('fullName')} defaultValue={value('fullName')} maxLength={120} required />
            <TextInput name="employer" label={t('judge.employer')} hint={t('judge.employer-hint')} error={say('employer')} defaultValue={value('employer')} maxLength={200} required />
            <MaxField label={t('judge.max')} />
            {checked?.ties ? <InviteButtons base={base} deed="invite" /> : <div className="row"><Button name="deed" value="check">{t('judge.check')}</Button></div>}
          </form>
        </Card>
      </div>
    </>
  );
}
