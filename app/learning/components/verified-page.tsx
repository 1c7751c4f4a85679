import { renderToStaticMarkup } from 'react-dom/server';
import type { Locale } from '../../platform/i18n/messages.ts';
import { smallFirst } from '../../platform/i18n/first-letter.ts';
import { ReaderProvider, useFormats, useText } from '../../platform/i18n/react.tsx';
import { cutMarkup, type CutMarkup } from '../../platform/http/slots.ts';
import { remember } from '../../platform/remember.ts';
import { Card, LinkButton, Meta, Notice, PageHead, type MetaItem } from '../../ui/index.ts';
import { certificateMessages } from '../messages/certificates.ts';
import type { Verification, Verified } from '../queries/verified-certificate.server.ts';
import { VerifyForm } from './verify-form.tsx';

const pages = remember<CutMarkup>(500);

/**
 * The page of a code, encoded. Many people look the same certificate up, at a fair or for a list; what they see follows from what the database says now and
 * is kept by that. The slot `checked` is for the moment of looking.
 */
export function verifiedMarkup(shown: { code: string; result: Verification }, reader: { locale: Locale; timeZone: string }): CutMarkup {
  return pages(`${reader.locale} ${reader.timeZone} ${JSON.stringify(shown)}`, () =>
    cutMarkup(
      renderToStaticMarkup(
        <ReaderProvider {...reader}>
          <VerifiedPage {...shown} />
        </ReaderProvider>,
      ),
    ),
  );
}

function VerifiedPage({ code, result }: { code: string; result: Verification }) {
  const t = useText(certificateMessages);
  return (
    <div className="stack-l">
      <PageHead title={t('verify.title')} eyebrow={code} />
      {!result.found ? (
        <>
          <Notice tone="danger" title={t('verify.unknown')}>{t('verify.unknown-text', { code })}</Notice>
          <Card title={t('verify.again')} id="again"><VerifyForm typed={code} /></Card>
        </>
      ) : (
        <>
          {result.intact ? <Sound verified={result} code={code} /> : <Notice tone="danger" title={t('verify.broken')}>{t('verify.broken-text', { number: result.number })}</Notice>}
          <p className="muted"><slot data-slot="checked"></slot></p>
          <div className="page-actions">
            <LinkButton href="/verify" variant="ghost" icon="search">{t('verify.again')}</LinkButton>
            {result.manageId ? <LinkButton href={`/admin/certificates/${result.manageId}`} variant="quiet" icon="settings">{t('verify.manage')}</LinkButton> : null}
          </div>
        </>
      )}
    </div>
  );
}

const tones = { VALID: 'ok', EXPIRED: 'warn', REVOKED: 'danger' } as const;

/** A certificate whose row is as it was issued. */
function Sound({ verified, code }: { verified: Verified; code: string }) {
  const t = useText(certificateMessages);
  return (
    <>
      <Notice tone={tones[verified.status]} title={t(`verify.${verified.status}`)}>{useVerdict(verified)}</Notice>
      <Card title={t('kind')} id="certificate">
        <Meta items={useFacts(verified, code)} />
      </Card>
    </>
  );
}

function useVerdict({ status, validUntil, revokedAt, reason }: Verified): string {
  const t = useText(certificateMessages);
  const formats = useFormats();
  if (status === 'REVOKED' && revokedAt) return t('verify.revoked-on', { day: formats.day(revokedAt), reason: smallFirst(t(`reason.${reason ?? 'OTHER'}`)) });
  if (!validUntil) return t('verify.valid-forever');
  return t(status === 'EXPIRED' ? 'verify.expired-on' : 'verify.valid-until', { day: formats.day(validUntil) });
}

function useFacts(verified: Verified, code: string): MetaItem[] {
  const t = useText(certificateMessages);
  const formats = useFormats();
  return [
    { term: t('fact.holder'), detail: <strong>{verified.holder}</strong> },
    { term: t('fact.unit'), detail: verified.unit || t('fact.none') },
    { term: t('fact.course'), detail: verified.course },
    { term: t('fact.number'), detail: verified.number },
    { term: t('fact.code'), detail: code },
    { term: t('fact.issued'), detail: formats.day(verified.issuedAt) },
    { term: t('fact.until'), detail: verified.validUntil ? t('until-of', { day: formats.day(verified.validUntil) }) : t('fact.forever') },
    { term: t('fact.integrity'), detail: t('verify.intact') },
  ];
}
