import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { recordAudit } from '../../platform/audit.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { certificateMessages as messages } from '../messages/certificates.ts';
import { getManagedCertificate } from '../queries/managed-certificate.server.ts';
import type { WithdrawalReason } from '../rules/certificate.ts';
import { endCertificate } from './end-certificate.server.ts';

export interface RevokeInput {
  id: string;
  /** Shown on the public page. */
  reason: WithdrawalReason;
  /** Kept in the audit log only. */
  note: string;
  now: Instant;
  secret: string;
}

/**
 * Takes a certificate back for good.
 * @throws AppError not-found outside the actor's scope, conflict when it is already taken back
 */
export async function revokeCertificate(db: Db, actor: Actor, { id, reason, note, now, secret }: RevokeInput): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await getManagedCertificate(tx, actor, id, now);
    if (row.revoked_at !== null) throw new AppError('conflict', messages.both('error.revoked-already'));
    await endCertificate(tx, row, { reason, actorId: actor.id, now, secret, source: 'web' });
    await recordAudit(tx, { at: now, actor, action: 'certificate.revoke', objectType: 'certificate', objectId: id, details: { number: row.certificate_no, reason, note } });
  });
}
