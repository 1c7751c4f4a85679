import { page } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { canAppraiseAnswers } from '../policy.ts';
import { nextToAppraise } from '../queries/desk-entry.server.ts';

/** Leads an appraiser to what has waited longest. */
export const loader = page({ guard: canAppraiseAnswers }, async ({ actor, context }) => {
  const next = await nextToAppraise(context.db, actor.id, '');
  return seeOther(next ? `/answers/${next}/approval` : '/answers?state=SUBMITTED');
});
