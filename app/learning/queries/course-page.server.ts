import type { Db } from '../../../db/client.ts';
import type { Day } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { dueUnlessExempt } from './exemptions.server.ts';
import { listPrerequisites } from './prerequisites.server.ts';
import { statusOn, type CertificateStatus } from '../rules/certificate.ts';
import type { CourseSettings } from '../rules/lesson-body.ts';

/**
 * The current version of a course by its slug.
 * @throws AppError not-found when there is no such course or it has not been released
 */
export async function getCurrentCourse(db: Db, slug: string) {
  const row = await db
    .selectFrom('course as c')
    .innerJoin('course_version as v', 'v.course_id', 'c.id')
    .select(['c.id as courseId', 'c.slug', 'v.id as versionId', 'v.title', 'v.summary', 'v.settings'])
    .where('c.slug', '=', slug)
    .where('c.retired_at', 'is', null)
    .where('v.released_at', 'is not', null)
    .where('v.superseded_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { ...row, settings: JSON.parse(row.settings) as CourseSettings };
}

/** A person's standing in a course: enrolment, what comes first and whether it keeps the course locked, completion, newest certificate that was not taken back; in a renewal what her certificate of before is worth. */
export async function findStanding(db: Db, userId: string, courseId: string, today: Day) {
  const enrollment = await db
    .selectFrom('enrollment')
    .select(['source', 'is_mandatory as isMandatory', 'reason', 'enrolled_at as enrolledAt', 'round', 'locked_at as lockedAt'])
    .select(dueUnlessExempt('enrollment', today))
    .where('user_id', '=', userId)
    .where('course_id', '=', courseId)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst();
  const progress = await db.selectFrom('course_progress').select(['completed_at as completedAt', 'score']).where('user_id', '=', userId).where('course_id', '=', courseId).executeTakeFirst();
  const certificate = await db
    .selectFrom('certificate')
    .select(['id', 'valid_until as validUntil'])
    .where('user_id', '=', userId)
    .where('course_id', '=', courseId)
    .where('revoked_at', 'is', null)
    .orderBy('issued_at', 'desc')
    .executeTakeFirst();
  const earlier = enrollment && enrollment.round > 1 && !progress?.completedAt ? await earlierCertificate(db, userId, courseId, { round: enrollment.round, today }) : null;
  const first = await listPrerequisites(db, userId, courseId);
  const isLocked = first.some(({ isMet }) => !isMet) && enrollment?.lockedAt !== null;
  return { earlier, first, isLocked, enrollment: enrollment ?? null, completedAt: progress?.completedAt ?? null, certificate: certificate ?? null };
}

/** The newest certificate of the rounds before. @returns null when she had none */
async function earlierCertificate(db: Db, userId: string, courseId: string, now: { round: number; today: Day }): Promise<{ status: CertificateStatus; validUntil: Day | null } | null> {
  const row = await db
    .selectFrom('certificate')
    .select(['valid_until', 'revoked_at', 'revoked_reason'])
    .where('user_id', '=', userId)
    .where('course_id', '=', courseId)
    .where('round', '<', now.round)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row ? { status: statusOn(row, now.today), validUntil: row.valid_until } : null;
}
