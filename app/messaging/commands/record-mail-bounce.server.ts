import type { Db, Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { deliveryOf } from '../channels/email-headers.ts';
import type { BounceReport } from '../rules/bounce-report.ts';
import { addressKey, checkAddress } from '../rules/mail-address.ts';
import { withdrawDead } from './withdraw-unwanted.server.ts';

/** What a report changed. */
export interface BounceEffect {
  delivery: boolean;
  suppressed: boolean;
}

/** Writes one report into the ledger: the delivery that did not arrive, and the address that must not be written to again. */
export function recordMailBounce(db: Db, report: BounceReport, now: Instant): Promise<BounceEffect> {
  return db.transaction().execute(async (tx) => {
    const id = report.messageId ? deliveryOf(report.messageId) : null;
    const delivery = id ? await tx.selectFrom('delivery').select(['id', 'address', 'recipient_id']).where('id', '=', id).where('channel', '=', 'EMAIL').executeTakeFirst() : undefined;
    const settled = delivery ? await noteOnDelivery(tx, delivery.id, report, now) : false;
    if (report.kind !== 'hard' && report.kind !== 'complaint') return { delivery: settled, suppressed: false };
    // The address that we wrote to, not the one that a report names: a forwarder's address was never ours to judge.
    const address = delivery?.address ?? report.address;
    if (!address || !checkAddress(address).ok) return { delivery: settled, suppressed: false };
    const row = { channel: 'EMAIL' as const, address: addressKey(address), reason: report.kind === 'hard' ? ('BOUNCE' as const) : ('COMPLAINT' as const), delivery_id: delivery?.id ?? null, created_at: now };
    await tx.insertInto('suppression').values(row).onConflict((conflict) => conflict.doNothing()).execute();
    if (delivery?.address) await withdrawDead(tx, { channel: 'EMAIL', recipientId: delivery.recipient_id, address: delivery.address }, now);
    return { delivery: settled, suppressed: true };
  });
}

async function noteOnDelivery(tx: Tx, id: string, report: BounceReport, now: Instant): Promise<boolean> {
  if (report.kind === 'complaint') return false;
  const detail = normaliseLine([report.status, report.diagnostic].filter(Boolean).join(' ')).slice(0, 300) || report.kind;
  if (report.kind === 'delayed') {
    const noted = await tx.updateTable('delivery').set({ detail }).where('id', '=', id).where('state', '=', 'ACCEPTED').executeTakeFirst();
    return noted.numUpdatedRows > 0n;
  }
  // A report may overtake the outcome of the call itself: then the lease is taken away, and the worker's own outcome finds nothing to change.
  const bounced = { state: 'BOUNCED' as const, detail, settled_at: now, lease_id: null, lease_until: null };
  const changed = await tx.updateTable('delivery').set(bounced).where('id', '=', id).where('state', 'in', ['SENDING', 'UNCERTAIN', 'ACCEPTED', 'DELIVERED']).executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}
