import { largeFirst } from '../../platform/i18n/first-letter.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Card } from '../../ui/index.ts';
import type { Pulse } from '../forms/campaign.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { measuringMessages } from '../messages/measuring.ts';
import type { CampaignPage } from '../queries/campaign-page.server.ts';
import { personalMedia, publicMedia, type Medium } from '../rules/media.ts';
import type { MeasuredBy } from '../rules/measuring.ts';
import { DrillTag } from './campaign-parts.tsx';

/** What a campaign wants, for whom, when and how: the same facts before and after its approval. */
export function CampaignFacts({ campaign, recipients }: { campaign: CampaignPage; recipients: number }) {
  const t = useText(campaignMessages);
  const c = useText(composerMessages);
  const m = useText(measuringMessages);
  const formats = useFormats();
  const percent = (value: number | null) => (value === null ? t('unknown') : formats.percent(value / 100));
  const pulse = campaign.pulse ? (JSON.parse(campaign.pulse) as Pulse) : null;
  const rows: [string, React.ReactNode][] = [
    [c('goal.topic'), c(`topic.${campaign.topic as 'SECURITY'}`)],
    [c('goal.source'), campaign.content_source],
    [t('fact.goal'), campaign.goal],
    [t('fact.measure'), campaign.measure],
    [m('by'), m(`by.${campaign.measured_by as MeasuredBy}`)],
    [t('fact.target'), t('fact.target-value', { from: percent(campaign.baseline_percent), to: percent(campaign.target_percent), days: campaign.measured_after_days })],
    [t('fact.audience'), recipients === 0 && campaign.submitted_at === null ? t('fact.audience-later') : campaign.submitted_at ? t('fact.audience-frozen', { count: formats.number(recipients), at: formats.moment(campaign.submitted_at) }) : formats.number(recipients)],
    [t('fact.schedule'), campaign.send_at && campaign.not_after ? `${formats.moment(campaign.send_at)} – ${formats.moment(campaign.not_after)}` : largeFirst(t('unknown'))],
    [t('fact.channels'), <Ways key="channels" media={campaign.media.map((row) => row.medium as Medium)} />],
    [t('fact.urgency'), <span key="urgency">{c(`urgency.${campaign.urgency as 'NORMAL'}`)}{campaign.urgent_reason ? `: ${campaign.urgent_reason}` : ''}</span>],
    ...(campaign.is_duty === 1 ? [[t('fact.duty'), c('goal.duty')] as [string, string]] : []),
    ...(campaign.stagger_days > 0 ? [[c('schedule.stagger'), formats.number(campaign.stagger_days)] as [string, string]] : []),
    ...(pulse ? [[c('goal.pulse'), <span key="pulse" className="pre-line">{[pulse.text, ...pulse.options.map((option) => `– ${option}`)].join('\n')}</span>] as [string, React.ReactNode]] : []),
  ];
  return (
    <Card>
      {campaign.is_drill === 1 ? <p><DrillTag /></p> : null}
      <dl className="facts">{rows.map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
    </Card>
  );
}

const order: readonly Medium[] = ['MESSAGE', ...personalMedia, ...publicMedia];

/** The ways of a campaign in one order everywhere, persons first: the words to officials always come as an in-app notice. */
function Ways({ media }: { media: readonly Medium[] }) {
  const t = useText(campaignMessages);
  const c = useText(composerMessages);
  const names = order.filter((medium) => media.includes(medium)).map((medium) => (medium === 'MESSAGE' ? t('channel.IN_APP') : c(`medium.${medium}`)));
  return <>{names.length > 0 ? names.join(' · ') : largeFirst(t('unknown'))}</>;
}
