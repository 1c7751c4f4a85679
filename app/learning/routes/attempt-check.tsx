import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { CheckLeaf } from '../components/check-leaf.tsx';
import { ExamIsland } from '../components/exam-island.tsx';
import { attemptParams } from '../forms/attempt.ts';
import { getAttemptPage, type AttemptPage } from '../queries/attempt-page.server.ts';

export const loader = page({ guard: 'signed-in', params: attemptParams }, async ({ actor, params, context }) => {
  const attempt = await getAttemptPage(context.db, { attemptId: params.attempt, userId: actor.id, now: context.clock.now().toISOString() });
  if (attempt.isSubmitted || attempt.isTimeUp) throw seeOther(`/attempts/${attempt.id}/result`);
  return attempt;
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.title ?? ''} – hoc06` }];
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
