import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { isIntact } from '../certificate-integrity.server.ts';
import { canManageCertificates, canManageCertificatesIn } from '../policy.ts';
import { certificateDay, endReasonOf, statusOn, type CertificateStatus, type EndReason } from '../rules/certificate.ts';
import { holderUnit } from './holder-unit.server.ts';

/** What the public may learn from a code: whether it is worth something, and who, what and when. No score, no ids. */
export interface Verified {
  number: string;
  status: CertificateStatus;
  validUntil: Day | null;
  revokedAt: Instant | null;
  reason: EndReason | null;
  holder: string;
  unit: string;
  course: string;
  issuedAt: Instant;
}
/** A row that does not match its integrity code is named by number only: its content may be anything. */
export type Verification = { found: false } | { found: true; intact: false; number: string; manageId: string | null } | ({ found: true; intact: true; manageId: string | null } & Verified);

/** Looks a code up for anybody; staff in scope also get the way to the desk. */
export async function verifyCertificate(db: Db, code: string, at: { now: Instant; secret: string; actor: Actor | null }): Promise<Verification> {
  const row = await db.selectFrom('certificate').selectAll().where('verify_code', '=', code).executeTakeFirst();
  if (!row) return { found: false };
  const manageId = (await mayManage(db, at.actor, row.user_id, at.now)) ? row.id : null;
  if (!isIntact(at.secret, row)) return { found: true, intact: false, number: row.certificate_no, manageId };
  const status = statusOn(row, certificateDay(at.now));
  return {
    found: true,
    intact: true,
    manageId,
    number: row.certificate_no,
    status,
    validUntil: row.valid_until,
    revokedAt: status === 'REVOKED' ? row.revoked_at : null,
    reason: status === 'REVOKED' ? endReasonOf(row.revoked_reason) : null,
    holder: row.full_name,
    unit: row.unit_name,
    course: row.course_title,
    issuedAt: row.issued_at,
  };
}

async function mayManage(db: Db, actor: Actor | null, holderId: string, now: Instant): Promise<boolean> {
  if (!actor || !canManageCertificates(actor)) return false;
  return canManageCertificatesIn(actor, (await holderUnit(db, holderId, certificateDay(now))).ids);
}
