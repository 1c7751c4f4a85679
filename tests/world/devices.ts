import { vapidKeys } from '../../app/messaging/commands/vapid-keys.server.ts';
import { subscribeDevice } from '../../app/messaging/commands/subscribe-device.server.ts';
import type { Actor } from '../../app/people/actor.ts';
import { newId } from '../../app/platform/ids.ts';
import type { Db } from '../../db/client.ts';
import { testBrowser, type TestBrowser } from '../support/push-service.ts';
import { makeSession } from './people.ts';

export const aBrowser = { userAgent: 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36', further: [] as string[] };

export interface Device extends TestBrowser {
  hash: string;
  sessionId: string;
}

/** A person signs in with a browser of her own and turns notices on. Without `browser` it is a new one. */
export async function makeDevice(db: Db, person: Actor, now: string, traits: { hash?: string; browser?: TestBrowser } = {}): Promise<Device> {
  const [hash, browser] = [traits.hash ?? newId(), traits.browser ?? testBrowser()];
  const sessionId = await signInWith(db, person, now, hash);
  const outcome = await subscribeDevice(db, { id: person.id, sessionId }, { ...aBrowser, deviceHash: hash, vapidKey: (await vapidKeys(db, {})).publicKey }, browser.given, now);
  if (!outcome.ok) throw new Error(`the device was refused: ${outcome.why}`);
  return { ...browser, hash, sessionId };
}

/** A person signs in with a browser that has a name already. @returns the session's id */
export async function signInWith(db: Db, person: Actor, now: string, hash: string): Promise<string> {
  const id = newId();
  await makeSession(db, person, now, { id });
  await db.updateTable('session').set({ device_hash: hash }).where('id', '=', id).execute();
  return id;
}
