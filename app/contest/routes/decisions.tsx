import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton, Notice } from '../../ui/index.ts';
import { DecisionTable, PrizeCounts } from '../components/decision-parts.tsx';
import { ResultsHead } from '../components/results-parts.tsx';
import { StandingShown } from '../components/standing-shown.tsx';
import { contestParams, doneQuery } from '../forms/results.ts';
import { decisionMessages as messages } from '../messages/decisions.ts';
import { resultsMessages } from '../messages/results.ts';
import { canSeeContestDesk } from '../policy.ts';
import { readResultsDesk, type ResultsDesk } from '../queries/results-desk.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams, query: doneQuery }, async ({ actor, params, query, context }) => ({ desk: await readResultsDesk(context.db, actor, params.contest), done: query.done ?? null }));

export const meta = titled((locale) => messages.in(locale)('decisions.title'));
export const handle = { layout: 'wide' };

export default function DecisionsPage() {
  const { desk: { contest, view, decisions, progress, readsSheets, may }, done } = useLoaderData() as unknown as { desk: ResultsDesk; done: string | null };
  const t = useText(messages);
  const r = useText(resultsMessages);
  const isReady = view.state === 'READY';
  return (
    <div className="stack-l">
      <ResultsHead contest={contest} step="decisions" title={t('decisions.title')} lead={t('decisions.lead')} progress={progress} isReady={isReady} />
      {done === 'saved' ? <Notice tone="ok" focused>{t('decisions.saved')}</Notice> : null}
      {view.state === 'SEALED' ? <Notice live={false} action={<a href={`/contest-desk/${contest.id}/commitment`}>{r('commit.title')}</a>}>{r('fault.not-committed')}</Notice> : null}
      {isReady ? (
        <>
          {view.isOpen ? null : <Notice live={false}>{r('standing.blind')}</Notice>}
          <PrizeCounts prizes={view.prizes} decisions={decisions} />
          <DecisionTable view={view} decisions={decisions} contestId={contest.id} canDecide={may.organise && !progress.published} canRead={view.round.commitment !== null && readsSheets} />
          <div className="row"><LinkButton variant="ghost" icon="file-text" href={`/contest-desk/${contest.id}/minutes`}>{t('minutes.title')}</LinkButton></div>
        </>
      ) : null}
      {isReady ? null : <StandingShown view={view} judges={{}} />}
    </div>
  );
}
