import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { certificateDay, endReasonOf, statusOn } from '../rules/certificate.ts';

/** Everything that one person was ever given, newest first. */
export async function listOwnCertificates(db: Db, userId: string, now: Instant) {
  const rows = await db
    .selectFrom('certificate')
    .select(['id', 'certificate_no', 'verify_code', 'course_title', 'full_name', 'unit_name', 'score', 'periods', 'issued_at', 'valid_until', 'revoked_at', 'revoked_reason'])
    .where('user_id', '=', userId)
    .orderBy('issued_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  const today = certificateDay(now);
  return rows.map((row) => ({ ...row, status: statusOn(row, today), reason: endReasonOf(row.revoked_reason) }));
}
