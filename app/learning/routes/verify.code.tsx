import { redirect } from '@remix-run/node';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { publicLookupLimit } from '../../platform/http/limits.ts';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { verifiedMarkup } from '../components/verified-page.tsx';
import { certificateMessages } from '../messages/certificates.ts';
import { verifyCertificate } from '../queries/verified-certificate.server.ts';
import { readCode } from '../rules/certificate.ts';

/** The page behind the QR code of every certificate: rendered past Remix's document pipeline, because whole halls of people open it at once. */
export const loader = page({ guard: 'public', params: z.object({ code: z.string().max(300) }), rendersItself: true }, async ({ actor, params, context, request }) => {
  const read = readCode(params.code);
  if (!read.ok) throw redirect(`/verify?code=${encodeURIComponent(params.code)}`);
  if (read.code !== params.code) throw redirect(`/verify/${read.code}`);
  await context.spendPoint(publicLookupLimit, context.address);
  const now = context.clock.now().toISOString();
  const result = await verifyCertificate(context.db, read.code, { now, secret: context.secret, actor });
  const [{ locale }, timeZone] = [context.reader, context.env.TZ_DISPLAY];
  const t = certificateMessages.in(locale);
  context.slots.set('checked', t('verify.print', { moment: defineFormats(locale, timeZone).moment(now) }));
  const markup = verifiedMarkup({ code: read.code, result }, { locale, timeZone });
  return context.renderPage({ title: `${t('verify.title')} – hoc06`, handle: {}, markup, status: result.found ? 200 : 404, headers: { 'X-Robots-Tag': 'noindex, nofollow' } }, request, context);
});
