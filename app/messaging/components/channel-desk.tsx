import { TechnicalReason } from '../../people/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { troubleMessages } from '../../platform/trouble.ts';
import { Button, EmptyState, Table, Tag } from '../../ui/index.ts';
import { deliveryTroubleMessages } from '../messages/delivery-trouble.ts';
import { inboxMessages } from '../messages/inbox.ts';
import type { ChannelRow } from '../queries/channel-desk.server.ts';
import type { Channel } from '../rules/channels.ts';
import { deliveryTrouble, type DeliveryTrouble } from '../rules/delivery-trouble.ts';

/** What this installation can send through, and what its providers allow a second. */
export interface ChannelSetUp {
  offered: readonly Channel[];
  limits: Partial<Record<Channel, number>>;
}

/** How every channel stands; a paused one can be resumed. */
export function ChannelTable({ rows, offered, limits }: ChannelSetUp & { rows: readonly ChannelRow[] }) {
  const t = useText(inboxMessages);
  const formats = useFormats();
  const number = (key: 'waiting' | 'sentInHour' | 'sent' | 'unsure' | 'failed') => ({ key, head: t(`desk.${key}`), numeric: true, cell: (row: ChannelRow) => formats.number(row[key]) });
  return (
    <Table
      caption={t('desk.title')}
      hideCaption
      rows={rows}
      rowKey={(row) => row.channel}
      columns={[
        { key: 'channel', head: t('desk.channel'), rowHeader: true, cell: (row) => (row.channel === 'VNEID' ? <a href="/campaigns/vneid">{t('channel.VNEID')}</a> : t(`channel.${row.channel}`)) },
        { key: 'state', head: t('desk.state'), cell: (row) => <State row={row} isOffered={offered.includes(row.channel)} /> },
        number('waiting'),
        { key: 'oldest', head: t('desk.oldest'), cell: (row) => (row.oldest ? formats.moment(row.oldest) : '–') },
        { key: 'limit', head: t('desk.limit'), numeric: true, cell: ({ channel }) => (limits[channel] === undefined || !offered.includes(channel) ? '–' : formats.number(limits[channel])) },
        number('sentInHour'),
        number('sent'),
        number('unsure'),
        number('failed'),
      ]}
    />
  );
}

function State({ row, isOffered }: { row: ChannelRow; isOffered: boolean }) {
  const t = useText(inboxMessages);
  const formats = useFormats();
  if (!row.pause) return isOffered ? <Tag tone="ok">{t('desk.running')}</Tag> : <Tag {...(row.waiting > 0 ? { tone: 'warn' as const } : {})}>{t(row.waiting > 0 ? 'desk.not-set-up-waiting' : 'desk.not-set-up')}</Tag>;
  return (
    <div className="stack">
      <Tag tone="warn">{t('desk.paused', { reason: row.pause.reason === 'RESTORED' ? t('desk.restored') : row.pause.reason })}</Tag>
      <span className="muted">{t('desk.paused-by', { person: row.pause.by ?? t('desk.system'), at: formats.moment(row.pause.at) })}</span>
      <form method="post" action="/admin/channels/resumption"><input type="hidden" name="channel" value={row.channel} /><Button variant="ghost">{t('desk.resume')}</Button></form>
    </div>
  );
}

/** What has failed, by reason, to be sent again by who may. */
export function FailureTable({ failures, mayRetry }: { mayRetry: boolean; failures: readonly { channel: Channel; reason: string; count: number }[] }) {
  const t = useText(inboxMessages);
  const formats = useFormats();
  if (failures.length === 0) return <EmptyState icon="circle-check" title={t('desk.failures-none')} />;
  return (
    <Table
      caption={t('desk.failures')}
      rows={failures}
      rowKey={(row) => row.channel + row.reason}
      columns={[
        { key: 'channel', head: t('desk.channel'), rowHeader: true, cell: (row) => t(`channel.${row.channel}`) },
        { key: 'reason', head: t('desk.reason'), cell: (row) => <DeliveryReason detail={row.reason} /> },
        { key: 'count', head: t('desk.count'), numeric: true, cell: (row) => formats.number(row.count) },
        ...(mayRetry ? [{ key: 'retry', head: t('desk.retry'), hideHead: true, cell: (row: { channel: Channel; reason: string }) => <form method="post" action="/admin/channels/retry"><input type="hidden" name="channel" value={row.channel} /><input type="hidden" name="reason" value={row.reason} /><Button variant="ghost">{t('desk.retry')}</Button></form> }] : []),
      ]}
    />
  );
}

function DeliveryReason({ detail }: { detail: string }) {
  const own = useText(deliveryTroubleMessages);
  const general = useText(troubleMessages);
  const kind = deliveryTrouble(detail);
  return <TechnicalReason sentence={kind && (isOwn(kind) ? own(kind) : general(kind))} raw={detail} />;
}

const isOwn = (kind: DeliveryTrouble): kind is keyof typeof deliveryTroubleMessages.catalogue => Object.hasOwn(deliveryTroubleMessages.catalogue, kind);
