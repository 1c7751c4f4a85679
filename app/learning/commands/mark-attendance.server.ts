import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';
import { getSessionDesk, type SessionDesk } from '../queries/session-desk.server.ts';
import { takeIn } from './add-attendee.server.ts';

export interface Marks {
  present: readonly string[];
  absent: readonly string[];
  /** Those of the present who come into the class by this list; only after it was held, and only people for whom it was. */
  joins?: readonly string[];
  /** Why what was recorded before is not right; needed only when something of it changes. */
  reason: string;
  source: 'LIST' | 'FILE';
}

/**
 * Records who was at a session. What was recorded before changes only with a reason, and what it was stays in the books.
 * @throws AppError forbidden or not-found as `getSessionDesk` says
 */
export async function markAttendance(ports: Ports, actor: Actor, where: { class: string; session: string }, marks: Marks): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const desk = await getSessionDesk(tx, actor, where, { at, today, isDeed: true });
    if (desk.bar) return refuse('form', messages.both(`fault.${desk.bar}`));
    const joins = (marks.joins ?? []).filter((id) => !desk.people.some((person) => person.id === id));
    if (joins.length > 0 && !desk.isRecordedAfterwards) return refuse('form', messages.both('fault.people-changed'));
    if (joins.length > 0 && desk.people.length + joins.length > desk.capacity) return refuse('form', messages.both('add.full'));
    const people: People = [...desk.people, ...joins.map((id) => ({ id, isPresent: null }))];
    const wanted = new Map([...marks.absent.map((id) => [id, false] as const), ...marks.present.map((id) => [id, true] as const)]);
    if ([...wanted.keys()].some((id) => !people.some((person) => person.id === id))) return refuse('form', messages.both('fault.people-changed'));
    const changed = desk.people.filter(({ id, isPresent }) => isPresent !== null && wanted.has(id) && wanted.get(id) !== isPresent);
    if (changed.length > 0 && marks.reason.length < 10) return refuse('reason', messages.both('fault.correction-reason', { count: changed.length }));
    const fresh = people.filter(({ id, isPresent }) => isPresent === null && wanted.has(id));
    if (fresh.length === 0 && changed.length === 0) return { ok: true };
    for (const id of joins) await takeIn(tx, where.class, id, at);
    await store(tx, where.session, { fresh, changed, wanted, marks, actor, at });
    const details = { title: desk.title, count: fresh.length, ...(joins.length > 0 ? { added: joins.length } : {}), ...(changed.length > 0 ? { corrected: changed.length, reason: marks.reason } : {}) };
    await recordAudit(tx, { at, actor, action: changed.length > 0 ? 'class.correct-attendance' : 'class.attendance', objectType: 'course_run', objectId: where.class, details });
    return { ok: true };
  });
}

type People = Pick<SessionDesk['people'][number], 'id' | 'isPresent'>[];

async function store(tx: Tx, sessionId: string, { fresh, changed, wanted, marks, actor, at }: { fresh: People; changed: People; wanted: ReadonlyMap<string, boolean>; marks: Marks; actor: Actor; at: Instant }): Promise<void> {
  const row = (userId: string) => ({ session_id: sessionId, user_id: userId, is_present: wanted.get(userId) ? 1 : 0, source: marks.source, marked_by: actor.id, marked_at: at });
  if (fresh.length > 0) await tx.insertInto('attendance').values(fresh.map(({ id }) => row(id))).execute();
  for (const { id, isPresent } of changed) {
    await tx.insertInto('attendance_correction').values({ id: newId(), session_id: sessionId, user_id: id, was_present: isPresent ? 1 : 0, reason: marks.reason, corrected_by: actor.id, corrected_at: at }).execute();
    const { session_id, user_id, ...set } = row(id);
    await tx.updateTable('attendance').set(set).where('session_id', '=', session_id).where('user_id', '=', user_id).execute();
  }
}
