import { createPublicKey } from 'node:crypto';
import type { Db, Tx } from '../../../db/client.ts';
import { nameDevice } from '../../people/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { Subscription } from '../forms/push.ts';
import { pushEndpoint } from '../rules/push-endpoint.ts';

/** How many browsers of one person take notices. */
export const mostDevices = 10;

/** Which browser it is, and by what it was asked to subscribe. */
export interface Browser {
  deviceHash: string;
  userAgent: string;
  /** Our public key at the moment of subscribing. */
  vapidKey: string;
  /** Push services that are called beside the known ones. */
  further: readonly string[];
}

export type SubscribeOutcome = { ok: true; id: string } | { ok: false; why: 'ENDPOINT' | 'SHAPE' | 'TAKEN' | 'FULL' };

/**
 * Lets a browser take the notices of the person who is signed in there. A browser has one subscription; it moves to her from whoever had it before,
 * when she shows the same keys, which only that browser knows.
 */
export async function subscribeDevice(db: Db, actor: { id: string; sessionId: string }, browser: Browser, given: Subscription, now: Instant): Promise<SubscribeOutcome> {
  const endpoint = pushEndpoint(given.endpoint, browser.further);
  if (!endpoint) return { ok: false, why: 'ENDPOINT' };
  if (!isPoint(given.p256dh)) return { ok: false, why: 'SHAPE' };
  return db.transaction().execute(async (tx): Promise<SubscribeOutcome> => {
    const known = await tx.selectFrom('push_subscription').select(['id', 'p256dh', 'auth']).where('endpoint', '=', endpoint).executeTakeFirst();
    if (known && (known.p256dh !== given.p256dh || known.auth !== given.auth)) return { ok: false, why: 'TAKEN' };
    await clearOld(tx, actor.id, browser.deviceHash, endpoint);
    if ((await countOthers(tx, actor.id, endpoint)) >= mostDevices) return { ok: false, why: 'FULL' };
    const values = { user_id: actor.id, device_hash: browser.deviceHash, vapid_key: browser.vapidKey, user_agent: browser.userAgent.slice(0, 300), gone_at: null };
    const id = known?.id ?? newId();
    if (known) await tx.updateTable('push_subscription').set(values).where('id', '=', id).execute();
    else await tx.insertInto('push_subscription').values({ id, endpoint, p256dh: given.p256dh, auth: given.auth, created_at: now, ...values }).execute();
    await nameDevice(tx, actor.sessionId, browser.deviceHash);
    return { ok: true, id };
  });
}

/**
 * Takes the new address of a browser whose push service has given it one (`pushsubscriptionchange`), also while nobody is signed in: the browser's name is
 * the proof. Whose notices go there does not change.
 */
export async function renewSubscription(db: Db, browser: Omit<Browser, 'userAgent'>, given: Subscription): Promise<SubscribeOutcome | { ok: false; why: 'UNKNOWN' }> {
  const endpoint = pushEndpoint(given.endpoint, browser.further);
  if (!endpoint) return { ok: false, why: 'ENDPOINT' };
  if (!isPoint(given.p256dh)) return { ok: false, why: 'SHAPE' };
  return db.transaction().execute(async (tx) => {
    const own = await tx.selectFrom('push_subscription').select('id').where('device_hash', '=', browser.deviceHash).executeTakeFirst();
    if (!own) return { ok: false as const, why: 'UNKNOWN' as const };
    const other = await tx.selectFrom('push_subscription').select('id').where('endpoint', '=', endpoint).where('id', '!=', own.id).executeTakeFirst();
    if (other) return { ok: false as const, why: 'TAKEN' as const };
    await tx.updateTable('push_subscription').set({ endpoint, p256dh: given.p256dh, auth: given.auth, vapid_key: browser.vapidKey, gone_at: null }).where('id', '=', own.id).execute();
    return { ok: true as const, id: own.id };
  });
}

/** What this browser had before, and what the push services have given up, need no row any more. */
async function clearOld(tx: Tx, userId: string, deviceHash: string, endpoint: string): Promise<void> {
  await tx.deleteFrom('push_subscription').where('endpoint', '!=', endpoint).where((row) => row.or([row('device_hash', '=', deviceHash), row.and([row('user_id', '=', userId), row('gone_at', 'is not', null)])])).execute();
}

async function countOthers(tx: Tx, userId: string, endpoint: string): Promise<number> {
  const { count } = await tx.selectFrom('push_subscription').select((row) => row.fn.countAll<number>().as('count')).where('user_id', '=', userId).where('endpoint', '!=', endpoint).executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether 65 bytes are a point of P-256: with any other the notice could not be encrypted. */
function isPoint(p256dh: string): boolean {
  const bytes = Buffer.from(p256dh, 'base64url');
  try {
    createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: bytes.subarray(1, 33).toString('base64url'), y: bytes.subarray(33).toString('base64url') }, format: 'jwk' });
    return bytes[0] === 4;
  } catch {
    return false;
  }
}
