import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { classMessages as messages } from '../messages/classes.ts';
import { findCheckIn } from '../queries/check-in.server.ts';

/** Writes that somebody is there. The caller has proved that she has seen the code of the room; checking in twice is once. */
export async function checkIn(ports: Ports, actor: Pick<Actor, 'id'>, sessionId: string): Promise<Outcome<{ classId: string; isNew: boolean }>> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ classId: string; isNew: boolean }>> => {
    const found = await findCheckIn(tx, actor.id, sessionId, { at, today, timeZone: ports.timeZone });
    if (!found) return refuse('form', messages.both('check-in.unknown'));
    if (found.isPresent) return { ok: true, classId: found.classId, isNew: false };
    if (found.bar) return refuse('form', found.bar);
    await tx.insertInto('attendance').values({ session_id: sessionId, user_id: actor.id, is_present: 1, source: 'CODE', marked_by: actor.id, marked_at: at }).execute();
    return { ok: true, classId: found.classId, isNew: true };
  });
}
