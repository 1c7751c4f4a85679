import { page, submit } from '../../people/route.server.ts';
import { subscriptionForm } from '../forms/push.ts';
import { readPublicKey, renewDevice } from '../push-door.server.ts';

/** For the service worker, also while nobody is signed in: the key to subscribe with. */
export const loader = page({ guard: 'public' }, async ({ context }) => Response.json({ key: await readPublicKey(context) }, { headers: { 'Cache-Control': 'no-store' } }));

/** The browser's new address; only the browser that had one before knows the name that goes with it. */
export const action = submit({ guard: 'public', form: subscriptionForm, limit: 8_000 }, ({ form, context, request }) => renewDevice(context, request, form));
