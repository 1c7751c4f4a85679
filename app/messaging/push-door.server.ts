import { deviceCookieHeader, deviceHashOf, deviceTokenOf } from '../people/index.server.ts';
import { isPushOn } from '../platform/channel-env.ts';
import { AppError, type ErrorKind } from '../platform/errors.ts';
import type { RequestContext } from '../platform/http/context.ts';
import type { RateLimit } from '../platform/http/rate-limit.server.ts';
import { newToken } from '../platform/ids.ts';
import { sha256 } from '../platform/signing.server.ts';
import { mostDevices, renewSubscription, subscribeDevice, type SubscribeOutcome } from './commands/subscribe-device.server.ts';
import { vapidKeys } from './commands/vapid-keys.server.ts';
import type { Subscription } from './forms/push.ts';
import { pushMessages as messages } from './messages/push.ts';
import { listDevices, type OwnDevices } from './queries/push-subscriptions.server.ts';
import { furtherServices } from './rules/push-endpoint.ts';

const subscribeLimit: RateLimit = { name: 'push-subscribe', points: 20, seconds: 600 };
const renewalLimit: RateLimit = { name: 'push-renewal', points: 60, seconds: 600 };

/** What the card of notices on devices needs; null when push is off here. */
export interface DeviceCard extends OwnDevices {
  publicKey: string;
}

/** Reads the card for whoever is signed in with this browser. */
export async function readDeviceCard(context: RequestContext, request: Request, userId: string): Promise<DeviceCard | null> {
  if (!isPushOn(context.env)) return null;
  const { publicKey } = await vapidKeys(context.db, context.env);
  return { publicKey, ...(await listDevices(context.db, userId, deviceHashOf(request))) };
}

/** Lets the browser of this request take the notices of who is signed in; the answer gives the browser its name. */
export async function openDevice(context: RequestContext, request: Request, actor: { id: string; sessionId: string }, given: Subscription): Promise<Response> {
  const browser = await browserOf(context);
  await context.spendPoint(subscribeLimit, actor.id);
  const token = deviceTokenOf(request.headers.get('cookie')) ?? newToken();
  const outcome = await subscribeDevice(context.db, actor, { ...browser, deviceHash: sha256(token), userAgent: request.headers.get('user-agent') ?? '' }, given, context.clock.now().toISOString());
  return Response.json({ id: idIn(outcome) }, { headers: { 'Set-Cookie': deviceCookieHeader(token, context.env.baseUrl.startsWith('https:')) } });
}

/** Takes the new address of the browser of this request; its name is the proof. */
export async function renewDevice(context: RequestContext, request: Request, given: Subscription): Promise<Response> {
  const browser = await browserOf(context);
  await context.spendPoint(renewalLimit, context.address);
  const deviceHash = deviceHashOf(request);
  return Response.json({ id: idIn(deviceHash ? await renewSubscription(context.db, { ...browser, deviceHash }, given) : { ok: false, why: 'UNKNOWN' }) });
}

/** The key with which a browser subscribes. @throws AppError not-found when push is off here */
export async function readPublicKey(context: RequestContext): Promise<string> {
  return (await browserOf(context)).vapidKey;
}

async function browserOf({ db, env }: RequestContext) {
  if (!isPushOn(env)) throw new AppError('not-found', messages.both('refused.OFF'));
  return { vapidKey: (await vapidKeys(db, env)).publicKey, further: furtherServices(env.PUSH_SERVICES) };
}

const kinds: Record<string, ErrorKind> = { FULL: 'conflict', TAKEN: 'conflict', UNKNOWN: 'not-found' };

function idIn(outcome: SubscribeOutcome | { ok: false; why: 'UNKNOWN' }): string {
  if (outcome.ok) return outcome.id;
  throw new AppError(kinds[outcome.why] ?? 'invalid', messages.both(`refused.${outcome.why}`, { most: mostDevices }));
}
