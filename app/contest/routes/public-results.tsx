import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, LinkButton, PageHead } from '../../ui/index.ts';
import { ClosingNotice, ContestCrumbs } from '../components/public-parts.tsx';
import { WithdrawnNotice } from '../components/results-parts.tsx';
import { slugParams } from '../forms/results.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { voteMessages } from '../messages/vote.ts';
import { getPublicContest, type ContestHead } from '../queries/contest-round.server.ts';
import { readGallery, type Winner } from '../queries/gallery.server.ts';
import { findCalledOff, listWithdrawals, type CalledOff, type Withdrawal } from '../queries/publications.server.ts';

export const loader = page({ guard: 'public', params: slugParams }, async ({ params, context }) => {
  const contest = await getPublicContest(context.db, params.slug);
  return { contest, gallery: (await readGallery(context.db, contest.id)) ?? null, withdrawn: await listWithdrawals(context.db, contest.id), calledOff: await findCalledOff(context.db, contest.id) };
});

export const meta = titled((locale) => messages.in(locale)('gallery.title'));

interface Loaded {
  contest: ContestHead;
  gallery: { winners: Winner[]; publishedAt: string; awardedAt: string | null } | null;
  withdrawn: Withdrawal[];
  calledOff: CalledOff | null;
}

export default function PublicResults() {
  const { contest, gallery, withdrawn, calledOff } = useLoaderData() as unknown as Loaded;
  const [t, v] = [useText(messages), useText(voteMessages)];
  const formats = useFormats();
  const when = gallery ? [t('gallery.published', { at: formats.day(gallery.publishedAt) }), gallery.awardedAt ? t('gallery.awarded', { at: formats.day(gallery.awardedAt) }) : ''].filter(Boolean).join(' ') : '';
  return (
    <div className="stack-l">
      <PageHead title={t('gallery.title')} lead={gallery ? `${when} ${t('gallery.lead')}` : undefined} breadcrumb={<ContestCrumbs call={contest} here={t('gallery.title')} />} />
      <ClosingNotice closing={calledOff} />
      {withdrawn.map((one, at) => <WithdrawnNotice key={one.version} withdrawn={one} isLast={at === 0 && !gallery && !calledOff} />)}
      {gallery ? (gallery.winners.length > 0 ? <div className="grid-cards">{gallery.winners.map((winner) => <WinnerCard key={winner.entryId} winner={winner} />)}</div> : <p>{t('gallery.no-winner')}</p>) : withdrawn.length > 0 || calledOff ? null : <EmptyState icon="trophy" title={t('gallery.none')} action={<LinkButton href={`/contests/${contest.slug}#timetable`}>{t('gallery.timetable')}</LinkButton>}>{t('gallery.none-text')}</EmptyState>}
      <div className="row">
        <LinkButton variant="ghost" icon="shield-check" href={`/contests/${contest.slug}/verification`}>{t('gallery.verify')}</LinkButton>
        {gallery ? <LinkButton variant="ghost" icon="flag" href={`/contests/${contest.slug}/adoption`}>{t('gallery.adoption')}</LinkButton> : null}
        {gallery ? <LinkButton variant="ghost" icon="trophy" href={`/contests/${contest.slug}/vote`}>{v('title')}</LinkButton> : null}
      </div>
    </div>
  );
}

function WinnerCard({ winner: { number, prize, shown } }: { winner: Winner }) {
  const t = useText(messages);
  if (!shown) return <Card eyebrow={prize} title={t('gallery.number', { number })}><p className="muted">{t('gallery.hidden')}</p></Card>;
  return (
    <Card eyebrow={prize} title={shown.title}>
      <p>{t('gallery.by', { names: [...new Set([shown.by, ...shown.team])].join(', ') })}</p>
      {shown.summary ? <p className="pre-line">{shown.summary}</p> : null}
      <p className="muted small">{t('gallery.number', { number })}</p>
    </Card>
  );
}
