import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';
import { demandManaged } from '../queries/managed-class.server.ts';
import { isHeld, isRecordedAfterwards } from '../rules/course-run.ts';

/** Shows a class to the people it is for; they can enrol until it closes. One that has been held already is recorded: nobody enrols, and its lists of attendance say who was there. Opening it twice is opening it once. */
export async function openClass(ports: Ports, actor: Actor, id: string): Promise<Outcome<{ isHeld: boolean }>> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ isHeld: boolean }>> => {
    const known = await demandManaged(tx, actor, id, { at, today });
    if (known.state === 'CANCELLED') return refuse('form', messages.both('fault.is-cancelled'));
    const isOver = isHeld(known, at);
    if (known.openedAt !== null) return { ok: true, isHeld: isRecordedAfterwards(known) };
    if (known.sessions === 0) return refuse('form', messages.both('fault.no-session'));
    if (!isOver && known.closesAt <= at) return refuse('form', messages.both('fault.closes-past'));
    await tx.updateTable('course_run').set({ opened_at: at, revision: known.revision + 1 }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: isOver ? 'class.record' : 'class.open', objectType: 'course_run', objectId: id, details: { title: known.title } });
    return { ok: true, isHeld: isOver };
  });
}
