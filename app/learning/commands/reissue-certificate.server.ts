import type { Db, Tx } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { isIntact } from '../certificate-integrity.server.ts';
import { certificateMessages as messages } from '../messages/certificates.ts';
import { findNewestCertificate, type CertificateRow } from '../queries/certificate-row.server.ts';
import { holderUnit } from '../queries/holder-unit.server.ts';
import { findReplacement, getManagedCertificate } from '../queries/managed-certificate.server.ts';
import { certificateDay, statusOn } from '../rules/certificate.ts';
import { endCertificate } from './end-certificate.server.ts';
import { issueCertificate } from './issue-certificate.server.ts';

export interface ReissueInput {
  id: string;
  /** Why; kept in the audit log. */
  note: string;
  now: Instant;
  secret: string;
}

/**
 * Issues the certificate again under a new number: today's name, the unit of the day of the first issue, the same score and end date.
 * The old number is ended as replaced.
 * @returns the new certificate's id
 * @throws AppError not-found outside the actor's scope, conflict when it ran out, was replaced, or does not match its integrity code
 */
export async function reissueCertificate(db: Db, actor: Actor, { id, note, now, secret }: ReissueInput): Promise<string> {
  return db.transaction().execute(async (tx) => {
    const old = await getManagedCertificate(tx, actor, id, now);
    await refuseUnfit(tx, old, now, secret);
    if (old.revoked_at === null) await endCertificate(tx, old, { reason: 'REPLACED', actorId: actor.id, now, secret, source: 'web' });
    const newId = await issueInPlaceOf(tx, old, now, secret);
    const { certificate_no: newNumber } = await tx.selectFrom('certificate').select('certificate_no').where('id', '=', newId).executeTakeFirstOrThrow();
    const details = { number: old.certificate_no, newNumber, newId, note };
    await recordAudit(tx, { at: now, actor, action: 'certificate.reissue', objectType: 'certificate', objectId: id, details });
    return newId;
  });
}

async function refuseUnfit(tx: Tx, old: CertificateRow, now: Instant, secret: string): Promise<void> {
  if (!isIntact(secret, old)) throw new AppError('conflict', messages.both('error.not-intact'));
  if (statusOn({ ...old, revoked_at: null }, certificateDay(now)) === 'EXPIRED') throw new AppError('conflict', messages.both('error.expired'));
  const newest = await findNewestCertificate(tx, { userId: old.user_id, courseId: old.course_id, courseVersionId: old.course_version_id, round: old.round });
  if (newest?.id !== old.id || (await findReplacement(tx, old.id))) throw new AppError('conflict', messages.both('error.replaced-already'));
}

async function issueInPlaceOf(tx: Tx, old: CertificateRow, now: Instant, secret: string): Promise<string> {
  const holder = await tx.selectFrom('user_account').select('full_name').where('id', '=', old.user_id).executeTakeFirstOrThrow();
  const unit = await holderUnit(tx, old.user_id, certificateDay(old.issued_at));
  return issueCertificate(tx, {
    userId: old.user_id,
    courseId: old.course_id,
    courseVersionId: old.course_version_id,
    courseTitle: old.course_title,
    fullName: holder.full_name,
    unitName: unit.name,
    score: old.score,
    periods: old.periods,
    validUntil: old.valid_until,
    replacesId: old.id,
    round: old.round,
    now,
    secret,
    source: 'web',
  });
}
