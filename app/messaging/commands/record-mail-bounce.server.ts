import { domainToUnicode } from 'node:url';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../db/client.ts';
import { plusMinutes, type Instant } from '../../platform/clock.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import { deliveryOf } from '../channels/email-headers.ts';
import type { BounceReport } from '../rules/bounce-report.ts';
import { addressKey, checkAddress } from '../rules/mail-address.ts';
import { suppressAddress } from './withdraw-unwanted.server.ts';

/** What a report changed. */
export interface BounceEffect {
  delivery: boolean;
  suppressed: boolean;
  /** Nothing proves it, so it waits for a person. */
  kept: boolean;
}

/** Servers give up after days, people complain after weeks; what comes later speaks of nothing that we still know. */
const provesDays = 30;

/**
 * Writes one report into the ledger: the delivery that did not arrive, and the address that must not be written to again. Anybody can write a mail that looks
 * like a report, so only the Message-ID of a mail that lately went to the address is believed: nobody but its recipient and the servers on its way knows it.
 */
export function recordMailBounce(db: Db, report: BounceReport, now: Instant): Promise<BounceEffect> {
  return db.transaction().execute(async (tx) => {
    const mail = await findMail(tx, report, now);
    const delivery = mail ? await noteOnDelivery(tx, mail.id, report, now) : false;
    if (report.kind !== 'hard' && report.kind !== 'complaint') return { delivery, suppressed: false, kept: false };
    const reason = report.kind === 'hard' ? 'BOUNCE' : 'COMPLAINT';
    // The address that we wrote to, not the one that a report names: a forwarder's address was never ours to judge.
    // A reader from outside has no address in the ledger: nothing of hers is kept beyond her letter.
    if (!mail?.address || !mail.recipientId || !checkAddress(mail.address).ok || !mail.proves) return { delivery, suppressed: false, kept: await keepForPerson(tx, report, reason, mail?.recipientId ?? null, now) };
    await suppressAddress(tx, { channel: 'EMAIL', recipientId: mail.recipientId, address: mail.address, reason, deliveryId: mail.id }, now);
    return { delivery, suppressed: true, kept: false };
  });
}

/** The mail whose Message-ID a report names; it proves something when it has left lately. */
function findMail(tx: Tx, { messageId }: BounceReport, now: Instant) {
  const id = messageId ? deliveryOf(messageId) : null;
  return tx
    .selectFrom('delivery')
    .select(['id', 'address', 'recipient_id as recipientId'])
    .select(sql<number>`attempts > 0 and coalesce(accepted_at, next_at) > ${plusMinutes(now, -provesDays * 1_440)}`.as('proves'))
    .where('id', '=', id)
    .where('channel', '=', 'EMAIL')
    .executeTakeFirst();
}

/** Keeps a report without proof where a person decides on it, as long as it speaks of one of us. @returns whether it is kept */
async function keepForPerson(tx: Tx, report: BounceReport, kind: 'BOUNCE' | 'COMPLAINT', recipientId: string | null, now: Instant): Promise<boolean> {
  const person = await tx.selectFrom('user_account').select(['id', 'email']).where((where) => where.or([where('id', '=', recipientId), where('email', 'in', spellingsOf(report.address))])).executeTakeFirst();
  if (!person?.email) return false;
  const told = { address: addressKey(person.email), detail: detailOf(report), last_at: now };
  await tx.insertInto('mail_report').values({ user_id: person.id, kind, reports: 1, ...told }).onConflict((conflict) => conflict.columns(['user_id', 'kind']).doUpdateSet((set) => ({ ...told, reports: set('mail_report.reports', '+', 1) }))).execute();
  return true;
}

/** How an address may stand in an account: as it came, as it is kept among dead ones, or with the letters of its domain. */
function spellingsOf(address: string | null): string[] {
  if (!address || !checkAddress(address).ok) return [''];
  const key = addressKey(address);
  const at = key.lastIndexOf('@');
  return [address.trim(), key, `${key.slice(0, at)}@${domainToUnicode(key.slice(at + 1))}`];
}

const detailOf = ({ status, diagnostic, kind }: BounceReport): string => normaliseLine([status, diagnostic].filter(Boolean).join(' ')).slice(0, 300) || kind;

async function noteOnDelivery(tx: Tx, id: string, report: BounceReport, now: Instant): Promise<boolean> {
  if (report.kind === 'complaint') return false;
  const detail = detailOf(report);
  if (report.kind === 'delayed') {
    const noted = await tx.updateTable('delivery').set({ detail }).where('id', '=', id).where('state', '=', 'ACCEPTED').executeTakeFirst();
    return noted.numUpdatedRows > 0n;
  }
  // A report may overtake the outcome of the call itself: then the lease is taken away, and the worker's own outcome finds nothing to change.
  const bounced = { state: 'BOUNCED' as const, detail, settled_at: now, lease_id: null, lease_until: null, holder: null };
  const changed = await tx.updateTable('delivery').set(bounced).where('id', '=', id).where('state', 'in', ['SENDING', 'UNCERTAIN', 'ACCEPTED', 'DELIVERED']).executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}
