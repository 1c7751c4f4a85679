import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice } from '../../ui/index.ts';
import { commitRound } from '../commands/commit-round.server.ts';
import { ResultsHead } from '../components/results-parts.tsx';
import { StandingShown } from '../components/standing-shown.tsx';
import { contestParams, hashForm } from '../forms/results.ts';
import { extraReviewMessages } from '../messages/extra-reviews.ts';
import { resultsMessages as messages } from '../messages/results.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { readCommitment } from '../queries/commitment.server.ts';
import { readResultsDesk, type ResultsDesk } from '../queries/results-desk.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams }, async ({ actor, params, context }) => {
  const desk = await readResultsDesk(context.db, actor, params.contest);
  return { desk, hash: desk.view.state === 'READY' || desk.view.state === 'SEALED' ? (await readCommitment(context.db, context.secret, desk.contest, desk.view.round)).hash : '' };
});

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: hashForm }, async ({ actor, params, form, context }) => {
  const outcome = await commitRound({ ...portsOf(context), secret: context.secret }, actor, { ...params, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  return seeOther(`/contest-desk/${params.contest}/commitment`);
});

export const meta = titled((locale) => messages.in(locale)('commit.title'));

export default function CommitmentPage() {
  const { desk, hash } = useLoaderData() as unknown as { desk: ResultsDesk; hash: string };
  const t = useText(messages);
  const more = useText(extraReviewMessages)('title');
  const { contest, view, progress, may } = desk;
  return (
    <div className="stack-l">
      <ResultsHead contest={contest} step="commitment" title={t('commit.title')} lead={t('commit.lead')} progress={progress} isReady={view.state === 'READY'} />
      <Faults />
      {view.state === 'SEALED' ? <StandingShown view={view} judges={{}} /> : null}
      {view.state === 'READY' || view.state === 'SEALED' ? (
        <Card>
          <dl className="facts">
            <div><dt>{t('commit.hash')}</dt><dd><code>{view.round.commitment ?? hash}</code></dd></div>
            <div><dt>{t('commit.sheets')}</dt><dd>{view.round.locked}</dd></div>
          </dl>
          {view.round.commitment ? <Committed contestId={contest.id} at={view.round.committedAt ?? ''} isSame={view.round.commitment === hash} /> : may.organise ? (
            <form method="post" noValidate>
              <input type="hidden" name="hash" value={hash} />
              <Button icon="lock">{t('commit.button')}</Button>
            </form>
          ) : null}
        </Card>
      ) : <StandingShown view={view} judges={{}} />}
      {may.organise && (view.state === 'SEALED' || view.state === 'DISCONNECTED') ? <div className="row"><LinkButton variant="ghost" icon="scale" href={`/contest-desk/${contest.id}/assignment/more`}>{more}</LinkButton></div> : null}
    </div>
  );
}

function Committed({ contestId, at, isSame }: { contestId: string; at: string; isSame: boolean }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <div className="stack">
      <Notice tone={isSame ? 'ok' : 'danger'} live={false} title={t('commit.done', { at: formats.second(at) })}>{t(isSame ? 'commit.match' : 'commit.mismatch')}</Notice>
      <div className="row"><LinkButton variant="ghost" icon="download" href={`/contest-desk/${contestId}/commitment/file`}>{t('commit.file')}</LinkButton></div>
    </div>
  );
}
