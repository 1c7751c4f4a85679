import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { AppError } from '../../platform/errors.ts';
import { asksHeadOnly } from '../../platform/http/head-only.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { platformMessages } from '../../platform/messages.ts';
import { noteOpened } from '../commands/note-search.server.ts';
import { HelpAnswer, type AnswerBeside } from '../components/help-answer.tsx';
import { answerQuery, slugParams } from '../forms/help.ts';
import { helpMessages as messages } from '../messages/help.ts';
import { findAnswer } from '../queries/current-answers.server.ts';
import { besideAnswer } from '../queries/help-page.server.ts';
import { shownToReaders, type HelpAnswerShown } from '../rules/help-answer.ts';

export const loader = page({ guard: 'public', params: slugParams, query: answerQuery }, async ({ actor, params, query, context, request }) => {
  const [moment, isStaff] = [momentOf(portsOf(context)), actor !== null];
  const answer = await findAnswer(context.db, params.slug, isStaff, moment);
  // What is internal, unpublished or was never written is the same to whoever may not read it.
  if (!answer) throw new AppError('not-found', platformMessages.both('error.not-found'));
  if (query.s && !asksHeadOnly(request)) await noteOpened(context.db, query.s, answer.versionId, moment.at, context.log);
  return { answer: shownToReaders(answer), beside: await besideAnswer(context.db, answer, isStaff, moment), isThanked: query.done !== undefined, unhelpful: query.done === 'no' ? (query.f ?? null) : null };
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function HelpAnswerPage() {
  const { answer, beside, isThanked, unhelpful } = useLoaderData() as { answer: HelpAnswerShown; beside: AnswerBeside; isThanked: boolean; unhelpful: string | null };
  return <HelpAnswer answer={answer} beside={beside} isThanked={isThanked} unhelpful={unhelpful} />;
}
