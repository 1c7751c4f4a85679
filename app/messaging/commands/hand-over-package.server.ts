import { recordAudit } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { vneidMessages as messages } from '../messages/vneid.ts';
import { checkMayHandOver, holdsBack, messageIn } from './vneid-checks.server.ts';

/** Hands a package over: from here its deliveries count as taken by VNeID, and its files can be downloaded. Doing it again changes nothing. */
export async function handOver(ports: Ports, actor: Actor, id: string): Promise<Outcome> {
  checkMayHandOver(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const found = await tx.selectFrom('vneid_package').select(['message_id', 'recipient_count']).where('id', '=', id).executeTakeFirst();
    if (!found) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (await tx.selectFrom('vneid_handover').select('package_id').where('package_id', '=', id).executeTakeFirst()) return { ok: true };
    const held = await holdsBack(tx, await messageIn(tx, found.message_id), at);
    if (held) return refuse('form', held);
    const { numUpdatedRows } = await tx.updateTable('delivery').set((set) => ({ state: 'ACCEPTED', accepted_at: at, attempts: set('attempts', '+', 1) })).where('channel', '=', 'VNEID').where('provider_id', '=', id).where('state', '=', 'QUEUED').executeTakeFirst();
    // All of a package are queued or none: whatever ends one of them ends all of its message. Another process's clock may be a little ahead.
    if (numUpdatedRows === 0n) return refuse('form', messages.both('fault.expired'));
    if (Number(numUpdatedRows) !== found.recipient_count) throw new Error(`package ${id} holds ${found.recipient_count} people, ${numUpdatedRows} of them are queued`);
    await tx.insertInto('vneid_handover').values({ package_id: id, handed_by: actor.id, handed_at: at }).execute();
    await recordAudit(tx, { at, actor, action: 'vneid.hand-over', objectType: 'vneid_package', objectId: id, details: { count: found.recipient_count } });
    return { ok: true };
  });
}

export const packageFiles = ['manifest', 'recipients'] as const;
export type PackageFile = (typeof packageFiles)[number];

/** One file of a package that was handed over; that it was taken is recorded, because the list holds personal data. */
export async function takePackageFile(ports: Ports, actor: Actor, id: string, file: PackageFile): Promise<string> {
  checkMayHandOver(actor);
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx) => {
    const found = await tx.selectFrom('vneid_package as p').leftJoin('vneid_handover as h', 'h.package_id', 'p.id').select([`p.${file} as text`, 'h.handed_at']).where('p.id', '=', id).executeTakeFirst();
    if (!found) throw new AppError('not-found', platformMessages.both('error.not-found'));
    if (!found.handed_at) throw new AppError('conflict', messages.both('fault.not-handed'));
    await recordAudit(tx, { at, actor, action: 'vneid.download', objectType: 'vneid_package', objectId: id, details: { part: file } });
    return found.text;
  });
}
