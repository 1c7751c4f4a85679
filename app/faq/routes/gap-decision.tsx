import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { AppError } from '../../platform/errors.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { beginningOf } from '../../platform/text/normalise.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Notice, PageHead } from '../../ui/index.ts';
import { decideGap } from '../commands/decide-gap.server.ts';
import { Decisions, GapCrumbs, Signals, Week } from '../components/gap-parts.tsx';
import { decisionForm, gapQuery } from '../forms/gaps.ts';
import { gapMessages as messages } from '../messages/gaps.ts';
import { canSeeAnswerDesk, canWorkTickets, canWriteAnswers } from '../policy.ts';
import { gapPage, type GapPage } from '../queries/gaps.server.ts';
import { isSpike, smallestGroup } from '../rules/gaps.ts';

export const loader = page({ guard: canSeeAnswerDesk, query: gapQuery }, async ({ actor, query, context }) => {
  const found = await gapPage(context.db, query.q, momentOf(portsOf(context)), actor.locale);
  if (!found) throw new AppError('not-found', messages.both('fault.decided'));
  // A ticket's words are for those who work on tickets; the others see which ones wait.
  const askers = found.askers.map((one) => ({ ...one, summary: canWorkTickets(actor) ? one.summary : '' }));
  return { ...found, askers, canDecide: canWriteAnswers(actor) };
});

export const action = submit({ guard: canWriteAnswers, form: decisionForm }, async ({ actor, form, context }) => {
  const { q, ...decision } = form;
  const outcome = await decideGap(portsOf(context), actor, q, decision);
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 'form' in outcome.faults ? 409 : 422 });
  return seeOther(`/answers/gaps?done=${decision.resolution}`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function GapDecisionPage() {
  const { gap, near, topics, answers, canDecide, ...around } = useLoaderData() as unknown as GapPage & { canDecide: boolean };
  const t = useText(messages);
  return (
    <div className="stack-l">
      <PageHead title={gap.words} lead={<Week gap={gap} isSpike={isSpike(gap.thisWeek, gap.weekBefore)} />} breadcrumb={<GapCrumbs here={beginningOf(gap.words, 60)} />} />
      <Faults />
      <Card title={t('gap.asked')} id="asked">
        <ul className="hits">{gap.wordings.slice(0, 50).map((one) => <li key={one.fold}>{one.words}<br /><span className="muted"><Signals signals={one.signals} /></span></li>)}</ul>
      </Card>
      {canDecide ? <Decisions gap={gap} near={near} topics={topics} answers={answers} /> : null}
      <Around {...around} />
    </div>
  );
}

function Around({ communes, comments, askers }: Pick<GapPage, 'communes' | 'comments' | 'askers'>) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <>
      {askers.length > 0 ? (
        <Card title={t('gap.askers')} id="askers" lead={t('gap.askers-text')}><ul>{askers.map((one) => <li key={one.id}><strong>{one.code}</strong>{one.summary ? `: ${one.summary}` : ''}</li>)}</ul></Card>
      ) : null}
      <Card title={t('gap.where')} id="where">
        {communes.shown.length === 0 ? <p className="muted">{t('gap.where-none', { least: smallestGroup })}</p> : (
          <ul>{communes.shown.map(({ name, count }) => <li key={name}>{name}: {formats.number(count)}</li>)}{communes.rest > 0 ? <li>{t('gap.where-rest', { count: formats.number(communes.rest) })}</li> : null}</ul>
        )}
      </Card>
      {comments.some((one) => one.comment) ? <Card title={t('gap.comments')} id="comments">{comments.filter((one) => one.comment).map((one, at) => <Notice key={at} live={false}>{one.comment}</Notice>)}</Card> : null}
    </>
  );
}
