import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';
import { demandManaged } from '../queries/managed-class.server.ts';
import { peopleOfClass, tellClass } from './tell-class.server.ts';

/** Cancels a class that is not over, with a reason that everybody in it is told. */
export async function cancelClass(ports: Ports, actor: Actor, id: string, reason: string): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const known = await demandManaged(tx, actor, id, { at, today });
    if (known.state === 'CANCELLED') return { ok: true };
    if (known.state === 'DONE') return refuse('form', messages.both('fault.is-done'));
    await tx.updateTable('course_run').set({ cancelled_at: at, cancelled_reason: reason, revision: known.revision + 1 }).where('id', '=', id).execute();
    const recipients = await peopleOfClass(tx, id);
    if (known.openedAt !== null) await tellClass(tx, 'cancelled', { id, title: known.title, recipients, at, by: actor.id, note: reason });
    await recordAudit(tx, { at, actor, action: 'class.cancel', objectType: 'course_run', objectId: id, details: { title: known.title, reason, people: recipients.length } });
    return { ok: true };
  });
}
