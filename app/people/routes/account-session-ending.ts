import { z } from 'zod';
import { seeOther } from '../../platform/http/route.server.ts';
import { endSession } from '../commands/end-session.server.ts';
import { page, submit } from '../route.server.ts';

const params = z.object({ sessionId: z.string() });

export const loader = page({ guard: 'signed-in' }, () => seeOther('/account/sessions'));

export const action = submit({ guard: 'signed-in', params, form: z.object({}) }, async ({ actor, params, context }) => {
  await endSession(context.db, actor, params.sessionId, context.clock.now().toISOString());
  return seeOther('/account/sessions?ended=one');
});
