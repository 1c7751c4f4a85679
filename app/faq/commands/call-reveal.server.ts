import { recordAudit } from '../../platform/audit.server.ts';
import { momentOf, refuse, type Actor, type Outcome } from '../../people/index.server.ts';
import { openNumber } from '../caller-seal.server.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { canSuperviseCalls } from '../policy.ts';
import { dialledNumber } from '../../platform/text/phone.ts';
import type { DeskPorts } from './call-save.server.ts';

/** Opens the number of one call for a supervisor, or for the agent who has promised to call back; the reason stands in the log before the number is seen. */
export async function revealNumber(ports: DeskPorts, actor: Actor, { id, reason }: { id: string; reason: string }): Promise<Outcome<{ number: string }>> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ number: string }>> => {
    const call = await tx.selectFrom('call_record').select('number_sealed').where('id', '=', id).executeTakeFirst();
    const promised = await tx.selectFrom('callback_task').select('id').where('call_id', '=', id).where('agent_id', '=', actor.id).where('done_at', 'is', null).executeTakeFirst();
    if (!call || (!canSuperviseCalls(actor) && !promised)) return refuse('form', messages.both('fault.not-allowed'));
    const number = openNumber(ports.secret, call.number_sealed);
    if (number === null) return refuse('form', messages.both('fault.no-number'));
    await recordAudit(tx, { at, actor, action: 'call.reveal', objectType: 'call_record', objectId: id, details: { reason } });
    return { ok: true, number: dialledNumber(number) };
  });
}
