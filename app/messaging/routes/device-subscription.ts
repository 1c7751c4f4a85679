import { page, submit } from '../../people/route.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { subscriptionForm } from '../forms/push.ts';
import { openDevice } from '../push-door.server.ts';

export const loader = page({ guard: 'signed-in' }, () => seeOther('/account/notices'));

/** Lets this browser take notices. */
export const action = submit({ guard: 'signed-in', form: subscriptionForm, limit: 8_000 }, ({ actor, form, context, request }) => openDevice(context, request, actor, form));
