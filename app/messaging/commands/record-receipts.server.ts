import type { Db, Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Receipt } from '../forms/receipts.ts';
import type { Channel, DeliveryState } from '../rules/channels.ts';
import { effectOf, type ReceiptEffect } from '../rules/receipt.ts';
import { withdrawDead } from './withdraw-unwanted.server.ts';

/** What became of a batch; every report counts once among the first five. */
export interface ReceiptCounts {
  delivered: number;
  bounced: number;
  /** New, but the delivery stays as it is. */
  unchanged: number;
  /** Came before, word for word or not: the first of its kind counts. */
  repeated: number;
  /** Not a delivery of this channel, or one that was never handed out. */
  unknown: number;
  suppressed: number;
}

const atOnce = 100;

/** Writes what a provider reports into the ledger, a hundred reports to a transaction. A batch that was cut off may come again as a whole. */
export async function recordReceipts(db: Db, channel: Channel, receipts: readonly Receipt[], now: Instant): Promise<ReceiptCounts> {
  const counts: ReceiptCounts = { delivered: 0, bounced: 0, unchanged: 0, repeated: 0, unknown: 0, suppressed: 0 };
  for (let at = 0; at < receipts.length; at += atOnce) {
    const own = await db.transaction().execute((tx) => recordPiece(tx, channel, receipts.slice(at, at + atOnce), now));
    for (const key of Object.keys(counts) as (keyof ReceiptCounts)[]) counts[key] += own[key];
    // Others get their turn between two pieces.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return counts;
}

interface Known {
  id: string;
  /** Null for a reader from outside, whose number is not in the ledger. */
  recipientId: string | null;
  address: string | null;
  state: string;
}

async function recordPiece(tx: Tx, channel: Channel, receipts: readonly Receipt[], now: Instant): Promise<ReceiptCounts> {
  const counts: ReceiptCounts = { delivered: 0, bounced: 0, unchanged: 0, repeated: 0, unknown: 0, suppressed: 0 };
  const rows = await tx.selectFrom('delivery').select(['id', 'address', 'state', 'recipient_id as recipientId']).where('id', 'in', receipts.map(({ reference }) => reference.toLowerCase())).where('channel', '=', channel).where('attempts', '>', 0).execute();
  const known = new Map<string, Known>(rows.map((row) => [row.id, row]));
  for (const receipt of receipts) {
    const delivery = known.get(receipt.reference.toLowerCase());
    if (!delivery) counts.unknown += 1;
    else if (!(await keep(tx, delivery.id, receipt, now))) counts.repeated += 1;
    else {
      const effect = effectOf(receipt.outcome, delivery.state as DeliveryState);
      await change(tx, delivery, { receipt, effect, now });
      if (await judgeNumber(tx, channel, delivery, { effect, now })) counts.suppressed += 1;
      delivery.state = effect.state ?? delivery.state;
      counts[effect.state === 'DELIVERED' ? 'delivered' : effect.state === 'BOUNCED' ? 'bounced' : 'unchanged'] += 1;
    }
  }
  return counts;
}

/** @returns false when a report of this kind was kept before */
async function keep(tx: Tx, deliveryId: string, { outcome, at, detail }: Receipt, now: Instant): Promise<boolean> {
  // A gateway's clock may be ahead of ours; nothing happened after it was reported.
  const row = { delivery_id: deliveryId, outcome, happened_at: at < now ? at : now, received_at: now, detail: normaliseLine(detail).slice(0, 300) };
  const { numInsertedOrUpdatedRows } = await tx.insertInto('delivery_receipt').values(row).onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** A report may overtake the outcome of the call itself: then the lease is taken away, and the worker's own outcome finds nothing to change. */
async function change(tx: Tx, { id }: Known, { receipt, effect, now }: { receipt: Receipt; effect: ReceiptEffect; now: Instant }): Promise<void> {
  const words = [receipt.outcome, normaliseLine(receipt.detail)].filter(Boolean).join(': ').slice(0, 300);
  if (receipt.outcome === 'DELAYED') await tx.updateTable('delivery').set({ detail: words }).where('id', '=', id).where('state', '=', 'ACCEPTED').execute();
  if (!effect.state) return;
  await tx
    .updateTable('delivery')
    .set((set) => ({
      state: effect.state as string,
      detail: effect.state === 'DELIVERED' ? null : words,
      settled_at: now,
      lease_id: null,
      lease_until: null,
      holder: null,
      accepted_at: set.fn.coalesce('accepted_at', set.val(now)),
      provider_id: set.fn.coalesce('provider_id', set.val(receipt.id ?? null)),
    }))
    .where('id', '=', id)
    .execute();
}

/** Keeps the number from being written to on this channel, or takes that back. @returns whether it was put on the list now */
async function judgeNumber(tx: Tx, channel: Channel, { id, recipientId, address }: Known, { effect, now }: { effect: ReceiptEffect; now: Instant }): Promise<boolean> {
  if (address === null || recipientId === null) return false;
  if (effect.lifts) await tx.deleteFrom('suppression').where('channel', '=', channel).where('address', '=', address).where('delivery_id', '=', id).where('reason', '=', 'BOUNCE').execute();
  if (!effect.suppress) return false;
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('suppression')
    .values({ channel, address, reason: effect.suppress, delivery_id: id, created_at: now })
    // A person's will weighs more than a dead number, whichever was reported first.
    .onConflict((conflict) => (effect.suppress === 'UNSUBSCRIBED' ? conflict.columns(['channel', 'address']).doUpdateSet({ reason: 'UNSUBSCRIBED' }).where('suppression.reason', '=', 'BOUNCE') : conflict.doNothing()))
    .executeTakeFirstOrThrow();
  // A dead number may come alive again by a later report; a will does not.
  if (effect.suppress === 'UNSUBSCRIBED') await withdrawDead(tx, { channel, recipientId, address }, now);
  return numInsertedOrUpdatedRows === 1n;
}
