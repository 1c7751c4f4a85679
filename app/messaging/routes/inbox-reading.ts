import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { markAllSeen } from '../commands/read-notice.server.ts';

export const loader = page({ guard: 'signed-in' }, () => seeOther('/inbox'));

/** Marks everything as read, for her own list: what she has opened is another fact. */
export const action = submit({ guard: 'signed-in', form: z.object({}) }, async ({ actor, context }) => {
  await markAllSeen(context.db, actor.id);
  return seeOther('/inbox');
});
