import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, EmptyState, LinkButton, Notice } from '../../ui/index.ts';
import { openFinal } from '../commands/open-final.server.ts';
import { FinalLoads, FinalRanking } from '../components/final-parts.tsx';
import { ResultsHead } from '../components/results-parts.tsx';
import { contestParams, plainForm } from '../forms/results.ts';
import { finalMessages as messages } from '../messages/final.ts';
import { resultsMessages } from '../messages/results.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { readFinalDesk, type FinalDesk } from '../queries/final.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams }, ({ actor, params, context }) => readFinalDesk(context.db, actor, params.contest));

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: plainForm }, async ({ actor, params, context }) => {
  const outcome = await openFinal(portsOf(context), actor, params.contest);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  context.wakeJobs();
  return seeOther(`/contest-desk/${params.contest}/final`);
});

export const meta = titled((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function FinalPage() {
  const { desk: { contest, view, progress }, planned, loads, isDetermined } = useLoaderData() as unknown as FinalDesk;
  const t = useText(messages);
  const r = useText(resultsMessages);
  const isFinal = view.state !== 'NO_ROUND' && view.round.kind === 'FINAL';
  return (
    <div className="stack-l">
      <ResultsHead contest={contest} step="final" title={t('title')} lead={t('lead')} progress={progress} isReady={view.state === 'READY'} />
      <Faults />
      {contest.finalists === 0 ? <Notice live={false} action={<LinkButton variant="ghost" href={`/contest-desk/${contest.id}/standing`}>{t('to-standing')}</LinkButton>}>{t('none')}</Notice> : null}
      {contest.finalists > 0 && !isFinal && !progress.committed ? <Notice live={false} action={<a href={`/contest-desk/${contest.id}/commitment`}>{r('commit.title')}</a>}>{t('need')}</Notice> : null}
      {contest.finalists > 0 && !isFinal && view.state === 'READY' && !view.awaitsFinal ? <Notice live={false}>{t('not-needed')}</Notice> : null}
      {planned ? <Plan planned={planned} /> : null}
      {isFinal && !progress.committed ? <EmptyState icon="lock" title={t('running', { decided: view.round.locked, count: view.round.assigned })}>{t('running-text')}</EmptyState> : null}
      {isFinal && view.state === 'READY' ? <FinalRanking view={view} isDetermined={isDetermined ?? false} /> : null}
      {loads.length > 0 ? <FinalLoads loads={loads} contestId={contest.id} /> : null}
    </div>
  );
}

function Plan({ planned }: { planned: NonNullable<FinalDesk['planned']> }) {
  const t = useText(messages);
  const facts: [string, string | number][] = [
    [t('plan.finalists'), planned.finalists ?? t('plan.border')],
    [t('plan.judges'), planned.judges],
    [t('plan.duels'), planned.duels],
    [t('plan.per-pair'), planned.perPair],
    ...(planned.without > 0 ? [[t('plan.without'), planned.without] as [string, number]] : []),
  ];
  return (
    <Card title={t('plan')} id="plan" lead={t('plan.text')}>
      <dl className="facts facts-numbers">{facts.map(([term, detail]) => <div key={term}><dt>{term}</dt><dd>{detail}</dd></div>)}</dl>
      <form method="post" noValidate className="form-gap"><Button icon="scale">{t('open')}</Button></form>
    </Card>
  );
}
