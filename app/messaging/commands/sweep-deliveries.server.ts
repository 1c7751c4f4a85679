import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import { makeRoom } from '../../../db/make-room.ts';
import type { Instant } from '../../platform/clock.ts';
import { leaseIsOver } from '../../platform/processes.server.ts';

const endedAtOnce = 1_000;
// Written out, not bound: a partial index serves only a condition that SQLite can see.
const waiting = ['QUEUED', 'UNCERTAIN'].map((state) => sql.lit(state));

export interface Sweeper {
  held?: ReadonlySet<string>;
  processId?: string | undefined;
}

/**
 * Takes back what killed workers held, and ends what came too late, in pieces.
 * A delivery whose lease is over may have been sent: it becomes UNCERTAIN, and the channel knows that when it tries again.
 * A clock that jumps takes nothing out of the hands of who is alive, this process or another.
 * @param by.held deliveries that the caller is sending at this moment
 */
export async function sweepDeliveries(db: Db, now: Instant, { held = new Set(), processId }: Sweeper = {}): Promise<{ uncertain: number; expired: number }> {
  const lost = await db
    .updateTable('delivery')
    .set({ state: 'UNCERTAIN', lease_id: null, lease_until: null, holder: null, next_at: now, detail: 'LEASE_LOST' })
    .where('state', '=', sql.lit('SENDING'))
    .where(leaseIsOver(now, processId))
    .$if(held.size > 0, (query) => query.where('id', 'not in', [...held]))
    .executeTakeFirst();
  let expired = 0;
  for (;;) {
    const late = db.selectFrom('delivery').select('id').where('state', 'in', waiting).where('not_after', '<=', now).limit(endedAtOnce);
    const { numUpdatedRows } = await db.updateTable('delivery').set({ state: 'EXPIRED', settled_at: now }).where('id', 'in', late).executeTakeFirst();
    expired += Number(numUpdatedRows);
    if (Number(numUpdatedRows) < endedAtOnce) return { uncertain: Number(lost.numUpdatedRows), expired };
    await makeRoom();
  }
}
