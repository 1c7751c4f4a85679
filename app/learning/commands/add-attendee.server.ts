import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, staffNumberReader, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day } from '../../platform/clock.ts';
import type { Localised } from '../../platform/i18n/messages.ts';
import { newId } from '../../platform/ids.ts';
import { classDeskMessages as messages } from '../messages/class-desk.ts';
import { holderUnit } from '../queries/holder-unit.server.ts';
import { getSessionDesk } from '../queries/session-desk.server.ts';

/**
 * Takes somebody into a class who has come without a place, and records her as present. Only people for whom the class is, and as many as it has places; whoever waits keeps
 * her turn, because she is not in the room. Sent twice it is done once.
 * @throws AppError forbidden or not-found as `getSessionDesk` says
 */
export async function addAttendee(ports: Ports, actor: Actor, where: { class: string; session: string }, typed: string): Promise<Outcome> {
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const desk = await getSessionDesk(tx, actor, where, { at, today, isDeed: true });
    if (desk.bar) return refuse('form', messages.both(`fault.${desk.bar}`));
    const { id, staffNo, fault } = await findPerson(tx, typed);
    if (fault) return refuse('staffNo', fault);
    const run = await tx.selectFrom('course_run').select(['audience_id as audience', 'capacity']).where('id', '=', where.class).executeTakeFirstOrThrow();
    // One sentence for whoever is not there and whoever may not come: the form tells nothing of other units' people.
    if (!id || !(await isFor(tx, id, run.audience, today))) return refuse('staffNo', messages.both('add.unknown', { staffNo }));
    const known = desk.people.find((person) => person.id === id);
    if (known) return known.isPresent ? { ok: true } : refuse('staffNo', messages.both('add.in-list', { name: known.fullName }));
    if (desk.people.length >= run.capacity) return refuse('staffNo', messages.both('add.full'));
    await takeIn(tx, where.class, id, at);
    const mark = { is_present: 1, source: 'LIST', marked_by: actor.id, marked_at: at };
    // Somebody who checked in early and then gave her place back has a mark already.
    await tx.insertInto('attendance').values({ session_id: where.session, user_id: id, ...mark }).onConflict((known) => known.columns(['session_id', 'user_id']).doUpdateSet(mark)).execute();
    await recordAudit(tx, { at, actor, action: 'class.add-learner', objectType: 'course_run', objectId: where.class, details: { title: desk.title, staffNo } });
    return { ok: true };
  });
}

async function findPerson(tx: Tx, typed: string): Promise<{ id: string | null; staffNo: string; fault: Localised | null }> {
  const rows = await tx.selectFrom('user_account').select(['id', 'staff_no as staffNo']).where('staff_no', 'is not', null).where('disabled_at', 'is', null).execute();
  const { staffNo, fault } = staffNumberReader(rows.map((row) => row.staffNo ?? ''))(typed);
  return { staffNo, fault, id: rows.find((row) => row.staffNo?.toUpperCase() === staffNo)?.id ?? null };
}

async function isFor(tx: Tx, userId: string, audience: string, today: Day): Promise<boolean> {
  return (await holderUnit(tx, userId, today)).ids.includes(audience);
}

/** Gives somebody a place; her turn in the waiting list becomes it. */
export async function takeIn(tx: Tx, runId: string, userId: string, at: string): Promise<void> {
  const turn = await tx.updateTable('run_seat').set({ placed_at: at }).where('run_id', '=', runId).where('user_id', '=', userId).where('left_at', 'is', null).executeTakeFirst();
  if (turn.numUpdatedRows === 0n) await tx.insertInto('run_seat').values({ id: newId(), run_id: runId, user_id: userId, asked_at: at, placed_at: at }).execute();
}
