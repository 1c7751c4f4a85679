import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { titled } from '../../platform/i18n/titled.ts';
import { CheckLeaf } from '../components/check-leaf.tsx';
import { ExamIsland } from '../components/exam-island.tsx';
import { attemptParams } from '../forms/attempt.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import { getAttemptPage, type AttemptPage } from '../queries/attempt-page.server.ts';

export const loader = page({ guard: 'signed-in', params: attemptParams }, async ({ actor, params, context }) => {
  const attempt = await getAttemptPage(context.db, { attemptId: params.attempt, userId: actor.id, now: context.clock.now().toISOString() });
  if (attempt.isSubmitted || attempt.isTimeUp) throw seeOther(`/attempts/${attempt.id}/result`);
  return attempt;
});

export const meta = titled<typeof loader>((locale, data) => `${assessmentMessages.in(locale)('check.title')} – ${data?.title ?? ''}`);
export const handle = { script: true, rail: false };

/** The last leaf of an attempt as a page of its own: for whoever has no script, and for a reload. */
export default function AttemptCheck() {
  const attempt = useLoaderData<typeof loader>() as AttemptPage;
  return (
    <ExamIsland attempt={attempt}>
      <CheckLeaf attempt={attempt} />
    </ExamIsland>
  );
}
