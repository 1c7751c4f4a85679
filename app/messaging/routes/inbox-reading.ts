import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { markAllRead } from '../commands/read-notice.server.ts';

export const loader = page({ guard: 'signed-in' }, () => seeOther('/inbox'));

/** Marks everything as read. */
export const action = submit({ guard: 'signed-in', form: z.object({}) }, async ({ actor, context }) => {
  await markAllRead(context.db, actor.id, context.clock.now().toISOString());
  return seeOther('/inbox');
});
