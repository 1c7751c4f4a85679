import { recordAudit } from '../../platform/audit.server.ts';
import { newId } from '../../platform/ids.ts';
import { momentOf, refuse, type Actor, type Outcome } from '../../people/index.server.ts';
import { callMessages as messages } from '../messages/call.ts';
import { canSuperviseCalls } from '../policy.ts';
import { hasCallInHand, type DeskPorts } from './call-save.server.ts';

/** Takes up a call that the agent has parked; null when she has parked none with this id. */
export async function takeUpCall(ports: DeskPorts, actor: Actor, id: string): Promise<Outcome | null> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome | null> => {
    const parked = await tx.selectFrom('call_record').select('id').where('id', '=', id).where('agent_id', '=', actor.id).where('parked_at', 'is not', null).executeTakeFirst();
    if (!parked) return null;
    if (await hasCallInHand(tx, actor.id, id)) return refuse('form', messages.both('fault.in-hand'));
    await tx.updateTable('call_record').set({ parked_at: null }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'call.take-up', objectType: 'call_record', objectId: id });
    return { ok: true };
  });
}

/** Takes a call that was handed over: a call of one's own begins with the number and the words of the first. */
export async function takeHandover(ports: DeskPorts, actor: Actor, id: string): Promise<Outcome> {
  const { at, now } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const handover = await tx.selectFrom('call_handover').selectAll().where('id', '=', id).executeTakeFirst();
    if (!handover || (handover.to_agent ? handover.to_agent !== actor.id : !canSuperviseCalls(actor))) return refuse('form', messages.both('fault.gone'));
    if (handover.taken_at) return refuse('form', messages.both('fault.taken'));
    if (await hasCallInHand(tx, actor.id, '')) return refuse('form', messages.both('fault.in-hand'));
    const first = await tx.selectFrom('call_record').selectAll().where('id', '=', handover.call_id).executeTakeFirstOrThrow();
    await tx.updateTable('call_handover').set({ taken_at: at }).where('id', '=', id).execute();
    const { channel, number_sealed, number_mask, number_hash, caller_name, commune, unit_id, question, erase_after } = first;
    const callId = newId();
    await tx
      .insertInto('call_record')
      .values({ id: callId, client_key: newId(), revision: now.getTime(), agent_id: actor.id, channel, source: 'ONLINE', handover_id: id, number_sealed, number_mask, number_hash, caller_name, commune, unit_id, question, note: handover.context, started_at: at, answered_at: at, erase_after })
      .execute();
    await recordAudit(tx, { at, actor, action: 'call.take-handover', objectType: 'call_record', objectId: callId, details: { from: first.id } });
    return { ok: true };
  });
}
