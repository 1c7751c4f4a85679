import { useText } from '../../platform/i18n/react.tsx';
import { Tag } from '../../ui/index.ts';
import { certificateMessages } from '../messages/certificates.ts';
import type { CertificateStatus } from '../rules/certificate.ts';

const looks = { VALID: { tone: 'ok', icon: 'circle-check' }, EXPIRED: { tone: 'warn', icon: 'clock' }, REVOKED: { tone: 'danger', icon: 'circle-x' } } as const;

/** What a certificate is worth today: icon and word. */
export function CertificateStatusTag({ status }: { status: CertificateStatus }) {
  const t = useText(certificateMessages);
  return <Tag {...looks[status]}>{t(`status.${status}`)}</Tag>;
}
