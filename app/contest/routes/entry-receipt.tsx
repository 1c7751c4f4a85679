import { useLoaderData } from '@remix-run/react';
import { page } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, LinkButton, Meta, PageHead, Table } from '../../ui/index.ts';
import { EntryCrumbs } from '../components/entry-parts.tsx';
import { HowToCheck } from '../components/receipt-parts.tsx';
import { receiptParams } from '../forms/entries.ts';
import { entryMessages as messages } from '../messages/entries.ts';
import { receiptView } from '../queries/entry-files.server.ts';

export const loader = page({ guard: 'signed-in', params: receiptParams }, async ({ actor, params, context }) => {
  const { receipt, signature, by } = await receiptView(context.db, actor, params.id, params.version);
  return { id: params.id, receipt, signature, by };
});

export const meta = titled((locale) => messages.in(locale)('page.receipts'));

export default function ReceiptPage() {
  const { id, receipt, signature, by } = useLoaderData<typeof loader>();
  const t = useText(messages);
  const formats = useFormats();
  const title = t('receipt.title', { version: receipt.version });
  const facts = [
    { term: t('receipt.number'), detail: receipt.entry },
    { term: t('field.title'), detail: receipt.title },
    { term: t('receipt.at'), detail: t('receipt.zone', { time: formats.second(receipt.submittedAt) }) },
    { term: t('receipt.by'), detail: by },
    { term: t('receipt.rules'), detail: t('receipt.rules-version', { version: receipt.rules.version }) },
    { term: t('receipt.hash'), detail: <code className="kept-text">{receipt.contentHash}</code> },
    { term: t('receipt.signature'), detail: <code className="kept-text">{signature}</code> },
  ];
  return (
    <div className="stack-l">
      <PageHead title={title} lead={t('receipt.lead')} breadcrumb={<EntryCrumbs entry={{ id, number: receipt.entry }} here={title} />} actions={<LinkButton icon="download" href={`/contests/entries/${id}/receipt/${receipt.version}/file`} download>{t('receipt.download')}</LinkButton>} />
      <Card><Meta items={facts} /></Card>
      {receipt.files.length === 0 ? <p className="muted">{t('receipt.files-none')}</p> : (
        <Table
          caption={t('receipt.files')}
          rows={receipt.files}
          rowKey={(file) => file.name + file.sha256}
          columns={[
            { key: 'name', head: t('col.file'), rowHeader: true, cell: (file) => file.name },
            { key: 'bytes', head: t('col.size'), numeric: true, cell: (file) => formats.bytes(file.bytes) },
            { key: 'hash', head: t('col.hash'), cell: (file) => <code className="kept-text">{file.sha256}</code> },
          ]}
        />
      )}
      <p>{t('receipt.mail')}</p>
      <HowToCheck />
      <p><a href={`/contests/entries/${id}`}>{t('back')}</a></p>
    </div>
  );
}
