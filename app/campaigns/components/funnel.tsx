import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card, Notice, Table } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import type { Funnel, FunnelRow } from '../queries/funnel.server.ts';

const figures = ['waiting', 'sent', 'delivered', 'unsure', 'notSent', 'failed'] as const;
const heads = { waiting: 'funnel.waiting', sent: 'funnel.sent', delivered: 'funnel.delivered', unsure: 'funnel.unsure', notSent: 'funnel.not-sent', failed: 'funnel.failed' } as const;

/** How every message of a campaign stands; each row adds up to the audience. */
export function FunnelCards({ funnels }: { funnels: readonly Funnel[] }) {
  return <>{funnels.map((funnel) => <FunnelCard key={funnel.messageId} funnel={funnel} />)}</>;
}

function useChannelName() {
  const t = useText(campaignMessages);
  const c = useText(composerMessages);
  return (channel: FunnelRow['channel']) => (channel === 'IN_APP' || channel === 'WEBHOOK' ? t(`channel.${channel}`) : c(`medium.${channel}`));
}

function FunnelCard({ funnel }: { funnel: Funnel }) {
  const t = useText(campaignMessages);
  const formats = useFormats();
  const name = useChannelName();
  const inApp = funnel.rows.find(({ channel }) => channel === 'IN_APP');
  const number = (value: number) => formats.number(value);
  return (
    <Card title={funnel.isCorrection ? t('funnel.correction') : t('funnel.title')} id={`funnel-${funnel.messageId}`} eyebrow={t('funnel.wave', { at: formats.moment(funnel.sendAt) })} lead={t('funnel.take', { reached: number(inApp?.delivered ?? 0), count: number(funnel.audience), read: number(funnel.read) })}>
      {funnel.held.map((held) => <Notice key={held.channel + held.reason} tone="warn" live={false}>{t('funnel.held', { count: number(held.count), channel: name(held.channel), until: formats.moment(held.until) })}</Notice>)}
      <Table
        caption={t('funnel.caption')}
        hideCaption
        rows={funnel.rows}
        rowKey={(row) => row.channel}
        columns={[{ key: 'channel', head: t('funnel.channel'), rowHeader: true, cell: (row) => name(row.channel) }, ...figures.map((figure) => ({ key: figure, head: t(heads[figure]), numeric: true, cell: (row: FunnelRow) => number(row[figure]) }))]}
      />
      {funnel.links ? <Followers links={funnel.links} name={name} /> : null}
      <p className="muted">{t('funnel.sum', { count: number(funnel.audience) })}</p>
    </Card>
  );
}

/** Who came by the link, and through which channel; beside the sums, because somebody who came was reached before. */
function Followers({ links, name }: { links: NonNullable<Funnel['links']>; name: (channel: FunnelRow['channel']) => string }) {
  const t = useText(campaignMessages);
  const formats = useFormats();
  const ways = links.channels.map(({ channel, people }) => `${name(channel)}: ${formats.number(people)}`).join(' · ');
  return (
    <p>
      {t('funnel.links', { people: formats.number(links.people), of: formats.number(links.of) })}
      {ways ? ` ${ways}.` : null}
      {links.visits > 0 ? ` ${t('funnel.visits', { count: formats.number(links.visits) })}` : null}
    </p>
  );
}
