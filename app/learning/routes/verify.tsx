import { data, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { page } from '../../people/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, ErrorSummary } from '../../ui/index.ts';
import { VerifyForm, type CodeFault } from '../components/verify-form.tsx';
import { certificateMessages } from '../messages/certificates.ts';
import { readCode } from '../rules/certificate.ts';

export const loader = page({ guard: 'public', query: z.object({ code: z.string().max(300).optional() }) }, ({ query }) => {
  if (query.code === undefined) return data({ typed: '', fault: null });
  const read = readCode(query.code);
  if (read.ok) throw redirect(`/verify/${read.code}`);
  return data({ typed: query.code, fault: read.fault }, { status: 422 });
});

export const meta = titled((locale) => certificateMessages.in(locale)('verify.title'));

export default function VerifyPage() {
  const { typed, fault } = useLoaderData() as { typed: string; fault: CodeFault | null };
  const t = useText(certificateMessages);
  return (
    <div className="narrow stack">
      <ErrorSummary title={t('verify.faults')} errors={fault ? [{ href: '#code', message: t(`verify.fault.${fault}`) }] : []} />
      <Card>
        <h1>{t('verify.title')}</h1>
        <p className="muted">{t('verify.lead')}</p>
        <VerifyForm typed={typed} fault={fault} />
      </Card>
    </div>
  );
}
