import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { RecallAnswerPage } from '../components/recall-answer-page.tsx';
import { recallAnswerParams } from '../forms/recall.ts';
import { recallMessages } from '../messages/recall.ts';
import { getRecallAnswer } from '../queries/recall-answer.server.ts';
import { recallView } from '../queries/recall-view.server.ts';

const query = z.object({ known: z.literal('1').optional().catch(undefined) });

export const loader = page({ guard: 'signed-in', params: recallAnswerParams, query }, async ({ actor, params, query, context }) => ({
  answer: await getRecallAnswer(context.db, { answerId: params.answer, userId: actor.id }),
  recall: await recallView(context.db, actor.id, { now: context.clock.now().toISOString(), timeZone: context.env.TZ_DISPLAY }),
  isKnown: query.known === '1',
}));

export const meta = titled<typeof loader>((locale, data) => {
  const t = recallMessages.in(locale);
  return t('answer.page-title', { verdict: t(data?.answer.isCorrect ? 'answer.right' : 'answer.wrong') });
});

export default function RecallAnswer() {
  return <RecallAnswerPage {...useLoaderData<typeof loader>()} />;
}
