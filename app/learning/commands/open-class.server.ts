import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';
import { demandManaged } from '../queries/managed-class.server.ts';

/** Shows a class to the people it is for; they can enrol until it closes. Opening it twice is opening it once. */
export async function openClass(ports: Ports, actor: Actor, id: string): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const known = await demandManaged(tx, actor, id, { at, today });
    if (known.state === 'CANCELLED') return refuse('form', messages.both('fault.is-cancelled'));
    if (known.openedAt !== null) return { ok: true };
    if (known.sessions === 0) return refuse('form', messages.both('fault.no-session'));
    if (known.closesAt <= at) return refuse('form', messages.both('fault.closes-past'));
    await tx.updateTable('course_run').set({ opened_at: at, revision: known.revision + 1 }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'class.open', objectType: 'course_run', objectId: id, details: { title: known.title } });
    return { ok: true };
  });
}
