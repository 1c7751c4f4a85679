import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, LinkButton, PageHead, Stat, StatList } from '../../ui/index.ts';
import { EntryCrumbs, PairReasons, RoundFeedback } from '../components/entrant-parts.tsx';
import { ClosingNotice } from '../components/public-parts.tsx';
import { usePoints, WithdrawnNotice } from '../components/results-parts.tsx';
import { entryParams } from '../forms/results.ts';
import { appealMessages as messages } from '../messages/appeals.ts';
import { readFeedback, type Feedback } from '../queries/feedback.server.ts';
import { getOwnEntry, type OwnEntry } from '../queries/own-entry.server.ts';
import { findCalledOff, listWithdrawals, type CalledOff, type Withdrawal } from '../queries/publications.server.ts';

export const loader = page({ guard: 'signed-in', params: entryParams }, async ({ actor, params, context }) => {
  const entry = await getOwnEntry(context.db, actor, params.id);
  const { at, today } = momentOf(portsOf(context));
  return { entry, feedback: (await readFeedback(context.db, entry, today)) ?? null, withdrawn: (await listWithdrawals(context.db, entry.contestId)).at(0) ?? null, calledOff: await findCalledOff(context.db, entry.contestId), now: at };
});

export const meta = titled((locale) => messages.in(locale)('result.title'));

export default function EntryResult() {
  const { entry, feedback, withdrawn, calledOff, now } = useLoaderData() as unknown as { entry: OwnEntry; feedback: Feedback | null; withdrawn: Withdrawal | null; calledOff: CalledOff | null; now: string };
  const t = useText(messages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('result.title')} eyebrow={entry.number} lead={feedback ? t('result.published', { at: formats.moment(feedback.publishedAt) }) : undefined} breadcrumb={<EntryCrumbs entry={entry} here={t('result.title')} />} />
      <ClosingNotice closing={calledOff} />
      {withdrawn ? <WithdrawnNotice withdrawn={withdrawn} isLast={!feedback && !calledOff} /> : null}
      {feedback ? (
        <>
          <Figures feedback={feedback} />
          {feedback.rounds.map((round) => <RoundFeedback key={round.kind} round={round} criteria={feedback.criteria} />)}
          {feedback.pairs ? <PairReasons pairs={feedback.pairs} /> : null}
          <Objection entryId={entry.id} feedback={feedback} now={now} />
        </>
      ) : withdrawn || calledOff ? null : <EmptyState icon="clock" title={t('result.none')}>{t('result.none-text')}</EmptyState>}
      <div className="row"><LinkButton variant="ghost" href={`/contests/entries/${entry.id}/gallery`}>{t('gallery.consent-title')}</LinkButton></div>
    </div>
  );
}

function Figures({ feedback }: { feedback: Feedback }) {
  const t = useText(messages);
  const points = usePoints();
  if (feedback.rank === null || feedback.score === null) return <p>{t('result.not-ranked')}</p>;
  return (
    <StatList>
      <Stat label={t('result.prize')} value={feedback.prize ?? t('result.no-prize')} />
      <Stat label={t('result.rank')} value={feedback.rank} of={t('result.of', { count: feedback.of })} />
      <Stat label={t('result.score')} value={points(feedback.score)} note={feedback.se === null ? undefined : t('result.se', { se: points(feedback.se) })} />
    </StatList>
  );
}

function Objection({ entryId, feedback: { appeal, appealUntil }, now }: { entryId: string; feedback: Feedback; now: string }) {
  const t = useText(messages);
  const formats = useFormats();
  const until = formats.second(appealUntil);
  return (
    <Card title={t('appeal.title')} id="appeal">
      {appeal ? (
        <div className="stack">
          <p className="muted">{t('appeal.sent', { at: formats.moment(appeal.raisedAt) })}</p>
          <p className="pre-line">{appeal.words}</p>
          {appeal.answeredAt ? <>{appeal.outcome ? <p><strong>{t(`outcome.${appeal.outcome}`)}</strong></p> : null}<h3>{t('appeal.answered', { at: formats.moment(appeal.answeredAt) })}</h3><p className="pre-line">{appeal.answer}</p></> : <p>{t('appeal.waiting')}</p>}
        </div>
      ) : now < appealUntil ? <div className="row"><LinkButton variant="ghost" href={`/contests/entries/${entryId}/appeal`}>{t('appeal.link', { until })}</LinkButton></div> : <p className="muted">{t('appeal.over', { until })}</p>}
    </Card>
  );
}
