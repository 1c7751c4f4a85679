import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Notice } from '../../ui/index.ts';
import { unblindRound } from '../commands/commit-round.server.ts';
import { ResultsHead } from '../components/results-parts.tsx';
import { contestParams, plainForm } from '../forms/results.ts';
import { finalMessages } from '../messages/final.ts';
import { resultsMessages as messages } from '../messages/results.ts';
import { canOrganiseContests, canSeeContestDesk } from '../policy.ts';
import { readResultsDesk, type ResultsDesk } from '../queries/results-desk.server.ts';

export const loader = page({ guard: canSeeContestDesk, params: contestParams }, ({ actor, params, context }) => readResultsDesk(context.db, actor, params.contest));

export const action = submit({ guard: canOrganiseContests, params: contestParams, form: plainForm }, async ({ actor, params, context }) => {
  const outcome = await unblindRound({ ...portsOf(context), secret: context.secret }, actor, params.contest);
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  return seeOther(`/contest-desk/${params.contest}/unblinding`);
});

export const meta = titled((locale) => messages.in(locale)('unblind.title'));

export default function UnblindingPage() {
  const { contest, view, progress, may } = useLoaderData() as unknown as ResultsDesk;
  const [t, f] = [useText(messages), useText(finalMessages)];
  const formats = useFormats();
  const openedAt = view.state === 'READY' ? view.round.unblindedAt : null;
  return (
    <div className="stack-l">
      <ResultsHead contest={contest} step="unblinding" title={t('unblind.title')} lead={t('unblind.lead')} progress={progress} isReady={view.state === 'READY'} />
      <Faults />
      {openedAt ? <Notice tone="ok" live={false}>{t('unblind.done', { at: formats.second(openedAt) })}</Notice> : null}
      {!openedAt && !progress.committed ? <Notice live={false} action={<a href={`/contest-desk/${contest.id}/commitment`}>{t('commit.title')}</a>}>{t('unblind.need')}</Notice> : null}
      {!openedAt && progress.committed && !progress.final ? <Notice live={false} action={<a href={`/contest-desk/${contest.id}/final`}>{f('title')}</a>}>{f('fault.first')}</Notice> : null}
      {!openedAt && progress.final && may.organise ? <Card><form method="post" noValidate><Button variant="danger" icon="eye">{t('unblind.button')}</Button></form></Card> : null}
    </div>
  );
}
