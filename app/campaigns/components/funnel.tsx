import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { BarList, BarRow, Card, Disclosure, Notice, Table } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import type { Funnel, FunnelRow } from '../queries/funnel.server.ts';

const figures = ['delivered', 'sent', 'waiting', 'unsure', 'notSent', 'failed'] as const;
const heads = { waiting: 'funnel.waiting', sent: 'funnel.sent', delivered: 'funnel.delivered', unsure: 'funnel.unsure', notSent: 'funnel.not-sent', failed: 'funnel.failed' } as const;

/** How every message of a campaign stands; each channel adds up to the audience. While something is waiting the picture follows by itself. */
export function FunnelCards({ funnels }: { funnels: readonly Funnel[] }) {
  const isMoving = funnels.some(({ rows }) => rows.some(({ waiting, unsure }) => waiting + unsure > 0));
  return <div className="stack" id="funnels" data-island="refresh" data-moving={isMoving ? 'yes' : 'no'}>{funnels.map((funnel) => <FunnelCard key={funnel.messageId} funnel={funnel} />)}</div>;
}

function useChannelName() {
  const t = useText(campaignMessages);
  const c = useText(composerMessages);
  return (channel: FunnelRow['channel']) => (channel === 'IN_APP' ? t('channel.IN_APP') : c(`medium.${channel}`));
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
      <PeopleFunnel funnel={funnel} />
      <div className="channel-bars">{funnel.rows.map((row) => <ChannelBar key={row.channel} row={row} audience={funnel.audience} name={name(row.channel)} />)}</div>
      <Disclosure summary={t('funnel.table')}>
        <Table
          caption={t('funnel.caption')}
          hideCaption
          rows={funnel.rows}
          rowKey={(row) => row.channel}
          columns={[
            { key: 'channel', head: t('funnel.channel'), rowHeader: true, cell: (row) => name(row.channel) },
            ...figures.map((figure) => ({ key: figure, head: t(heads[figure]), numeric: true, cell: (row: FunnelRow) => number(row[figure]) })),
            { key: 'sum', head: t('funnel.total'), numeric: true, cell: (row) => number(figures.reduce((sum, figure) => sum + row[figure], 0)) },
          ]}
        />
      </Disclosure>
      {funnel.links ? <Followers links={funnel.links} name={name} /> : null}
      <p className="muted small">{t('funnel.sum', { count: number(funnel.audience) })}</p>
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

/** From everybody who should know to those who have shown that they do. */
function PeopleFunnel({ funnel }: { funnel: Funnel }) {
  const t = useText(campaignMessages);
  const formats = useFormats();
  const share = (count: number) => `${formats.number(count)} (${formats.percent(funnel.audience > 0 ? count / funnel.audience : 0)})`;
  const steps: [string, number][] = [
    [t('funnel.audience'), funnel.audience],
    [t('funnel.in-app'), funnel.rows.find(({ channel }) => channel === 'IN_APP')?.delivered ?? 0],
    [t('funnel.read'), funnel.read],
    ...(funnel.answers ? ([[t('funnel.answered'), funnel.answers.given], [t('funnel.right'), funnel.answers.right]] as [string, number][]) : []),
  ];
  return <BarList label={t('funnel.people')}>{steps.map(([label, count], at) => <BarRow key={label} label={label} value={count} max={funnel.audience} text={at === 0 ? formats.number(count) : share(count)} tone={at === 0 ? 'brand' : 'ok'} />)}</BarList>;
}

/** A channel as one bar whose parts add up to the audience, with the parts in words below it. */
function ChannelBar({ row, audience, name }: { row: FunnelRow; audience: number; name: string }) {
  const t = useText(campaignMessages);
  const formats = useFormats();
  const parts = figures.filter((figure) => row[figure] > 0);
  const share = (count: number) => (audience > 0 ? (count / audience) * 100 : 0);
  const before = (at: number) => parts.slice(0, at).reduce((sum, figure) => sum + share(row[figure]), 0);
  return (
    <div className="channel-bar">
      <p className="channel-name">{name}</p>
      <svg className="stacked" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect className="part-none" width="100" height="6" />
        {parts.map((figure, at) => <rect key={figure} className={`part-${figure}`} x={before(at)} width={share(row[figure])} height="6" />)}
      </svg>
      <ul className="legend">{parts.map((figure) => <li key={figure}><span className={`legend-key key-${figure}`} aria-hidden="true" />{formats.number(row[figure])} {t(heads[figure]).toLocaleLowerCase('vi')}</li>)}</ul>
    </div>
  );
}
