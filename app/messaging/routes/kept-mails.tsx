import { useLoaderData } from '@remix-run/react';
import { canSeeOperations } from '../../people/policy.ts';
import { page } from '../../people/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { EmptyState, PageHead, Table } from '../../ui/index.ts';
import { keptMailsShown, listKeptMails, type KeptMail } from '../channels/email-files.server.ts';
import { MailCrumbs } from '../components/mail-crumbs.tsx';
import { titledMail } from '../components/titled-mail.ts';
import { keptMailMessages as messages } from '../messages/mail.ts';

export const loader = page({ guard: canSeeOperations }, async ({ context }) => {
  const mails = await listKeptMails(context.env.DATA_DIR);
  return { mails, isFull: mails.length >= keptMailsShown };
});

export const meta = titledMail((locale) => messages.in(locale)('title'));
export const handle = { layout: 'wide' };

export default function KeptMailsPage() {
  const { mails, isFull } = useLoaderData() as { mails: KeptMail[]; isFull: boolean };
  const t = useText(messages);
  const formats = useFormats();
  const subject = (mail: KeptMail) => <a href={`/admin/mail/${mail.day}/${mail.id}`}>{mail.subject || t('no-subject')}</a>;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<MailCrumbs />} />
      {isFull ? <p className="muted">{t('newest', { count: mails.length })}</p> : null}
      {mails.length === 0 ? <EmptyState icon="inbox" title={t('none')}>{t('none-text')}</EmptyState> : (
        <Table
          caption={t('title')}
          hideCaption
          rows={mails}
          rowKey={(mail) => mail.day + mail.id}
          columns={[
            { key: 'subject', head: t('subject'), rowHeader: true, cell: subject },
            { key: 'to', head: t('to'), cell: (mail) => mail.to },
            { key: 'day', head: t('day'), cell: (mail) => formats.day(mail.day) },
            { key: 'size', head: t('size'), numeric: true, cell: (mail) => t('bytes', { size: formats.score(mail.bytes / 1_000) }) },
          ]}
        />
      )}
    </>
  );
}
