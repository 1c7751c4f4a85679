import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Breadcrumb, Card, LinkButton, Notice, PageHead, Table } from '../../ui/index.ts';
import { CertificateFactList, type Desk } from '../components/certificate-facts.tsx';
import { certificateParams } from '../forms/certificate.ts';
import { certificateMessages } from '../messages/certificates.ts';
import { canManageCertificates } from '../policy.ts';
import { certificateDesk } from '../queries/managed-certificate.server.ts';
import { endReasonOf } from '../rules/certificate.ts';

export const loader = page({ guard: canManageCertificates, params: certificateParams }, ({ actor, params, context }) =>
  certificateDesk(context.db, actor, params.id, { now: context.clock.now().toISOString(), secret: context.secret }),
);

export const meta = titled((locale) => `${certificateMessages.in(locale)('manage.heading')} – ${certificateMessages.in(locale)('manage.admin')}`);

export default function AdminCertificatePage() {
  const certificate = useLoaderData() as Desk;
  const t = useText(certificateMessages);
  const base = `/admin/certificates/${certificate.id}`;
  return (
    <div className="stack-l">
      <PageHead
        title={<>{t('manage.heading')} <span className="unbroken">{certificate.certificate_no}</span></>}
        breadcrumb={<Breadcrumb label={t('manage.crumbs')} items={[{ label: t('manage.admin'), href: '/admin' }, { label: certificate.certificate_no }]} />}
        actions={
          <>
            <LinkButton href={`/certificates/${certificate.id}/pdf`} variant="ghost" icon="download">{t('list.pdf')}</LinkButton>
            {certificate.canReissue ? <LinkButton href={`${base}/reissue`} variant="ghost" icon="rotate-ccw">{t('manage.reissue')}</LinkButton> : null}
            {certificate.canRevoke ? <LinkButton href={`${base}/revocation`} variant="ghost" icon="circle-x">{t('manage.revoke')}</LinkButton> : null}
          </>
        }
      />
      <StateNotice certificate={certificate} />
      <Card title={t('manage.facts')} id="facts"><CertificateFactList certificate={certificate} /></Card>
      <History history={certificate.history} />
    </div>
  );
}

function StateNotice({ certificate }: { certificate: Desk }) {
  const t = useText(certificateMessages);
  const formats = useFormats();
  const { replacement, replaces, status, revoked_at } = certificate;
  return (
    <>
      {certificate.intact ? null : <Notice tone="danger" title={t('verify.broken')}>{t('verify.broken-text', { number: certificate.certificate_no })}</Notice>}
      {status === 'REVOKED' && revoked_at ? (
        <Notice tone="warn" live={false} title={t('verify.REVOKED')}>{t('verify.revoked-on', { day: formats.day(revoked_at), reason: t(`reason.${endReasonOf(certificate.revoked_reason) ?? 'OTHER'}`) })}</Notice>
      ) : null}
      {replacement ? <Notice live={false}>{t('manage.replaced-by')} <a href={`/admin/certificates/${replacement.id}`}>{replacement.number}</a></Notice> : null}
      {replaces ? <Notice live={false}>{t('manage.replaces')} <a href={`/admin/certificates/${replaces.id}`}>{replaces.number}</a></Notice> : null}
    </>
  );
}

const actionKeys = { 'certificate.revoke': 'manage.action.certificate.revoke', 'certificate.reissue': 'manage.action.certificate.reissue' } as const;

function History({ history }: { history: Desk['history'] }) {
  const t = useText(certificateMessages);
  const formats = useFormats();
  if (history.length === 0) return <p className="muted">{t('manage.history-empty')}</p>;
  return (
    <Table
      caption={t('manage.history')}
      rows={history}
      rowKey={(row) => row.id}
      columns={[
        { key: 'at', head: t('manage.at'), cell: (row) => formats.moment(row.at) },
        { key: 'who', head: t('manage.who'), cell: (row) => row.actor_name, rowHeader: true },
        { key: 'what', head: t('manage.what'), cell: (row) => (row.action in actionKeys ? t(actionKeys[row.action as keyof typeof actionKeys]) : row.action) },
        { key: 'note', head: t('manage.note'), cell: (row) => row.note },
      ]}
    />
  );
}
