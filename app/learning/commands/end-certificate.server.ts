import type { Tx } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { isIntact, signCertificate } from '../certificate-integrity.server.ts';
import type { CertificateRow } from '../queries/certificate-row.server.ts';
import type { EndReason } from '../rules/certificate.ts';
import { recordProgress } from './record-progress.server.ts';

export interface EndInput {
  reason: EndReason;
  /** Who ends it; null for the system itself. */
  actorId: string | null;
  now: Instant;
  secret: string;
  source: string;
}

/** Ends a certificate in the caller's transaction and records the fact. A row that was tampered with stays unsigned. */
export async function endCertificate(tx: Tx, row: CertificateRow, input: EndInput): Promise<void> {
  const ended = { ...row, revoked_at: input.now, revoked_reason: input.reason };
  const integrity_code = isIntact(input.secret, row) ? signCertificate(input.secret, ended) : row.integrity_code;
  await tx
    .updateTable('certificate')
    .set({ revoked_at: ended.revoked_at, revoked_reason: ended.revoked_reason, revoked_by: input.actorId, integrity_code })
    .where('id', '=', row.id)
    .execute();
  await recordProgress(
    tx,
    { verb: 'certificate.revoked', objectType: 'certificate', objectId: row.id, result: { reason: input.reason }, userId: row.user_id, courseId: row.course_id, occurredAt: input.now },
    { idempotencyKey: `certificate.revoked:${row.id}`, source: input.source, now: input.now },
  );
}
