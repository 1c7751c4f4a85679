import { z } from 'zod';
import { deviceCookieHeader, deviceHashOf } from '../../people/index.server.ts';
import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { removeDevice } from '../commands/keep-devices.server.ts';
import { deviceParams } from '../forms/push.ts';

export const loader = page({ guard: 'signed-in' }, () => seeOther('/account/notices'));

/** Takes a browser off the list; this one also loses its name. */
export const action = submit({ guard: 'signed-in', params: deviceParams, form: z.object({}) }, async ({ actor, params, context, request }) => {
  const isThis = (await removeDevice(context.db, actor.id, params.id)) === deviceHashOf(request);
  return seeOther(`/account/notices?done=removed&device=${params.id}`, isThis ? { 'Set-Cookie': deviceCookieHeader(null, context.env.baseUrl.startsWith('https:')) } : undefined);
});
