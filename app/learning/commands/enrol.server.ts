import type { Db, Tx } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { missingPrerequisites } from '../queries/prerequisites.server.ts';
import { lockEnrolments } from './lock-enrolments.server.ts';
import { recordProgress } from './record-progress.server.ts';

export interface Enrolment {
  userId: string;
  courseId: string;
  source: 'SELF' | 'ASSIGNED' | 'PLAN';
  isMandatory: boolean;
  /** In words that the learner can read: why this course is hers. */
  reason: string;
  dueOn: Day | null;
  enrolledBy: string | null;
  now: Instant;
}

/** Enrols one person in one course. Somebody who is enrolled already stays as she is. @returns true when she was newly enrolled */
export async function enrol(db: Db, enrolment: Enrolment): Promise<boolean> {
  return db.transaction().execute((tx) => enrolIn(tx, enrolment));
}

/** Somebody enrols herself. @returns false, and changes nothing, while a course that comes first is not done */
export async function enrolOneself(db: Db, { userId, courseId, now }: Pick<Enrolment, 'userId' | 'courseId' | 'now'>): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    if ((await missingPrerequisites(tx, userId, courseId)).length > 0) return false;
    await enrolIn(tx, { userId, courseId, source: 'SELF', isMandatory: false, reason: 'Tự ghi danh', dueOn: null, enrolledBy: userId, now });
    return true;
  });
}

/** The same as `enrol` inside a transaction of the caller. Whoever has yet to complete what comes first is enrolled and waits: what was assigned is not lost. */
export async function enrolIn(tx: Tx, enrolment: Enrolment): Promise<boolean> {
  const id = newId();
  const { now, userId, courseId, source, dueOn } = enrolment;
  const inserted = await tx
    .insertInto('enrollment')
    .values({ id, user_id: userId, course_id: courseId, source, is_mandatory: enrolment.isMandatory ? 1 : 0, reason: enrolment.reason, due_on: dueOn, enrolled_by: enrolment.enrolledBy, enrolled_at: now })
    .onConflict((conflict) => conflict.columns(['user_id', 'course_id']).where('cancelled_at', 'is', null).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
  await lockEnrolments(tx, [id], now);
  const event = { userId, courseId, occurredAt: now, verb: 'course.enrolled', objectType: 'course', objectId: courseId, result: { source, dueOn } } as const;
  return recordProgress(tx, event, { idempotencyKey: `enrol:${id}`, source: 'web', now });
}
