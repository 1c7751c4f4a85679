import { z } from 'zod';
import { seeOther } from '../../platform/http/route.server.ts';
import { endSession } from '../commands/end-session.server.ts';
import { page, submit } from '../route.server.ts';
import { clearedSessionCookie } from '../session.server.ts';

export const loader = page({ guard: 'public' }, () => seeOther('/'));

export const action = submit({ guard: 'public', form: z.object({}) }, async ({ actor, context }) => {
  if (actor) await endSession(context.db, actor, actor.sessionId, context.clock.now().toISOString());
  return seeOther('/sign-in', { 'Set-Cookie': clearedSessionCookie(context.env.baseUrl.startsWith('https:')) });
});
