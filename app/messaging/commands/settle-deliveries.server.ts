import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import { prepared } from '../../../db/prepared.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { mostAttempts, retryMinutes } from '../rules/fate.ts';
import type { Letter, SendOutcome } from '../sender.ts';
import type { TakenNote } from '../taken-notes.server.ts';
import { suppressAddress } from './withdraw-unwanted.server.ts';

/** A letter in the hands of a worker, for as long as its lease holds. */
export interface ClaimedLetter {
  leaseId: string;
  attempts: number;
  letter: Letter;
}

export interface Settled {
  claimed: ClaimedLetter;
  outcome: SendOutcome;
}

/**
 * Writes what came of calls, in one transaction. Every change carries the lease, so a worker that lost it changes nothing.
 * @returns how many were written; fewer than given when leases were lost
 */
export function settleDeliveries(db: Db, settled: readonly Settled[], now: Instant): Promise<number> {
  return db.transaction().execute((tx) => settleIn(tx, settled, now));
}

/** The same in a transaction of the caller. */
export async function settleIn(tx: Tx, settled: readonly Settled[], now: Instant): Promise<number> {
  if (settled.length === 0) return 0;
  const changes = settled.map(({ claimed, outcome }) => ({ id: claimed.letter.deliveryId, lease: claimed.leaseId, ...changeFor(outcome, claimed, now) }));
  const written = new Set((await writeChanges(tx, { changes: JSON.stringify(changes) })).map(({ id }) => id));
  for (const { claimed, outcome } of settled) {
    if (outcome.kind === 'refused' && outcome.suppress && written.has(claimed.letter.deliveryId)) await suppress(tx, claimed, now);
  }
  return written.size;
}

/** Writes what a process that has ended noted of its calls. A note whose lease is gone changes nothing. @returns how many were written */
export async function settleNoted(tx: Tx, notes: readonly TakenNote[]): Promise<number> {
  const changes = notes.map(({ id, lease, state, providerId, at }) => ({ id, lease, detail: null, ...takenAs(state, providerId, at) }));
  return changes.length === 0 ? 0 : (await writeChanges(tx, { changes: JSON.stringify(changes) })).length;
}

const takenAs = (state: TakenNote['state'], provider_id: string | null, at: Instant) => ({ state, provider_id, accepted_at: at, ...(state === 'DELIVERED' ? { settled_at: at } : {}) });

const of = <Value extends string | null = string>(name: string) => sql<Value>`change.value ->> ${sql.lit(name)}`;

/** One statement for any number of outcomes, so that its text is always the same. What a change does not name stays as it is. */
const writeChanges = prepared((db, value: (name: 'changes') => never) =>
  db
    .updateTable('delivery')
    .from(sql<{ value: string }>`json_each(${value('changes')})`.as('change'))
    .set((set) => ({
      state: of('state'),
      detail: of<string | null>('detail'),
      next_at: set.fn.coalesce(of<string | null>('next_at'), set.ref('next_at')),
      provider_id: set.fn.coalesce(of<string | null>('provider_id'), set.ref('provider_id')),
      accepted_at: set.fn.coalesce(of<string | null>('accepted_at'), set.ref('accepted_at')),
      settled_at: set.fn.coalesce(of<string | null>('settled_at'), set.ref('settled_at')),
      lease_id: null,
      lease_until: null,
      holder: null,
    }))
    .where('delivery.id', '=', of('id'))
    .where('delivery.lease_id', '=', of('lease'))
    .returning('delivery.id'),
);

interface Change {
  state: string;
  detail: string | null;
  next_at?: Instant;
  provider_id?: string | null;
  accepted_at?: Instant;
  settled_at?: Instant;
}

function changeFor(outcome: SendOutcome, { attempts }: ClaimedLetter, now: Instant): Change {
  // In the letters in which a form sends it back: the desk sends failures again by their reason.
  const detail = 'reason' in outcome ? normaliseLine(outcome.reason) : null;
  switch (outcome.kind) {
    case 'accepted':
      return { detail, ...takenAs(outcome.isFinal ? 'DELIVERED' : 'ACCEPTED', outcome.providerId, now) };
    case 'refused':
      return { state: outcome.suppress ? 'BOUNCED' : 'FAILED', detail, settled_at: now };
    case 'uncertain':
      return { state: 'UNCERTAIN', detail, next_at: plusMinutes(now, retryMinutes(attempts)) };
    case 'channel-down':
      return { state: 'QUEUED', detail, next_at: plusMinutes(now, 1) };
    case 'later':
      if (attempts >= mostAttempts) return { state: 'FAILED', detail, settled_at: now };
      return { state: 'QUEUED', detail, next_at: plusMinutes(now, retryMinutes(attempts, outcome.retryAfterSeconds)) };
  }
}

/** The address itself is bad: nothing more is sent to it until somebody mends it. */
async function suppress(tx: Tx, { letter: { channel, recipient, address, deliveryId } }: ClaimedLetter, now: Instant): Promise<void> {
  if (address !== null) await suppressAddress(tx, { channel, recipientId: recipient.id, address, reason: 'BOUNCE', deliveryId }, now);
}
