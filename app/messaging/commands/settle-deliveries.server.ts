import type { Db, Tx } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { mostAttempts, retryMinutes } from '../rules/fate.ts';
import { addressKey } from '../rules/mail-address.ts';
import type { SendOutcome } from '../sender.ts';
import type { ClaimedLetter } from './claim-deliveries.server.ts';

export interface Settled {
  claimed: ClaimedLetter;
  outcome: SendOutcome;
}

/**
 * Writes what came of calls, in one transaction. Every change carries the lease, so a worker that lost it changes nothing.
 * @returns how many were written; fewer than given when leases were lost
 */
export function settleDeliveries(db: Db, settled: readonly Settled[], now: Instant): Promise<number> {
  return db.transaction().execute(async (tx) => {
    let written = 0;
    for (const { claimed, outcome } of settled) {
      const { numUpdatedRows } = await tx
        .updateTable('delivery')
        .set({ ...changeFor(outcome, claimed, now), lease_id: null, lease_until: null })
        .where('id', '=', claimed.letter.deliveryId)
        .where('lease_id', '=', claimed.leaseId)
        .executeTakeFirst();
      if (numUpdatedRows === 1n && outcome.kind === 'refused' && outcome.suppress) await suppress(tx, claimed, now);
      written += Number(numUpdatedRows);
    }
    return written;
  });
}

function changeFor(outcome: SendOutcome, { attempts }: ClaimedLetter, now: Instant) {
  switch (outcome.kind) {
    case 'accepted':
      return { state: outcome.isFinal ? 'DELIVERED' : 'ACCEPTED', provider_id: outcome.providerId, accepted_at: now, settled_at: outcome.isFinal ? now : null, detail: null };
    case 'refused':
      return { state: outcome.suppress ? 'BOUNCED' : 'FAILED', detail: outcome.reason, settled_at: now };
    case 'uncertain':
      return { state: 'UNCERTAIN', detail: outcome.reason, next_at: plusMinutes(now, retryMinutes(attempts)) };
    case 'channel-down':
      return { state: 'QUEUED', detail: outcome.reason, next_at: plusMinutes(now, 1) };
    case 'later':
      if (attempts >= mostAttempts) return { state: 'FAILED', detail: outcome.reason, settled_at: now };
      return { state: 'QUEUED', detail: outcome.reason, next_at: plusMinutes(now, retryMinutes(attempts, outcome.retryAfterSeconds)) };
  }
}

/** The address itself is bad: nothing more is sent to it until somebody mends it. */
async function suppress(tx: Tx, { letter }: ClaimedLetter, now: Instant): Promise<void> {
  if (letter.address === null) return;
  await tx.insertInto('suppression').values({ channel: letter.channel, address: letter.channel === 'EMAIL' ? addressKey(letter.address) : letter.address, reason: 'BOUNCE', delivery_id: letter.deliveryId, created_at: now }).onConflict((conflict) => conflict.doNothing()).execute();
}
