import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { findNewestCertificate, type CertificateRow } from '../queries/certificate-row.server.ts';
import { findReleasedVersion, listAssessmentResults, listLessonCompletions, type ReleasedVersion } from '../queries/completion.server.ts';
import { holderUnit } from '../queries/holder-unit.server.ts';
import { currentRound } from '../queries/round.server.ts';
import { certificateDay, statusOn, validUntil } from '../rules/certificate.ts';
import { courseScore, earnedAnew, isComplete, type AssessmentResult } from '../rules/completion.ts';
import { keyOfRound } from '../rules/round.ts';
import { endCertificate } from './end-certificate.server.ts';
import { issueCertificate } from './issue-certificate.server.ts';
import { recordProgress } from './record-progress.server.ts';
import { withdrawReminders } from './withdraw-reminders.server.ts';

export interface SettleInput {
  userId: string;
  courseId: string;
  now: Instant;
  /** Signs the certificate. */
  secret: string;
  source: string;
}

/**
 * Called in the same transaction after a lesson is completed or an attempt is submitted: when every lesson and every assessment of the
 * current version is done in the present round, records `course.completed`, takes back reminders that have not gone out and issues the certificate, once.
 * @returns the new certificate's id, or null when nothing was due
 */
export async function settleCourse(tx: Tx, input: SettleInput): Promise<string | null> {
  const version = await findReleasedVersion(tx, input.courseId);
  if (!version) return null;
  const assessments = await listAssessmentResults(tx, version.id, input.userId);
  const lessons = await listLessonCompletions(tx, version.id, input.userId);
  if (!isComplete(lessons, assessments)) return null;
  const score = courseScore(assessments);
  const round = await currentRound(tx, input.userId, input.courseId);
  await recordCompletion(tx, input, version, { score, round });
  const previous = await findNewestCertificate(tx, { ...input, courseVersionId: version.id, round });
  if (previous && !isDueAgain(previous, assessments, input.now)) return null;
  if (previous?.revoked_at === null) await endCertificate(tx, previous, { ...input, reason: 'RENEWED', actorId: null });
  return issue(tx, input, version, { score, round, replacesId: previous?.revoked_at === null ? previous.id : null });
}

async function recordCompletion(tx: Tx, input: SettleInput, version: ReleasedVersion, { score, round }: { score: number; round: number }): Promise<void> {
  const { userId, courseId, now, source } = input;
  const isNew = await recordProgress(
    tx,
    { verb: 'course.completed', objectType: 'course', objectId: courseId, result: { score }, userId, courseId, occurredAt: now },
    { idempotencyKey: keyOfRound(`course.completed:${userId}:${courseId}:${version.id}`, round), source, now },
  );
  if (isNew) await withdrawReminders(tx, { userId, courseId, now, why: 'COMPLETED' });
}

/** A certificate that ended comes again only when it is earned anew. */
function isDueAgain(previous: CertificateRow, assessments: readonly AssessmentResult[], now: Instant): boolean {
  if (statusOn(previous, certificateDay(now)) === 'VALID') return false;
  return earnedAnew(assessments, { revokedAt: previous.revoked_at, validUntil: previous.valid_until });
}

async function issue(tx: Tx, input: SettleInput, version: ReleasedVersion, earned: { score: number; round: number; replacesId: string | null }): Promise<string> {
  const today = certificateDay(input.now);
  const holder = await tx.selectFrom('user_account').select('full_name').where('id', '=', input.userId).executeTakeFirstOrThrow();
  const unit = await holderUnit(tx, input.userId, today);
  return issueCertificate(tx, {
    ...input,
    courseVersionId: version.id,
    courseTitle: version.title,
    fullName: holder.full_name,
    unitName: unit.name,
    ...earned,
    periods: version.settings.periods,
    validUntil: validUntil(today, version.settings.certificateValidMonths),
  });
}
