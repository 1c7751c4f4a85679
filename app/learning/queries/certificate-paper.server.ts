import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { isIntact } from '../certificate-integrity.server.ts';
import type { CertificatePaper } from '../certificate-pdf.server.ts';
import { certificateIssuer } from '../certificate-settings.server.ts';
import { certificateMessages } from '../messages/certificates.ts';
import { certificateDay } from '../rules/certificate.ts';
import { getReadableCertificate } from './managed-certificate.server.ts';

/**
 * What is printed on a certificate.
 * @throws AppError not-found for anybody but its holder and staff who may see her, conflict when the row does not match its integrity code
 */
export async function certificatePaper(db: Db, actor: Actor, id: string, at: { now: Instant; secret: string; baseUrl: string; isSample: boolean }): Promise<CertificatePaper> {
  const row = await getReadableCertificate(db, actor, id, at.now);
  if (!isIntact(at.secret, row)) throw new AppError('conflict', certificateMessages.both('error.no-paper', { number: row.certificate_no }));
  const issuer = await readSetting(db, certificateIssuer, certificateDay(row.issued_at));
  return { ...row, issuer, verifyUrl: `${at.baseUrl}/verify/${row.verify_code}`, isSample: at.isSample };
}
