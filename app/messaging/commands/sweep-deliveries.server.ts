import { sql, type ExpressionBuilder } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Schema } from '../../../db/schema.ts';
import { makeRoom } from '../../../db/make-room.ts';
import type { Instant } from '../../platform/clock.ts';
import { leaseIsOver } from '../../platform/processes.server.ts';
import { listNoted, readTaken, removeTaken, type TakenNotes } from '../taken-notes.server.ts';
import { settleNoted } from './settle-deliveries.server.ts';

const endedAtOnce = 1_000;
// Written out, not bound: a partial index serves only a condition that SQLite can see.
const waiting = ['QUEUED', 'UNCERTAIN'].map((state) => sql.lit(state));

export interface Sweeper {
  held?: ReadonlySet<string>;
  processId?: string | undefined;
  /** Where processes note what providers have taken; without it nothing is known of that. */
  dataDir?: string | undefined;
  /** The notes of this process itself. */
  own?: TakenNotes | undefined;
}

/**
 * Takes back what killed workers held, and ends what came too late, in pieces.
 * A delivery whose lease is over counts as taken when its worker has noted that; otherwise it may have been sent: it becomes UNCERTAIN, and the channel knows that when it tries again.
 * A clock that jumps takes nothing out of the hands of who is alive, this process or another.
 * @param by.held deliveries that the caller is sending at this moment
 */
export async function sweepDeliveries(db: Db, now: Instant, by: Sweeper = {}): Promise<{ taken: number; uncertain: number; expired: number }> {
  const { taken, uncertain } = await takeBack(db, now, by);
  if (by.dataDir !== undefined && taken + uncertain > 0) await removeOldNotes(db, by.dataDir);
  if (by.own) await forgetSettled(db, by.own);
  let expired = 0;
  for (;;) {
    const late = db.selectFrom('delivery').select('id').where('state', 'in', waiting).where('not_after', '<=', now).limit(endedAtOnce);
    const { numUpdatedRows } = await db.updateTable('delivery').set({ state: 'EXPIRED', settled_at: now }).where('id', 'in', late).executeTakeFirst();
    expired += Number(numUpdatedRows);
    if (Number(numUpdatedRows) < endedAtOnce) return { taken, uncertain, expired };
    await makeRoom();
  }
}

/** In one transaction, so that no process can end between the reading of its notes and the verdict on the rest. */
async function takeBack(db: Db, now: Instant, { held = new Set(), processId, dataDir }: Sweeper): Promise<{ taken: number; uncertain: number }> {
  const isLost = (row: ExpressionBuilder<Schema, 'delivery'>) => row.and([row('state', '=', sql.lit('SENDING')), leaseIsOver(now, processId), ...(held.size > 0 ? [row('id', 'not in', [...held])] : [])]);
  if (!(await db.selectFrom('delivery').select('id').where(isLost).limit(1).executeTakeFirst())) return { taken: 0, uncertain: 0 };
  return db.transaction().execute(async (tx) => {
    const holders = await tx.selectFrom('delivery').select('holder').distinct().where(isLost).execute();
    const notes = holders.flatMap(({ holder }) => (dataDir !== undefined && holder !== null ? readTaken(dataDir, holder) : []));
    const taken = await settleNoted(tx, notes);
    const { numUpdatedRows } = await tx.updateTable('delivery').set({ state: 'UNCERTAIN', lease_id: null, lease_until: null, holder: null, next_at: now, detail: 'LEASE_LOST' }).where(isLost).executeTakeFirst();
    return { taken, uncertain: Number(numUpdatedRows) };
  });
}

/** Drops what this process had noted and given up, once no letter carries the lease any more: by its note or as uncertain, this sweep or another one has settled it. */
async function forgetSettled(db: Db, own: TakenNotes): Promise<void> {
  const givenUp = own.givenUp.slice(0, endedAtOnce);
  if (givenUp.length === 0) return;
  const open = await db.selectFrom('delivery').select('lease_id').where('id', 'in', givenUp.map(({ id }) => id)).where('lease_id', 'is not', null).execute();
  const leases = new Set(open.map(({ lease_id }) => lease_id));
  own.forgetGivenUp(givenUp.filter(({ lease }) => !leases.has(lease)));
}

/** Takes away the notes of processes that have ended and hold nothing any more. */
export async function removeOldNotes(db: Db, dataDir: string): Promise<void> {
  for (const holder of listNoted(dataDir)) {
    const isThere = await db.selectFrom('process').select('id').where('id', '=', holder).where('standing', '<>', sql.lit('ENDED')).executeTakeFirst();
    const holds = await db.selectFrom('delivery').select('id').where('state', '=', sql.lit('SENDING')).where('holder', '=', holder).limit(1).executeTakeFirst();
    if (!isThere && !holds) removeTaken(dataDir, holder);
  }
}
