import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { startAttempt } from '../commands/start-attempt.server.ts';
import { assessmentParams } from '../forms/attempt.ts';

const here = (params: z.infer<typeof assessmentParams>) => `/assessments/${encodeURIComponent(params.course)}/${encodeURIComponent(params.key)}`;

export const loader = page({ guard: 'signed-in', params: assessmentParams }, ({ params }) => seeOther(here(params)));

/** Starts an attempt, or goes on with the open one. What stands in the way is said by the page before it. */
export const action = submit({ guard: 'signed-in', params: assessmentParams, form: z.object({}) }, async ({ actor, params, context }) => {
  const now = context.clock.now();
  const result = await startAttempt(context.db, {
    userId: actor.id,
    courseSlug: params.course,
    key: params.key,
    now: now.toISOString(),
    today: dayIn(context.env.TZ_DISPLAY, now),
    secret: context.secret,
    source: 'web',
  });
  return seeOther(result.ok ? `/attempts/${result.attemptId}` : here(params));
});
