import { z } from 'zod';
import { seeOther } from '../../platform/http/route.server.ts';
import { endOtherSessions } from '../commands/end-other-sessions.server.ts';
import { page, submit } from '../route.server.ts';

export const loader = page({ guard: 'signed-in' }, () => seeOther('/account/sessions'));

export const action = submit({ guard: 'signed-in', form: z.object({}) }, async ({ actor, context }) => {
  await endOtherSessions(context.db, actor, context.clock.now().toISOString());
  return seeOther('/account/sessions?ended=others');
});
