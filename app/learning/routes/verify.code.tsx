import { data, redirect } from '@remix-run/node';
import { useLoaderData, type MetaFunction } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import type { Instant } from '../../platform/clock.ts';
import { publicLookupLimit } from '../../platform/http/rate-limit.server.ts';
import { smallFirst } from '../../platform/i18n/first-letter.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, Meta, Notice, PageHead, type MetaItem } from '../../ui/index.ts';
import { VerifyForm } from '../components/verify-form.tsx';
import { certificateMessages } from '../messages/certificates.ts';
import { verifyCertificate, type Verification, type Verified } from '../queries/verified-certificate.server.ts';
import { readCode } from '../rules/certificate.ts';

export const loader = page({ guard: 'public', params: z.object({ code: z.string().max(300) }) }, async ({ actor, params, context }) => {
  const read = readCode(params.code);
  if (!read.ok) throw redirect(`/verify?code=${encodeURIComponent(params.code)}`);
  if (read.code !== params.code) throw redirect(`/verify/${read.code}`);
  await context.spendPoint(publicLookupLimit, context.address);
  const now = context.clock.now().toISOString();
  const result = await verifyCertificate(context.db, read.code, { now, secret: context.secret, actor });
  const headers = { 'X-Robots-Tag': 'noindex, nofollow', 'Cache-Control': 'private, no-store' };
  return data({ code: read.code, now, result }, { status: result.found ? 200 : 404, headers });
});

export const headers = ({ loaderHeaders }: { loaderHeaders: Headers }) => loaderHeaders;
const title = titled((locale) => certificateMessages.in(locale)('verify.title'));
export const meta: MetaFunction = (page) => [...(title(page) ?? []), { name: 'robots', content: 'noindex, nofollow' }];

export default function VerifyCodePage() {
  const { code, now, result } = useLoaderData() as { code: string; now: Instant; result: Verification };
  const t = useText(certificateMessages);
  const formats = useFormats();
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
          <p className="muted">{t('verify.print', { moment: formats.moment(now) })}</p>
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
