import { z } from 'zod';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { changeByLink } from '../commands/unsubscribe.server.ts';
import { tokenParams } from '../forms/mail-params.ts';

export const loader = page({ guard: 'public', params: tokenParams }, ({ params }) => seeOther(`/unsubscribe/${params.token}`));

/** Takes an unsubscribing back. Only from our own page: no provider calls this. */
export const action = submit({ guard: 'public', params: tokenParams, form: z.object({}) }, async ({ params, context }) => {
  await changeByLink(context.db, context.secret, params.token, true, context.clock.now().toISOString());
  return seeOther(`/unsubscribe/${params.token}`);
});
