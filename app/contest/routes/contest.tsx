import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, Meta, PageHead } from '../../ui/index.ts';
import { PhaseTag, useSecond } from '../components/call-parts.tsx';
import { ClosingNotice, ContestCrumbs, Criteria, Datasets, DeadlineSentence, Prizes, PublicTimetable, Tracks } from '../components/public-parts.tsx';
import { PublicResultsLinks } from '../components/results-links.tsx';
import { slugParams } from '../forms/calls.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { entryMessages } from '../messages/entries.ts';
import { readPublicCall, type PublicCall } from '../queries/public-call.server.ts';
import { shelfOf } from '../rules/phase.ts';

export const loader = page({ guard: 'public', params: slugParams }, async ({ actor, params, context }) => ({ isSignedIn: actor !== null, call: await readPublicCall(context.db, params.slug, momentOf(portsOf(context))) }));

export const meta = titled((locale, data) => (data as { call?: PublicCall } | undefined)?.call?.title ?? messages.in(locale)('title'));
export const handle = { script: true };

export default function ContestPage() {
  const { isSignedIn, call } = useLoaderData() as { isSignedIn: boolean; call: PublicCall };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={call.title} lead={call.summary} tags={<PhaseTag phase={call.phase} />} breadcrumb={<ContestCrumbs here={call.title} />} />
      <ClosingNotice closing={call.closing} />
      <Card raised>
        <DeadlineSentence call={call} />
        <Meta layout="inline" items={[{ term: t('by'), detail: call.unitName }, { term: t('code'), detail: call.code }]} />
        {call.phase === 'OPEN' ? <div className="row form-gap"><TakePart slug={call.slug} isSignedIn={isSignedIn} /></div> : null}
      </Card>
      {shelfOf(call.phase) === 'open' || call.phase === 'SCREENING' ? null : <PublicResultsLinks slug={call.slug} hasResults={call.closing ? call.closing.hasResults : call.phase !== 'JUDGING'} />}
      <RulesCard call={call} />
      <Card title={t('eligibility')} id="eligibility"><p className="pre-line">{call.eligibility}</p></Card>
      <Tracks tracks={call.tracks} />
      <PublicTimetable call={call} />
      <Criteria call={call} />
      <Prizes prizes={call.prizes} />
      <Datasets datasets={call.datasets} />
      <Card title={t('questions')} id="questions" lead={call.answered === 0 ? t('questions.count-none') : t('questions.count', { count: call.answered })}><div className="row"><LinkButton variant="ghost" icon="message-circle-question" href={`/contests/${call.slug}/questions`}>{t('questions.all')}</LinkButton></div></Card>
    </div>
  );
}

/** The way to an entry, through an account for whoever has none yet. */
function TakePart({ slug, isSignedIn }: { slug: string; isSignedIn: boolean }) {
  const t = useText(messages);
  const e = useText(entryMessages);
  if (isSignedIn) return <LinkButton icon="plus" href={`/contests/${slug}/entries/new`}>{e('new.title')}</LinkButton>;
  return <><LinkButton href="/contests/register">{t('register')}</LinkButton><LinkButton variant="ghost" href={`/contests/sign-in?next=${encodeURIComponent(`/contests/${slug}`)}`}>{t('sign-in')}</LinkButton></>;
}

function RulesCard({ call }: { call: PublicCall }) {
  const t = useText(messages);
  const second = useSecond();
  const [newest] = call.rules;
  if (!newest) return null;
  return <Card title={t('rules')} id="rules" lead={t('rules.facts', { version: newest.version, at: second(newest.publishedAt) })}><div className="row"><LinkButton variant="ghost" icon="file-text" href={`/contests/${call.slug}/rules`}>{t('rules.read')}</LinkButton></div></Card>;
}
