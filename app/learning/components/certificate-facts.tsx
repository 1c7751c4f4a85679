import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Meta } from '../../ui/index.ts';
import { certificateMessages } from '../messages/certificates.ts';
import type { certificateDesk } from '../queries/managed-certificate.server.ts';
import { CertificateStatusTag } from './certificate-status.tsx';

export type Desk = Awaited<ReturnType<typeof certificateDesk>>;

/** The facts that staff must see before acting. */
export function CertificateFactList({ certificate }: { certificate: Desk }) {
  const t = useText(certificateMessages);
  const formats = useFormats();
  return (
    <Meta
      items={[
        { term: t('fact.number'), detail: <>{certificate.certificate_no} <CertificateStatusTag status={certificate.status} /></> },
        { term: t('fact.holder'), detail: certificate.full_name },
        { term: t('fact.unit'), detail: certificate.unit_name || t('fact.none') },
        { term: t('fact.course'), detail: certificate.course_title },
        { term: t('fact.score'), detail: certificate.score > 0 ? t('score-of', { score: formats.score(certificate.score) }) : t('fact.none') },
        { term: t('fact.periods'), detail: t('periods-of', { periods: formats.number(certificate.periods) }) },
        { term: t('fact.issued'), detail: formats.day(certificate.issued_at) },
        { term: t('fact.until'), detail: certificate.valid_until ? t('until-of', { day: formats.day(certificate.valid_until) }) : t('fact.forever') },
        { term: t('fact.code'), detail: <a href={`/verify/${certificate.verify_code}`}>{certificate.verify_code}</a> },
        { term: t('fact.integrity'), detail: certificate.intact ? t('verify.intact') : t('verify.broken') },
      ]}
    />
  );
}
