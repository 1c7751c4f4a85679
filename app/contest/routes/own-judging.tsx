import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, LinkButton, Notice, PageHead, Table } from '../../ui/index.ts';
import { JudgeTag, SheetTag } from '../components/judging-parts.tsx';
import { ownQuery } from '../forms/judging.ts';
import { entryMessages } from '../messages/entries.ts';
import { extraReviewMessages } from '../messages/extra-reviews.ts';
import { finalMessages } from '../messages/final.ts';
import { judgingMessages as messages } from '../messages/judging.ts';
import { listOwnContests, type OwnContest } from '../queries/own-reviews.server.ts';

export const loader = page({ guard: 'signed-in', query: ownQuery }, async ({ actor, query, context }) => ({ query, contests: await listOwnContests(context.db, actor.id) }));

export const meta = titled((locale) => messages.in(locale)('own.title'));

interface Loaded {
  query: { done?: 'saved' | 'tied' | 'locked' | 'compared'; label: string };
  contests: OwnContest[];
}

export default function OwnJudgingPage() {
  const { query, contests } = useLoaderData() as unknown as Loaded;
  const [t, f, e] = [useText(messages), useText(finalMessages), useText(entryMessages)];
  const said = { saved: t('own.saved'), tied: t('own.tied'), locked: t('own.locked', { label: query.label }), compared: f('own.done') };
  return (
    <div className="stack-l">
      <PageHead title={t('own.title')} lead={t('own.lead')} />
      {query.done ? <Notice tone="ok" focused>{said[query.done]}</Notice> : null}
      {contests.length === 0 ? <EmptyState icon="scale" title={t('own.none')} action={<LinkButton variant="ghost" href="/contests">{e('list.to-contests')}</LinkButton>}>{t('own.none-text')}</EmptyState> : contests.map((contest) => <ContestCard key={contest.judgeId} contest={contest} />)}
    </div>
  );
}

function ContestCard({ contest }: { contest: OwnContest }) {
  const [t, f, x] = [useText(messages), useText(finalMessages), useText(extraReviewMessages)];
  const formats = useFormats();
  const answer = `/judging/invitations/${contest.judgeId}`;
  if (contest.state !== 'ACCEPTED') return <Card title={contest.title} action={<JudgeTag state={contest.state} />} lead={contest.state === 'INVITED' ? t('own.invited') : undefined}><div className="row"><LinkButton href={answer}>{t('own.answer')}</LinkButton></div></Card>;
  const locked = contest.reviews.filter(({ state }) => state === 'LOCKED' || state === 'ABSTAINED').length;
  return (
    <Card title={contest.title} action={<a href={answer}>{t('own.settings')}</a>} lead={contest.scoringEnds ? t('own.until', { at: formats.second(contest.scoringEnds) }) : undefined}>
      {contest.duels.count > 0 ? <div className="row"><p>{f('own', { decided: contest.duels.decided, count: contest.duels.count })}</p>{contest.duels.next ? <LinkButton href={`/judging/duels/${contest.duels.next}`}>{f('own.next')}</LinkButton> : null}</div> : null}
      {contest.reviews.length === 0 ? <p className="muted">{t('own.no-reviews')}</p> : (
        <>
          <p>{t('own.progress', { locked, count: contest.reviews.length })}</p>
          <Table caption={t('own.caption')} hideCaption rows={contest.reviews} rowKey={(review) => review.id} columns={[
            { key: 'label', head: t('own.label'), rowHeader: true, cell: (review) => <><a href={`/judging/${review.id}`}>{t('own.label-of', { label: review.label })}</a>{review.dueAt ? <> <span className="small muted">{x('due-at', { at: formats.second(review.dueAt) })}</span></> : null}</> },
            { key: 'track', head: t('own.track'), cell: (review) => review.track ?? '–' },
            { key: 'state', head: t('own.state'), cell: (review) => <SheetTag state={review.state} /> },
          ]} />
        </>
      )}
    </Card>
  );
}
