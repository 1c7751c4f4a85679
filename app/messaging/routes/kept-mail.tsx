import { useLoaderData } from '@remix-run/react';
import { canSeeOperations } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { AppError } from '../../platform/errors.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { platformMessages } from '../../platform/messages.ts';
import { Card, LinkButton, Meta, PageHead } from '../../ui/index.ts';
import { findKeptMail, openKeptMail } from '../channels/email-files.server.ts';
import { MailCrumbs } from '../components/mail-crumbs.tsx';
import { titledMail } from '../components/titled-mail.ts';
import { keptMailParams } from '../forms/mail-params.ts';
import { keptMailMessages as messages } from '../messages/mail.ts';

export const loader = page({ guard: canSeeOperations, params: keptMailParams }, async ({ params, context }) => {
  const bytes = await findKeptMail(context.env.DATA_DIR, params.day, params.id);
  if (!bytes) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const { headers, text } = openKeptMail(bytes);
  return { headers, text, at: `/admin/mail/${params.day}/${params.id}` };
});

export const meta = titledMail((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function KeptMailPage() {
  const { headers, text, at } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const formats = useFormats();
  // A mail's own date is in English, whoever reads it.
  const dated = (value: string) => (Number.isNaN(Date.parse(value)) ? value : formats.second(new Date(value).toISOString()));
  const subject = headers.find(([name]) => name === 'subject')?.[1] || t('no-subject');
  const tools = (
    <>
      <LinkButton variant="ghost" icon="eye" href={`${at}/preview`}>{t('preview')}</LinkButton>
      <LinkButton variant="ghost" icon="download" href={`${at}/file`}>{t('download')}</LinkButton>
    </>
  );
  return (
    <>
      <PageHead title={subject} breadcrumb={<MailCrumbs here={subject} />} actions={tools} />
      <div className="stack">
        <Card id="headers" title={t('headers')}><Meta items={headers.map(([name, value]) => ({ term: t(`header.${name}`), detail: name === 'date' ? dated(value) : value }))} /></Card>
        <Card id="text" title={t('text')}>{text.split(/\n{2,}/).map((block, at) => <p key={at} className="kept-text">{block}</p>)}</Card>
      </div>
    </>
  );
}
