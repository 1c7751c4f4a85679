import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import type { Actor, Grant } from '../actor.ts';
import { repeatedSince } from '../rules/session-rules.ts';

export interface FoundSession {
  actor: Actor;
  state: 'live' | 'expired';
  lastSeenAt: Instant;
}

/**
 * The person behind a session token. An idle or timed-out session is still found, marked expired, so that a form sent with it
 * can be kept for its owner; a revoked session or a disabled account is not found at all. For some seconds the token that a session
 * had before its password was changed finds it, too.
 */
export async function findSessionActor(db: Db, tokenHash: string, now: Instant, today: Day): Promise<FoundSession | null> {
  const row = (await sessionRow(db, { tokenHash, today }))[0] ?? (await renamedSession(db, tokenHash, now, today));
  if (!row) return null;
  const idleUntil = new Date(Date.parse(row.last_seen_at) + row.idle_minutes * 60_000).toISOString();
  const actor: Actor = {
    id: row.id,
    fullName: row.full_name,
    accountKind: row.account_kind as Actor['accountKind'],
    unitId: row.unit_id,
    unitName: row.unit_name,
    grants: await listGrants(db, row.id),
    mustChangePassword: row.must_change === 1,
    sessionId: row.sessionId,
    locale: row.locale as Actor['locale'],
    theme: row.theme as Actor['theme'],
  };
  return { actor, state: now < idleUntil && now < row.expires_at ? 'live' : 'expired', lastSeenAt: row.last_seen_at };
}

// Written out, not bound: a partial index (one primary membership) serves only a condition that SQLite can see.
const sessionRow = prepared((db, value: (name: 'tokenHash' | 'today') => string) =>
  db
    .selectFrom('session as s')
    .innerJoin('user_account as u', 'u.id', 's.user_id')
    .leftJoin('credential as c', 'c.user_id', 'u.id')
    .leftJoin('membership as m', (join) => join.onRef('m.user_id', '=', 'u.id').on('m.is_primary', '=', sql.lit(1)).on('m.valid_to', 'is', null))
    .leftJoin('org_unit_version as v', (join) =>
      join.onRef('v.unit_id', '=', 'm.unit_id').on('v.valid_from', '<=', value('today')).on((on) => on.or([on('v.valid_to', 'is', null), on('v.valid_to', '>', value('today'))])),
    )
    .select(['s.id as sessionId', 's.last_seen_at', 's.expires_at', 's.idle_minutes', 'u.id', 'u.full_name', 'u.account_kind', 'u.locale', 'u.theme', 'c.must_change', 'm.unit_id', 'v.name as unit_name'])
    .where('s.token_hash', '=', value('tokenHash'))
    .where('s.revoked_at', 'is', null)
    .where('u.disabled_at', 'is', null),
);

/** The session that had this token until a moment ago. */
async function renamedSession(db: Db, tokenHash: string, now: Instant, today: Day) {
  const renamed = await db.selectFrom('session').select('token_hash').where('former_token_hash', '=', tokenHash).where('token_changed_at', '>', repeatedSince(now)).executeTakeFirst();
  return renamed && (await sessionRow(db, { tokenHash: renamed.token_hash, today }))[0];
}

const grantRows = prepared((db, value: (name: 'userId') => string) =>
  db.selectFrom('role_assignment').select(['role', 'scope', 'unit_id']).where('user_id', '=', value('userId')).where('revoked_at', 'is', null),
);

/** The roles in force of one person. */
export async function listGrants(db: Db, userId: string): Promise<Grant[]> {
  const rows = await grantRows(db, { userId });
  return rows.map((row) => ({ role: row.role, scope: row.scope, unitId: row.unit_id }) as Grant);
}
