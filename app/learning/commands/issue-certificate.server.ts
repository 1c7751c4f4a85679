import { randomInt } from 'node:crypto';
import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { signCertificate } from '../certificate-integrity.server.ts';
import { certificateSeries } from '../certificate-settings.server.ts';
import { certificateDay, codeAlphabet, codeLength, groupCode, numberAfter, type CertificateFacts } from '../rules/certificate.ts';
import { recordProgress } from './record-progress.server.ts';

/** What the new certificate says. The caller has made sure that it is due. */
export interface IssueInput {
  userId: string;
  courseId: string;
  courseVersionId: string;
  courseTitle: string;
  fullName: string;
  unitName: string;
  score: number;
  periods: number;
  validUntil: string | null;
  replacesId: string | null;
  /** The round in which it was earned. */
  round: number;
  now: Instant;
  secret: string;
  source: string;
}

/**
 * Writes a certificate with the next number of its year, and the fact of its issue, in the caller's transaction.
 * @returns its id
 */
export async function issueCertificate(tx: Tx, input: IssueInput): Promise<string> {
  const row: CertificateFacts = {
    id: newId(),
    certificate_no: await nextNumber(tx, input.now),
    verify_code: randomCode(),
    user_id: input.userId,
    course_id: input.courseId,
    course_version_id: input.courseVersionId,
    course_title: input.courseTitle,
    full_name: input.fullName,
    unit_name: input.unitName,
    score: input.score,
    periods: input.periods,
    issued_at: input.now,
    valid_until: input.validUntil,
    revoked_at: null,
    revoked_reason: null,
    replaces_id: input.replacesId,
  };
  await tx.insertInto('certificate').values({ ...row, integrity_code: signCertificate(input.secret, row), revoked_by: null, round: input.round }).execute();
  await recordProgress(
    tx,
    { verb: 'certificate.issued', objectType: 'certificate', objectId: row.id, result: { number: row.certificate_no }, userId: row.user_id, courseId: row.course_id, occurredAt: input.now },
    { idempotencyKey: `certificate.issued:${row.id}`, source: input.source, now: input.now },
  );
  return row.id;
}

/** The write lock of the transaction makes the sequence: a rolled-back issue gives its number back, so there are no gaps. */
async function nextNumber(tx: Tx, now: Instant): Promise<string> {
  const day = certificateDay(now);
  const series = await readSetting(tx, certificateSeries, day);
  const year = day.slice(0, 4);
  const last = await tx
    .selectFrom('certificate')
    .select('certificate_no')
    .where('certificate_no', '>=', `${series}-${year}-`)
    .where('certificate_no', '<=', `${series}-${year}-999999`)
    .orderBy('certificate_no', 'desc')
    .limit(1)
    .executeTakeFirst();
  return numberAfter(last?.certificate_no ?? null, series, year);
}

function randomCode(): string {
  return groupCode(Array.from({ length: codeLength }, () => codeAlphabet[randomInt(codeAlphabet.length)]).join(''));
}
