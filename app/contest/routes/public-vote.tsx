import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { publicLookupLimit } from '../../platform/http/limits.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, EmptyState, LinkButton, Notice, PageHead, RadioGroup } from '../../ui/index.ts';
import { castVote } from '../commands/public-vote.server.ts';
import { ClosingNotice, ContestCrumbs } from '../components/public-parts.tsx';
import { VoteCounts } from '../components/vote-parts.tsx';
import { slugParams } from '../forms/results.ts';
import { voteForm, voteQuery } from '../forms/vote.ts';
import { voteMessages as messages } from '../messages/vote.ts';
import { getPublicContest } from '../queries/contest-round.server.ts';
import { findCalledOff, type CalledOff } from '../queries/publications.server.ts';
import { readVotePage, type VotePage } from '../queries/vote.server.ts';

export const loader = page({ guard: 'public', params: slugParams, query: voteQuery }, async ({ actor, params, query, context }) => ({
  vote: await readVotePage(context.db, params.slug, momentOf(portsOf(context)).at),
  calledOff: await findCalledOff(context.db, (await getPublicContest(context.db, params.slug)).id),
  isSignedIn: actor !== null,
  isSent: query.done === 'voted',
}));

export const action = submit({ guard: 'signed-in', params: slugParams, form: voteForm }, async ({ actor, params, form, context }) => {
  await context.spendPoint(publicLookupLimit, context.address);
  const outcome = await castVote(portsOf(context), actor, { slug: params.slug, entry: form.secretChoice, address: context.address });
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 409 });
  return seeOther(`/contests/${params.slug}/vote?done=voted`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function PublicVotePage() {
  const { vote, calledOff, isSignedIn, isSent } = useLoaderData() as unknown as { vote: VotePage; calledOff: CalledOff | null; isSignedIn: boolean; isSent: boolean };
  const t = useText(messages);
  const formats = useFormats();
  const { contest, state, closesAt, counts } = vote;
  return (
    <div className="stack-l">
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<ContestCrumbs call={contest} here={t('title')} />} />
      {isSent ? <Notice tone="ok" focused>{t('sent')}</Notice> : null}
      <Faults />
      <ClosingNotice closing={calledOff} />
      {state === 'NONE' && !calledOff ? <EmptyState icon="trophy" title={t('none')}>{t('none-text')}</EmptyState> : null}
      {state === 'RESTING' && !calledOff ? <Notice tone="warn" live={false}>{t('resting')}</Notice> : null}
      {state === 'OPEN' && closesAt ? <Notice live={false} title={t('open', { at: formats.second(closesAt) })}>{t('hidden')}</Notice> : null}
      {state === 'OPEN' && !isSent ? <Choice vote={vote} isSignedIn={isSignedIn} /> : null}
      {counts && closesAt ? <VoteCounts counts={counts} closesAt={closesAt} /> : null}
    </div>
  );
}

function Choice({ vote: { contest, candidates }, isSignedIn }: { vote: VotePage; isSignedIn: boolean }) {
  const t = useText(messages);
  const { say } = useFaults();
  const shown = candidates.flatMap(({ entryId, number, shown: words }) => (words ? [{ value: entryId, label: words.title, hint: [t('entry', { number }), words.summary].filter(Boolean).join(' – ') }] : []));
  if (!isSignedIn) return (
    <Card>
      <ul className="stack">{shown.map(({ value, label, hint }) => <li key={value}><strong>{label}</strong><br /><span className="muted">{hint}</span></li>)}</ul>
      <div className="row"><LinkButton href={`/contests/sign-in?next=${encodeURIComponent(`/contests/${contest.slug}/vote`)}`}>{t('sign-in')}</LinkButton></div>
    </Card>
  );
  return (
    <Card>
      <form method="post" noValidate className="stack">
        <RadioGroup name="secretChoice" legend={t('choice')} error={say('secretChoice')} options={shown} required />
        <p className="field-hint">{t('secret')} {t('send-hint')}</p>
        <div className="row"><Button icon="send">{t('send')}</Button></div>
      </form>
    </Card>
  );
}
