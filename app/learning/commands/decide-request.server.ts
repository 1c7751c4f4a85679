import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports, type Refusal } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { dayWords } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { DecisionForm } from '../forms/recognition-requests.ts';
import { recognitionRequestMessages as messages } from '../messages/recognition-requests.ts';
import { canAssign } from '../policy.ts';
import { listAssignableCourses } from '../queries/assignment-choices.server.ts';
import { findExemptable } from '../queries/exemption-pages.server.ts';
import { getDeskRequest, type DeskRequest } from '../queries/recognition-desk.server.ts';
import { latestLastDay } from '../rules/recognition-request.ts';
import { writeExemption } from './grant-exemption.server.ts';
import { tellRequester } from './tell-request.server.ts';

/**
 * Recognises a certificate that a learner has sent in, from today to a day, or says why not; she is told either way.
 * @throws AppError forbidden without the right, not-found for one's own request and for one of somebody outside the actor's units
 */
export async function decideRequest(ports: Ports, actor: Actor, id: string, form: DecisionForm): Promise<Outcome> {
  if (!canAssign(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const request = await getDeskRequest(tx, actor, id, today);
    if (request.state === form.decision && request.decidedById === actor.id) return { ok: true };
    if (request.state !== 'WAITING') return refuse('form', messages.both(request.state === 'WITHDRAWN' ? 'fault.withdrawn' : 'fault.decided'));
    const accepted = form.decision === 'ACCEPTED' ? await accept(tx, actor, request, form, { at, today }) : null;
    if (accepted && !accepted.ok) return accepted;
    const reason = form.reason || messages.in('vi')('decide.reason-default');
    await tx.updateTable('recognition_request').set({ decision: form.decision, decided_at: at, decided_by: actor.id, decision_reason: reason, exemption_id: accepted?.exemptionId ?? null, changed_at: at }).where('id', '=', id).execute();
    // The reason is personal: it stands in the row and not in the log, which is kept for ever.
    await recordAudit(tx, { at, actor, action: form.decision === 'ACCEPTED' ? 'recognition.accept' : 'recognition.refuse', objectType: 'recognition_request', objectId: id, details: { person: request.fullName, course: request.courseTitle, ...(accepted ? { lastDay: form.lastDay } : {}) } });
    await tellRequester(tx, actor, request, { decision: form.decision, reason, lastDay: form.lastDay, at });
    return { ok: true };
  });
}

/** Writes the recognition; one that holds already, out of a list perhaps, is the one that came of the request. */
async function accept(tx: Tx, actor: Actor, { userId, courseId, number, issuer, issuedOn }: DeskRequest, { lastDay, reason }: DecisionForm, { at, today }: { at: Instant; today: Day }): Promise<Refusal | { ok: true; exemptionId: string }> {
  if (lastDay === null || lastDay < today) return refuse('lastDay', messages.both('fault.past'));
  if (lastDay > latestLastDay(today)) return refuse('lastDay', messages.both('fault.long', { day: dayWords(latestLastDay(today)) }));
  const person = await findExemptable(tx, actor, userId, today);
  if (!person) return refuse('form', messages.both('fault.left'));
  const course = (await listAssignableCourses(tx)).find(({ id }) => id === courseId);
  if (!course) return refuse('form', messages.both('fault.course-gone'));
  const given = { id: newId(), userId, courseId, kind: 'RECOGNISED' as const, reason: reason || messages.in('vi')('decide.reason-default'), validFrom: today, lastDay, number, issuer, issuedOn };
  if (await writeExemption(tx, actor, given, { person, course, source: 'REQUEST' }, { at, today })) return { ok: true, exemptionId: given.id };
  const held = await tx.selectFrom('exemption').select('id').where('user_id', '=', userId).where('course_id', '=', courseId).where('kind', '=', 'RECOGNISED').where('number', '=', number).where('ended_at', 'is', null).executeTakeFirstOrThrow();
  return { ok: true, exemptionId: held.id };
}
