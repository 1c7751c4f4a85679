import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, LinkButton, Meta, PageHead, type MetaItem } from '../../ui/index.ts';
import { CertificateStatusTag } from '../components/certificate-status.tsx';
import { OwnRequests } from '../components/recognition-request-pages.tsx';
import { certificateMessages } from '../messages/certificates.ts';
import { listOwnCertificates } from '../queries/own-certificates.server.ts';
import { listOwnRequests, type RecognitionRequest } from '../queries/recognition-requests.server.ts';

export const loader = page({ guard: 'signed-in' }, async ({ actor, context }) => ({
  certificates: await listOwnCertificates(context.db, actor.id, context.clock.now().toISOString()),
  requests: await listOwnRequests(context.db, actor.id),
}));

export const meta = titled((locale) => certificateMessages.in(locale)('list.title'));

export default function CertificatesPage() {
  const { certificates, requests } = useLoaderData() as unknown as { certificates: Own[]; requests: RecognitionRequest[] };
  const t = useText(certificateMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('list.title')} lead={t('list.lead')} />
      {certificates.length === 0 ? (
        <EmptyState icon="award" title={t('list.empty')} action={<LinkButton href="/courses">{t('list.empty-action')}</LinkButton>}>
          <p>{t('list.empty-text')}</p>
        </EmptyState>
      ) : (
        <div className="stack">{certificates.map((certificate) => <OwnCertificate key={certificate.id} certificate={certificate} />)}</div>
      )}
      <OwnRequests requests={requests} />
    </div>
  );
}

type Own = Awaited<ReturnType<typeof listOwnCertificates>>[number];

function OwnCertificate({ certificate }: { certificate: Own }) {
  const t = useText(certificateMessages);
  const number = certificate.certificate_no;
  return (
    <Card title={certificate.course_title} eyebrow={t('kind')} action={<CertificateStatusTag status={certificate.status} />}
      footer={
        <>
          <LinkButton href={`/certificates/${certificate.id}/pdf`} icon="download" variant={certificate.status === 'VALID' ? 'primary' : 'ghost'} aria-label={t('list.pdf-of', { number })}>{t('list.pdf')}</LinkButton>
          <LinkButton href={`/verify/${certificate.verify_code}`} icon="qr-code" variant="quiet" aria-label={t('list.verify-of', { number })}>{t('list.verify')}</LinkButton>
        </>
      }>
      <Meta items={useFacts(certificate)} layout="inline" />
    </Card>
  );
}

function useFacts(certificate: Own): MetaItem[] {
  const t = useText(certificateMessages);
  const formats = useFormats();
  const { revoked_at, reason, status } = certificate;
  const facts: MetaItem[] = [
    { term: t('fact.number'), detail: certificate.certificate_no },
    { term: t('fact.issued'), detail: formats.day(certificate.issued_at) },
    { term: t('fact.until'), detail: certificate.valid_until ? t('until-of', { day: formats.day(certificate.valid_until) }) : t('fact.forever') },
    { term: t('fact.periods'), detail: t('periods-of', { periods: formats.number(certificate.periods) }) },
  ];
  if (certificate.score > 0) facts.push({ term: t('fact.score'), detail: t('score-of', { score: formats.score(certificate.score) }) });
  if (status === 'REVOKED' && revoked_at) facts.push({ term: t('fact.revoked'), detail: formats.day(revoked_at) }, { term: t('fact.reason'), detail: t(`reason.${reason ?? 'OTHER'}`) });
  return facts;
}
