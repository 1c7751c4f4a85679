import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, Meta, PageHead } from '../../ui/index.ts';
import { EntryCrumbs } from '../components/entry-parts.tsx';
import { HowToCheck } from '../components/receipt-parts.tsx';
import { withdrawalParams } from '../forms/entries.ts';
import { entryMessages as messages } from '../messages/entries.ts';
import { withdrawalReceiptView } from '../queries/entry-files.server.ts';

export const loader = page({ guard: 'signed-in', params: withdrawalParams }, async ({ actor, params, context }) => {
  const { receipt, signature } = await withdrawalReceiptView(context.db, actor, params.id, params.withdrawal);
  return { ...params, receipt, signature };
});

export const meta = titled((locale) => messages.in(locale)('withdrawal.title'));

export default function WithdrawalReceiptPage() {
  const { id, withdrawal, receipt, signature } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const formats = useFormats();
  const moment = (at: string) => t('receipt.zone', { time: formats.second(at) });
  const facts = [
    { term: t('receipt.number'), detail: receipt.entry },
    { term: t('withdrawal.at'), detail: moment(receipt.withdrawnAt) },
    { term: t('withdrawal.how'), detail: t(`withdrawal.how.${receipt.how}`) },
    { term: t('withdrawal.version'), detail: <a href={`/contests/entries/${id}/receipt/${receipt.version}`}>{t('page.receipt', { version: receipt.version })}</a> },
    { term: t('withdrawal.submitted'), detail: moment(receipt.submittedAt) },
    { term: t('receipt.hash'), detail: <code className="kept-text">{receipt.contentHash}</code> },
    { term: t('receipt.signature'), detail: <code className="kept-text">{signature}</code> },
  ];
  return (
    <div className="stack-l">
      <PageHead title={t('withdrawal.title')} lead={t('withdrawal.lead')} breadcrumb={<EntryCrumbs entry={{ id, number: receipt.entry }} here={t('withdrawal.title')} />} actions={<LinkButton icon="download" href={`/contests/entries/${id}/withdrawals/${withdrawal}/file`} download>{t('receipt.download')}</LinkButton>} />
      <Card><Meta items={facts} /></Card>
      <p>{t('receipt.mail')}</p>
      <HowToCheck />
      <p><a href={`/contests/entries/${id}`}>{t('back')}</a></p>
    </div>
  );
}
