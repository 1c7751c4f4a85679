import { integrityCode, sameCode } from '../platform/signing.server.ts';
import { signedFields, type CertificateFacts } from './rules/certificate.ts';

/** The integrity code of a certificate row. */
export function signCertificate(secret: string, row: CertificateFacts): string {
  return integrityCode(secret, signedFields(row));
}

/** True when the row is exactly as this installation wrote it. */
export function isIntact(secret: string, row: CertificateFacts & { integrity_code: string }): boolean {
  return sameCode(signCertificate(secret, row), row.integrity_code);
}
