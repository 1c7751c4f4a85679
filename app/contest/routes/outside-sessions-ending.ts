import { z } from 'zod';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { signOutElsewhere } from '../commands/write-profile.server.ts';

export const loader = page({ guard: 'signed-in' }, () => seeOther('/contests/profile'));

export const action = submit({ guard: 'signed-in', form: z.object({}) }, async ({ actor, context }) => {
  await signOutElsewhere(portsOf(context), actor);
  return seeOther('/contests/profile?done=signed-out');
});
