import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, momentOf, refuse, unitIdsUnder, unitScopeOf, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { instantOf } from '../../platform/local-time.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { ClassFields } from '../forms/classes.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';
import { canManageClasses, managingGrants } from '../policy.ts';
import { demandManaged, type ManagedClass } from '../queries/managed-class.server.ts';
import { isAhead, overlaps } from '../rules/course-run.ts';
import { placeWaiting } from './place-waiting.server.ts';
import { peopleOfClass, tellClass } from './tell-class.server.ts';
import { storeSessions, type NewSession } from './store-sessions.server.ts';

/** Adds a class that nobody sees yet. */
export async function createClass(ports: Ports, actor: Actor, fields: ClassFields): Promise<Outcome<{ id: string }>> {
  if (!canManageClasses(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome<{ id: string }>> => {
    const read = await readClass(tx, actor, fields, { today, timeZone: ports.timeZone });
    if (!read.ok) return read;
    const id = newId();
    await tx.insertInto('course_run').values({ id, ...read.row, created_by: actor.id, created_at: at }).execute();
    await storeSessions(tx, id, read.sessions);
    await recordAudit(tx, { at, actor, action: 'class.create', objectType: 'course_run', objectId: id, details: { title: fields.title } });
    return { ok: true, id };
  });
}

/** Changes a class. Whoever has a place is told when its days or rooms change, and a larger room lets the waiting list move up. */
export async function editClass(ports: Ports, actor: Actor, id: string, { fields, revision }: { fields: ClassFields; revision: number }): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const known = await demandManaged(tx, actor, id, { at, today });
    if (known.revision !== revision) return refuse('form', messages.both('fault.changed-meanwhile'));
    if (known.state === 'CANCELLED') return refuse('form', messages.both('fault.is-cancelled'));
    if (fields.capacity < known.placed) return refuse('capacity', messages.both('fault.capacity-taken', { count: known.placed }));
    const read = await readClass(tx, actor, fields, { today, timeZone: ports.timeZone, ownCourse: known.courseSlug });
    if (!read.ok) return read;
    const stored = await storeSessions(tx, id, read.sessions);
    if (!stored.ok) return stored;
    await tx.updateTable('course_run').set({ ...read.row, revision: revision + 1 }).where('id', '=', id).execute();
    await recordAudit(tx, { at, actor, action: 'class.edit', objectType: 'course_run', objectId: id, details: { title: fields.title } });
    await tellOfChange(tx, known, { isMoved: stored.isChanged, at, title: fields.title, by: actor.id });
    return { ok: true };
  });
}

async function tellOfChange(tx: Tx, known: ManagedClass, { isMoved, at, title, by }: { isMoved: boolean; at: string; title: string; by: string }): Promise<void> {
  if (known.openedAt === null) return;
  if (isMoved && known.state !== 'DONE') await tellClass(tx, 'changed', { id: known.id, title, recipients: await peopleOfClass(tx, known.id), at, by });
  if (isAhead(known.state)) await placeWaiting(tx, known.id, at);
}

type Read = { ok: true; row: ReturnType<typeof rowOf>; sessions: NewSession[] } | Extract<Outcome, { ok: false }>;

/** The fields as a row, once units, course and times fit together. A course that has been retired may stay where it is, and comes to no other class. */
async function readClass(tx: Tx, actor: Actor, fields: ClassFields, { today, timeZone, ownCourse = null }: { today: Day; timeZone: string; ownCourse?: string | null }): Promise<Read> {
  const scope = await unitScopeOf(tx, managingGrants(actor), today);
  for (const name of ['unit', 'audience'] as const) {
    if (!covers(scope, fields[name]) || (await unitIdsUnder(tx, fields[name], today)).length === 0) return refuse(name, messages.both('fault.unit'));
  }
  const course = fields.course === null ? null : await tx.selectFrom('course').select('id').where('slug', '=', fields.course).where((where) => where.or([where('retired_at', 'is', null), where('slug', '=', ownCourse)])).executeTakeFirst();
  if (course === undefined) return refuse('course', messages.both('fault.course'));
  const sessions = fields.sessions.map(({ id, at, day, from, to, place, periods }) => ({ id, at, startsAt: instantOf(`${day}T${from}`, timeZone), endsAt: instantOf(`${day}T${to}`, timeZone), place, periods })).toSorted((one, other) => one.startsAt.localeCompare(other.startsAt));
  const clash = sessions.find((one, at) => at > 0 && overlaps(one, sessions[at - 1] as NewSession));
  if (clash) return refuse(`from_${clash.at}`, messages.both('fault.overlap'));
  const closesAt = instantOf(fields.closes, timeZone);
  if (closesAt > (sessions[0]?.startsAt ?? '')) return refuse('closes', messages.both('fault.closes-late'));
  return { ok: true, row: rowOf(fields, course?.id ?? null, closesAt), sessions };
}

function rowOf({ title, about, replaces, unit, audience, capacity, lecturer, lecturerUnit }: ClassFields, courseId: string | null, closesAt: string) {
  return { title, about, course_id: courseId, replaces_course: replaces ? 1 : 0, unit_id: unit, audience_id: audience, capacity, lecturer, lecturer_unit: lecturerUnit, closes_at: closesAt };
}
