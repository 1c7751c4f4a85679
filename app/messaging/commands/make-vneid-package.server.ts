import { sql } from 'kysely';
import type { Tx } from '../../../db/client.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import type { MessageContent } from '../forms/content.ts';
import { vneidMessages as messages } from '../messages/vneid.ts';
import { composePackage } from '../vneid-package.server.ts';
import { checkMayHandOver, holdsBack, messageIn } from './vneid-checks.server.ts';

/** What one package holds at most; whoever is left goes into the next one. */
export const largestPackage = 20_000;
const idsAtOnce = 5_000;

/**
 * Freezes a package for VNeID out of everybody of a message who waits. Its deliveries stay queued, so that a message that is cancelled or runs out of time
 * before the hand-over takes them along. `number` is the one that the page offered: asking twice, or two people at once, makes one package.
 */
export async function makePackage(ports: Ports & { baseUrl: string }, actor: Actor, { messageId, number }: { messageId: string; number: number }): Promise<Outcome<{ id: string }>> {
  checkMayHandOver(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const message = await messageIn(tx, messageId);
    const known = await tx.selectFrom('vneid_package').select(['id', 'number']).where('message_id', '=', messageId).orderBy('number').execute();
    const same = known.find((one) => one.number === number);
    if (same) return { ok: true, id: same.id };
    if (number !== (known.at(-1)?.number ?? 0) + 1) return refuse('form', messages.both('fault.stale'));
    const held = await holdsBack(tx, message, at);
    if (held) return refuse('form', held);
    const recipients = await waitingRecipients(tx, messageId);
    if (recipients.length === 0) return refuse('form', messages.both('fault.nothing'));
    const id = newId();
    const content = JSON.parse(message.content) as MessageContent;
    const files = composePackage({ id, number, messageId, madeAt: at, notAfter: message.not_after, urgency: message.urgency, isDrill: message.is_drill === 1, correctsId: message.corrects_id, content, recipients }, ports.baseUrl);
    await tx.insertInto('vneid_package').values({ id, message_id: messageId, number, ...files, recipient_count: recipients.length, made_by: actor.id, made_at: at }).execute();
    const ids = recipients.map(({ reference }) => reference);
    for (let from = 0; from < ids.length; from += idsAtOnce) await tx.updateTable('delivery').set({ provider_id: id }).where('id', 'in', ids.slice(from, from + idsAtOnce)).execute();
    await recordAudit(tx, { at, actor, action: 'vneid.package', objectType: 'vneid_package', objectId: id, details: { messageId, count: recipients.length, contentHash: files.sha256 } });
    return { ok: true, id };
  });
}

function waitingRecipients(tx: Tx, messageId: string) {
  return tx
    .selectFrom('delivery as d')
    .innerJoin('user_account as u', 'u.id', 'd.recipient_id')
    .leftJoin('membership as b', (join) => join.onRef('b.user_id', '=', 'u.id').on('b.is_primary', '=', sql.lit(1)).on('b.valid_to', 'is', null))
    .leftJoin('org_unit_version as v', (join) => join.onRef('v.unit_id', '=', 'b.unit_id').on('v.valid_to', 'is', null))
    .leftJoin('org_unit_version as w', (join) => join.onRef('w.unit_id', '=', 'v.parent_id').on('w.valid_to', 'is', null))
    // The offices of two communes have the same names.
    .select(['d.id as reference', 'u.full_name as fullName', sql<string | null>`concat_ws(', ', v.name, w.name)`.as('unitName'), 'u.phone'])
    .where('d.message_id', '=', messageId)
    .where('d.channel', '=', 'VNEID')
    .where('d.state', '=', 'QUEUED')
    .where('d.provider_id', 'is', null)
    // Two primary places of work would put a person twice into the list.
    .groupBy('d.id')
    .orderBy('d.id')
    .limit(largestPackage)
    .execute();
}
