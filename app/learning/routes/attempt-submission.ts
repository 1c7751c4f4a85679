import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { submitAttempt } from '../commands/submit-attempt.server.ts';
import { attemptParams } from '../forms/attempt.ts';

export const loader = page({ guard: 'signed-in', params: attemptParams }, ({ params }) => seeOther(`/attempts/${params.attempt}/result`));

/** Hands the attempt in; a second press finds it handed in. */
export const action = submit({ guard: 'signed-in', params: attemptParams, form: z.object({}) }, async ({ actor, params, context }) => {
  await submitAttempt(context.db, { attemptId: params.attempt, userId: actor.id, now: context.clock.now().toISOString(), secret: context.secret, source: 'web' });
  context.wakeJobs();
  return seeOther(`/attempts/${params.attempt}/result`);
});
