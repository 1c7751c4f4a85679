import { recordAudit } from '../../platform/audit.server.ts';
import { momentOf, refuse, type Actor, type Outcome, type Ports } from '../../people/index.server.ts';
import { callsMessages as messages } from '../messages/calls.ts';
import { canSuperviseCalls } from '../policy.ts';
import { maskDigits } from '../rules/call.ts';

/** Records what became of a call-back; once. */
export async function finishCallback(ports: Ports, actor: Actor, { task, outcome, note }: { task: string; outcome: 'REACHED' | 'NO_ANSWER' | 'NOT_NEEDED'; note: string }): Promise<Outcome> {
  const { at } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const row = await tx.selectFrom('callback_task').selectAll().where('id', '=', task).executeTakeFirst();
    if (!row || (row.agent_id !== actor.id && !canSuperviseCalls(actor))) return refuse('form', messages.both('fault.no-task'));
    if (row.done_at) return refuse('form', messages.both('fault.task-done'));
    await tx.updateTable('callback_task').set({ done_at: at, done_by: actor.id, outcome, note: maskDigits(note) || null }).where('id', '=', task).execute();
    await recordAudit(tx, { at, actor, action: 'call.callback', objectType: 'call_record', objectId: row.call_id, details: { outcome } });
    return { ok: true };
  });
}
