import type { Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { momentOf, refuse, type Outcome, type Ports } from '../../people/index.server.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { plusDays } from '../../platform/days.ts';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { platformMessages } from '../../platform/messages.ts';
import { exemptionMessages as messages } from '../messages/exemptions.ts';
import { canAssign } from '../policy.ts';
import { listAssignableCourses } from '../queries/assignment-choices.server.ts';
import { findExemptable, getOwnExemption } from '../queries/exemption-pages.server.ts';
import { lastDayOf, type ExemptionKind } from '../rules/exemption.ts';
import { withdrawReminders } from './withdraw-reminders.server.ts';

export interface NewExemption {
  /** Made by the form, so that a double click makes one. */
  id: string;
  userId: string;
  /** Null for all courses. */
  courseId: string | null;
  kind: ExemptionKind;
  reason: string;
  validFrom: Day;
  /** The last day on which it holds. */
  lastDay: Day;
  number?: string;
  issuer?: string;
  issuedOn?: Day;
}

/**
 * Exempts somebody from a course for a time, or recognises a certificate from elsewhere until it lapses. Reminders that have been written and not sent are taken back.
 * @throws AppError forbidden without the right, not-found for somebody outside the actor's units
 */
export async function grantExemption(ports: Ports, actor: Actor, given: NewExemption): Promise<Outcome> {
  if (!canAssign(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const person = await findExemptable(tx, actor, given.userId, today);
    if (!person) throw new AppError('not-found', platformMessages.both('error.not-found'));
    const course = (await listAssignableCourses(tx)).find(({ id }) => id === given.courseId);
    if (given.courseId !== null && !course) return refuse('courseId', messages.both('fault.course'));
    if (given.lastDay < today) return refuse('lastDay', messages.both('fault.past'));
    if (given.issuedOn !== undefined && given.issuedOn > today) return refuse('issuedOn', messages.both('fault.issued-on'));
    const before = await tx.selectFrom('exemption').selectAll().where('id', '=', given.id).executeTakeFirst();
    if (before && before.ended_at === null && isSame(before, given)) return { ok: true };
    // The way back in the browser brings the form of before, id and all, with other things typed: that is an exemption of its own.
    const id = before ? newId() : given.id;
    return (await writeExemption(tx, actor, { ...given, id }, { person, course }, { at, today })) ? { ok: true } : refuse('form', messages.both('refused.twice'));
  });
}

/** Writes a checked exemption with its row in the log, and takes back reminders that it makes needless. @returns false when there is one like it already */
export async function writeExemption(tx: Tx, actor: Actor, given: NewExemption, { person, course, source }: { person: { fullName: string }; course: { title: string } | undefined; source?: 'FILE' | 'REQUEST' }, { at, today }: { at: Instant; today: Day }): Promise<boolean> {
  if (!(await insert(tx, actor, given, at))) return false;
  if (given.validFrom <= today) await takeBackReminders(tx, given, at);
  // What was written as grounds is personal: it stands in the row and not in the log, which is kept for ever.
  const details = { person: person.fullName, kind: given.kind, on: given.validFrom, lastDay: given.lastDay, course: course?.title, source };
  await recordAudit(tx, { at, actor, action: given.kind === 'RECOGNISED' ? 'exemption.recognise' : 'exemption.grant', objectType: 'exemption', objectId: given.id, details });
  return true;
}

function isSame(before: { user_id: string; course_id: string | null; kind: string; reason: string; valid_from: Day; valid_to: Day; number: string | null; issuer: string | null; issued_on: Day | null }, given: NewExemption): boolean {
  const certificate = given.kind === 'RECOGNISED' ? [given.number, given.issuer, given.issuedOn] : [null, null, null];
  const asked = [given.userId, given.courseId, given.kind, given.reason, given.validFrom, plusDays(given.lastDay, 1), ...certificate];
  return [before.user_id, before.course_id, before.kind, before.reason, before.valid_from, before.valid_to, before.number, before.issuer, before.issued_on].every((value, at) => value === asked[at]);
}

async function insert(tx: Tx, actor: Actor, given: NewExemption, at: Instant): Promise<boolean> {
  const certificate = given.kind === 'RECOGNISED' ? { number: given.number ?? '', issuer: given.issuer ?? '', issued_on: given.issuedOn ?? '' } : { number: null, issuer: null, issued_on: null };
  const inserted = await tx
    .insertInto('exemption')
    .values({ id: given.id, user_id: given.userId, course_id: given.courseId, kind: given.kind, reason: given.reason, valid_from: given.validFrom, valid_to: plusDays(given.lastDay, 1), ...certificate, created_by: actor.id, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

async function takeBackReminders(tx: Tx, { userId, courseId }: NewExemption, now: Instant): Promise<void> {
  const open = await tx.selectFrom('enrollment').select('course_id as courseId').where('user_id', '=', userId).where('cancelled_at', 'is', null).$if(courseId !== null, (query) => query.where('course_id', '=', courseId ?? '')).execute();
  for (const row of open) await withdrawReminders(tx, { userId, courseId: row.courseId, now, why: 'NOT_ENROLLED' });
}

/**
 * Ends an exemption before its last day: the course is asked for again.
 * @throws AppError not-found for one outside the actor's units
 */
export async function endExemption(ports: Ports, actor: Actor, id: string, { reason }: { reason: string }): Promise<Outcome> {
  if (!canAssign(actor)) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  const { at, today } = momentOf(ports);
  return ports.db.transaction().execute(async (tx): Promise<Outcome> => {
    const held = await getOwnExemption(tx, actor, id, today);
    if (held.validTo <= today) return refuse('form', messages.both('refused.over'));
    const ended = await tx.updateTable('exemption').set({ ended_at: at, ended_by: actor.id, end_reason: reason }).where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst();
    if (ended.numUpdatedRows !== 1n) return refuse('form', messages.both('refused.over'));
    await recordAudit(tx, { at, actor, action: 'exemption.end', objectType: 'exemption', objectId: id, details: { person: held.fullName, kind: held.kind, on: today, lastDay: lastDayOf(held), course: held.courseTitle } });
    return { ok: true };
  });
}
