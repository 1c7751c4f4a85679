import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { AppError } from '../../platform/errors.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { withdrawResults } from '../commands/withdraw-results.server.ts';
import { DeskCrumbs } from '../components/desk-crumbs.tsx';
import { contestParams, withdrawalForm } from '../forms/results.ts';
import { decisionMessages as messages } from '../messages/decisions.ts';
import { judgesMessages } from '../messages/judges.ts';
import { resultsMessages } from '../messages/results.ts';
import { canPublishResults } from '../policy.ts';
import { listUpheld } from '../queries/appeals.server.ts';
import { getContestHead, type ContestHead } from '../queries/contest-round.server.ts';
import { findPublication } from '../queries/publications.server.ts';

export const loader = page({ guard: canPublishResults, params: contestParams }, async ({ params, context: { db } }) => {
  const contest = await getContestHead(db, params.contest);
  const publication = await findPublication(db, contest.id);
  const upheld = publication ? await listUpheld(db, contest.id, publication.version) : [];
  if (!publication || upheld.length === 0) throw new AppError('conflict', resultsMessages.both(publication ? 'fault.not-upheld' : 'fault.nothing-public'));
  return { contest, version: publication.version, numbers: upheld.map(({ number }) => number) };
});

export const action = submit({ guard: canPublishResults, params: contestParams, form: withdrawalForm }, async ({ actor, params, form, context }) => {
  const outcome = await withdrawResults(portsOf(context), actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { reason: form.reason }), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/results`);
});

export const meta = titled((locale) => messages.in(locale)('withdraw.title'));

export default function WithdrawalPage() {
  const { contest, version, numbers } = useLoaderData() as { contest: ContestHead; version: number; numbers: string[] };
  const t = useText(messages);
  const cancel = useText(judgesMessages)('judge.cancel');
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('withdraw.title')} lead={t('withdraw.lead', { numbers: numbers.join(', ') })} breadcrumb={<DeskCrumbs contest={contest} between={{ label: t('publish.title'), href: `/contest-desk/${contest.id}/results` }} here={t('withdraw.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <input type="hidden" name="version" value={version} />
            <TextArea name="reason" label={t('withdraw.reason')} hint={t('withdraw.reason-hint')} error={say('reason')} defaultValue={value('reason')} rows={4} required />
            <div className="row"><Button variant="danger">{t('withdraw.button')}</Button><LinkButton variant="ghost" href={`/contest-desk/${contest.id}/results`}>{cancel}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
