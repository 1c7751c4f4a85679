import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { deviceName } from '../../people/index.server.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { sha256 } from '../../platform/signing.server.ts';

/**
 * Of `push_subscription as s`: it may be sent to. A browser belongs to whoever signed in there last, until she signs out or her session is ended;
 * a session that merely ran out leaves it hers. So a shared machine stops showing the notices of whoever left it.
 */
export const isLive = sql<boolean>`s.gone_at is null and exists (
  select 1 from session as x where x.device_hash = s.device_hash and x.user_id = s.user_id and x.revoked_at is null
  and not exists (select 1 from session as y where y.device_hash = s.device_hash and y.created_at > x.created_at))`;

/** Where a person's notices go now. */
export function listLiveSubscriptions(db: Db, userId: string) {
  return db.selectFrom('push_subscription as s').select(['s.id', 's.endpoint', 's.p256dh', 's.auth', 's.vapid_key', 's.used_at']).where('s.user_id', '=', userId).where(isLive).orderBy('s.created_at').execute();
}
export type LiveSubscription = Awaited<ReturnType<typeof listLiveSubscriptions>>[number];

export interface DeviceRow {
  id: string;
  device: Localised;
  since: Instant;
  usedAt: Instant | null;
  isLive: boolean;
}

export interface OwnDevices {
  /** This browser, when it takes the notices of the person who is signed in. `known` is a hash of its address, for the browser to compare. */
  here: { id: string; known: string } | null;
  others: DeviceRow[];
}

/** A person's browsers that take notices; `deviceHash` names the one that asks. */
export async function listDevices(db: Db, userId: string, deviceHash: string | null): Promise<OwnDevices> {
  const rows = await db.selectFrom('push_subscription as s').select(['s.id', 's.device_hash', 's.endpoint', 's.user_agent', 's.created_at', 's.used_at']).select(isLive.as('live')).where('s.user_id', '=', userId).where('s.gone_at', 'is', null).orderBy('s.created_at').execute();
  const here = rows.find((row) => row.device_hash === deviceHash);
  return {
    here: here ? { id: here.id, known: sha256(here.endpoint) } : null,
    others: rows.filter((row) => row !== here).map((row) => ({ id: row.id, device: deviceName(row.user_agent), since: row.created_at, usedAt: row.used_at, isLive: Boolean(row.live) })),
  };
}
