import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { ListLinks } from '../components/list-links.tsx';
import { ResultsHead } from '../components/results-parts.tsx';
import { StandingShown } from '../components/standing-shown.tsx';
import { contestParams } from '../forms/results.ts';
import { resultsMessages as messages } from '../messages/results.ts';
import { canSeeContestDesk } from '../policy.ts';
import { readResultsDesk, type ResultsDesk } from '../queries/results-desk.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams }, ({ actor, params, context }) => readResultsDesk(context.db, actor, params.contest));

export const meta = titled((locale) => messages.in(locale)('standing.title'));
export const handle = { layout: 'wide' };

export default function StandingPage() {
  const { contest, view, judges, progress, rights } = useLoaderData() as unknown as ResultsDesk;
  const t = useText(messages);
  return (
    <div className="stack-l">
      <ResultsHead contest={contest} step="standing" title={t('standing.title')} lead={t('standing.lead')} progress={progress} isReady={view.state === 'READY'} />
      <StandingShown view={view} judges={judges} />
      {view.state === 'READY' && progress.committed && (rights.organise || rights.publish) ? <ListLinks contestId={contest.id} list="ranking" /> : null}
    </div>
  );
}
