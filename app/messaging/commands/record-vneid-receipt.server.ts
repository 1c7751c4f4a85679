import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { vneidMessages as messages } from '../messages/vneid.ts';
import { readRefused } from '../rules/refused-rows.ts';
import { checkMayHandOver } from './vneid-checks.server.ts';

export interface VneidReceipt {
  /** A wall-clock time of this place. */
  receivedAt: string;
  receivedBy: string;
  accepted: number;
  /** Pasted lines and the text of a file. */
  refused: string;
  file: string;
  note: string;
}

const idsAtOnce = 5_000;

/**
 * Records by hand what the VNeID team said about a package: refused rows bounce, the others have arrived. Once; the same person sending the same again is told
 * that it is done.
 */
export async function recordVneidReceipt(ports: Ports, actor: Actor, id: string, form: VneidReceipt): Promise<Outcome> {
  checkMayHandOver(actor);
  const { at } = momentOf(ports);
  const refused = refusedIn(form);
  if (!refused.ok) return refused;
  const receipt = { received_at: instantOf(form.receivedAt, ports.timeZone), received_by: normaliseLine(form.receivedBy), accepted: form.accepted, refused: refused.reasons.size, note: form.note || null };
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const found = await packageIn(tx, id);
    const earlier = earlierReceipt(found, { actor, receipt, timeZone: ports.timeZone });
    if (earlier) return earlier;
    const fault = faultOf(found, receipt, at) ?? (await strangers(tx, id, [...refused.reasons.keys()]));
    if (fault) return fault;
    await settle(tx, id, refused.reasons, at);
    await tx.insertInto('vneid_receipt').values({ package_id: id, ...receipt, recorded_by: actor.id, recorded_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'vneid.receipt', objectType: 'vneid_package', objectId: id, details: { accepted: receipt.accepted, refused: receipt.refused } });
    return { ok: true };
  });
}

function refusedIn({ refused, file }: VneidReceipt): { ok: true; reasons: Map<string, string> } | Refusal {
  const [pasted, uploaded] = [readRefused(refused), readRefused(file)];
  if (!pasted.ok) return refuse('refused', messages.both('fault.line', { line: pasted.line }));
  if (!uploaded.ok) return refuse('file', messages.both('fault.line', { line: uploaded.line }));
  return { ok: true, reasons: new Map([...uploaded.reasons, ...pasted.reasons]) };
}

async function packageIn(tx: Tx, id: string) {
  const found = await tx
    .selectFrom('vneid_package as p')
    .leftJoin('vneid_handover as h', 'h.package_id', 'p.id')
    .leftJoin('vneid_receipt as r', 'r.package_id', 'p.id')
    .leftJoin('user_account as u', 'u.id', 'r.recorded_by')
    .select(['p.recipient_count as count', 'h.handed_at', 'r.received_at', 'r.accepted', 'r.refused', 'r.recorded_by', 'r.recorded_at', 'u.full_name'])
    .where('p.id', '=', id)
    .executeTakeFirst();
  if (!found) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return found;
}

type Found = Awaited<ReturnType<typeof packageIn>>;
interface Counted {
  received_at: Instant;
  accepted: number;
  refused: number;
}

function earlierReceipt(found: Found, { actor, receipt, timeZone }: { actor: Actor; receipt: Counted; timeZone: string }): Outcome | null {
  if (!found.recorded_at) return null;
  const isSame = found.recorded_by === actor.id && found.received_at === receipt.received_at && found.accepted === receipt.accepted && found.refused === receipt.refused;
  return isSame ? { ok: true } : refuse('form', messages.both('fault.received', { person: found.full_name ?? '', at: defineFormats('vi', timeZone).moment(found.recorded_at) }));
}

function faultOf({ handed_at, count }: Found, { received_at, accepted, refused }: Counted, at: Instant): Refusal | null {
  if (!handed_at) return refuse('form', messages.both('fault.not-handed'));
  // The form knows minutes only.
  if (received_at.slice(0, 16) < handed_at.slice(0, 16) || received_at > at) return refuse('receivedAt', messages.both('fault.received-at'));
  return accepted + refused === count ? null : refuse('accepted', messages.both('fault.sum', { accepted, refused, sum: accepted + refused, count }));
}

/** Refused rows that are not of this package: the list of another one was pasted, or nothing that we know. */
async function strangers(tx: Tx, id: string, references: readonly string[]): Promise<Refusal | null> {
  const own = new Set<string>();
  for (let from = 0; from < references.length; from += idsAtOnce) {
    const rows = await tx.selectFrom('delivery').select('id').where('id', 'in', references.slice(from, from + idsAtOnce)).where('channel', '=', 'VNEID').where('provider_id', '=', id).execute();
    for (const row of rows) own.add(row.id);
  }
  const strange = references.filter((reference) => !own.has(reference));
  return strange.length === 0 ? null : refuse('refused', messages.both('fault.unknown', { count: strange.length, some: strange.slice(0, 3).join(', ') + (strange.length > 3 ? ' …' : '') }));
}

async function settle(tx: Tx, id: string, reasons: ReadonlyMap<string, string>, at: Instant): Promise<void> {
  for (const [reason, references] of Map.groupBy(reasons.keys(), (reference) => reasons.get(reference) ?? '')) {
    for (let from = 0; from < references.length; from += idsAtOnce) {
      await tx.updateTable('delivery').set({ state: 'BOUNCED', detail: reason ? `VNEID: ${reason}` : 'VNEID', settled_at: at }).where('id', 'in', references.slice(from, from + idsAtOnce)).where('provider_id', '=', id).where('state', '=', 'ACCEPTED').execute();
    }
  }
  await tx.updateTable('delivery').set({ state: 'DELIVERED', settled_at: at }).where('channel', '=', 'VNEID').where('provider_id', '=', id).where('state', '=', 'ACCEPTED').execute();
}
