import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../db/client.ts';
import type { Instant } from './clock.ts';
import { newId } from './ids.ts';

export interface AuditEntry {
  at: Instant;
  /** Who did it; null for the system itself. */
  actor: { id: string; fullName: string } | null;
  /** A verb with its object, as in `role.grant`. */
  action: string;
  objectType: string;
  objectId: string;
  details?: Record<string, unknown>;
}

const genesis = '0'.repeat(64);

/** Appends one row to the audit log. Rows are chained by hash, so that a removed or altered row shows; the head stands apart, so that a cut-off end shows. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const last = await tx.selectFrom('audit_event').select('hash').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const row = {
    id: newId(),
    at: entry.at,
    actor_id: entry.actor?.id ?? null,
    actor_name: entry.actor?.fullName ?? 'Hệ thống',
    action: entry.action,
    object_type: entry.objectType,
    object_id: entry.objectId,
    details: JSON.stringify(entry.details ?? {}),
    previous_hash: last?.hash ?? genesis,
  };
  const hash = hashOf(row);
  await tx.insertInto('audit_event').values({ ...row, hash }).execute();
  await tx.updateTable('audit_head').set(({ eb }) => ({ row_count: eb('row_count', '+', 1), hash })).execute();
}

export interface LastDeed {
  action: string;
  at: Instant;
  details: Record<string, unknown>;
}

/** What was done last to an object, or by a person: a page says what its address claims to have happened only when that is so. */
export async function lastDeed(db: Db, of: { objectType: string; objectId: string } | { actorId: string }): Promise<LastDeed | null> {
  const rows = db.selectFrom('audit_event').select(['action', 'at', 'details']).orderBy('seq', 'desc').limit(1);
  const row = await ('actorId' in of ? rows.where('actor_id', '=', of.actorId) : rows.where('object_type', '=', of.objectType).where('object_id', '=', of.objectId)).executeTakeFirst();
  return row ? { ...row, details: JSON.parse(row.details) as Record<string, unknown> } : null;
}

/** What a person's last deed wrote under this action about this object; null when she has done something else since. One deed may write several rows. */
export async function lastDeedAs(db: Db, actorId: string, { action, objectId }: { action: string; objectId: string }): Promise<LastDeed | null> {
  const last = await lastDeed(db, { actorId });
  const row = last && (await db.selectFrom('audit_event').select(['action', 'at', 'details']).where('actor_id', '=', actorId).where('at', '=', last.at).where('action', '=', action).where('object_id', '=', objectId).orderBy('seq', 'desc').limit(1).executeTakeFirst());
  return row ? { ...row, details: JSON.parse(row.details) as Record<string, unknown> } : null;
}

/** How many rows a person's last deed has written, when it is this one; 0 when she has done something else since. */
export async function lastDeedCount(db: Db, actorId: string, action: string): Promise<number> {
  const last = await lastDeed(db, { actorId });
  if (last?.action !== action) return 0;
  const { count } = await db.selectFrom('audit_event').select((row) => row.fn.countAll<number>().as('count')).where('actor_id', '=', actorId).where('at', '=', last.at).where('action', '=', action).executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Walks the whole chain.
 * @returns the sequence number of the first row that does not fit or is missing at the end, or null when the chain is whole
 */
export async function findAuditBreak(db: Db): Promise<number | null> {
  // Read first: rows that are written meanwhile come behind it.
  const head = await db.selectFrom('audit_head').select(['row_count', 'hash']).executeTakeFirst();
  let count = 0;
  let headFits = head?.row_count === 0;
  let previous = genesis;
  let after = 0;
  for (;;) {
    const rows = await db.selectFrom('audit_event').selectAll().where('seq', '>', after).orderBy('seq').limit(1000).execute();
    if (rows.length === 0) return headFits ? null : after + 1;
    for (const { seq, hash, ...row } of rows) {
      if (row.previous_hash !== previous || hashOf(row) !== hash) return seq;
      previous = hash;
      after = seq;
      count += 1;
      if (count === head?.row_count) headFits = hash === head.hash;
    }
  }
}

type Unhashed = { id: string; at: string; actor_id: string | null; actor_name: string; action: string; object_type: string; object_id: string; details: string; previous_hash: string };

function hashOf(row: Unhashed): string {
  const fields = [row.id, row.at, row.actor_id, row.actor_name, row.action, row.object_type, row.object_id, row.details, row.previous_hash];
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex');
}
