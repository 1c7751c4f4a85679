import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { dialledNumber } from '../../platform/text/phone.ts';
import type { Actor } from '../actor.ts';
import type { Category } from '../rules/categories.ts';
import { deviceName } from '../rules/device-name.ts';

/** What the own account page shows beside the actor herself. */
export async function readOwnAccount(db: Db, actor: Actor) {
  const row = await db
    .selectFrom('user_account as u')
    .leftJoin('credential as c', 'c.user_id', 'u.id')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', 1).on('m.valid_to', 'is', null))
    .select(['u.staff_no', 'u.email', 'u.phone', 'u.staff_category', 'c.changed_at', 'm.position_title'])
    .where('u.id', '=', actor.id)
    .executeTakeFirstOrThrow();
  return {
    fullName: actor.fullName,
    unitName: actor.unitName,
    position: row.position_title,
    staffNo: row.staff_no,
    email: row.email,
    phone: row.phone && dialledNumber(row.phone),
    category: row.staff_category as Category | null,
    roles: [...new Set(actor.grants.map((grant) => grant.role))],
    passwordChangedAt: row.changed_at,
    locale: actor.locale,
    theme: actor.theme,
  };
}

export interface OwnSession {
  id: string;
  device: Localised;
  address: string;
  startedAt: Instant;
  lastSeenAt: Instant;
  isThis: boolean;
}

/** The actor's live sessions, this one first, then by last activity. */
export async function listOwnSessions(db: Db, actor: Actor, now: Instant): Promise<OwnSession[]> {
  const rows = await db.selectFrom('session').selectAll().where('user_id', '=', actor.id).where('revoked_at', 'is', null).where('expires_at', '>', now).orderBy('last_seen_at', 'desc').execute();
  const live = rows.filter((row) => Date.parse(row.last_seen_at) + row.idle_minutes * 60_000 > Date.parse(now));
  return live
    .map((row) => ({ id: row.id, device: deviceName(row.user_agent), address: row.address, startedAt: row.created_at, lastSeenAt: row.last_seen_at, isThis: row.id === actor.sessionId }))
    .toSorted((a, b) => Number(b.isThis) - Number(a.isThis));
}
