import webPush from 'web-push';
import type { Db } from '../../../db/client.ts';
import type { Env } from '../../platform/env.ts';

export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

/**
 * The keys by which push services know this installation (RFC 8292): those of the environment, else a pair that is made at its first use and kept with the
 * database. With another pair every subscription is void, so backups keep them.
 */
export async function vapidKeys(db: Db, env: Pick<Env, 'VAPID_PUBLIC_KEY' | 'VAPID_PRIVATE_KEY'>): Promise<VapidKeys> {
  if (env.VAPID_PUBLIC_KEY && env.VAPID_PRIVATE_KEY) return { publicKey: env.VAPID_PUBLIC_KEY, privateKey: env.VAPID_PRIVATE_KEY };
  const known = await findKeys(db);
  if (known) return known;
  await db.insertInto('secret').values({ name: 'vapid', value: JSON.stringify(webPush.generateVAPIDKeys()), created_at: new Date().toISOString() }).onConflict((conflict) => conflict.doNothing()).execute();
  const made = await findKeys(db);
  if (!made) throw new Error('The keys for push could not be kept.');
  return made;
}

async function findKeys(db: Db): Promise<VapidKeys | undefined> {
  const row = await db.selectFrom('secret').select('value').where('name', '=', 'vapid').executeTakeFirst();
  return row && (JSON.parse(row.value) as VapidKeys);
}
