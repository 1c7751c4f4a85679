import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { Table, Tag } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import type { CampaignListRow } from '../queries/campaign-page.server.ts';
import { DrillTag, StateTag } from './campaign-parts.tsx';

/** The campaigns of a year, newest first. */
export function CampaignTable({ year, campaigns }: { year: number; campaigns: readonly CampaignListRow[] }) {
  const t = useText(campaignMessages);
  const c = useText(composerMessages);
  const formats = useFormats();
  return (
    <Table
      caption={t('list.caption', { year: String(year) })}
      hideCaption
      rows={campaigns}
      rowKey={(campaign) => campaign.id}
      columns={[
        { key: 'name', head: t('col.name'), rowHeader: true, cell: (campaign) => <><a href={`/campaigns/${campaign.id}`}>{campaign.name}</a>{campaign.isDrill ? <> <DrillTag /></> : null}<br /><span className="muted small">{campaign.code}</span></> },
        { key: 'topic', head: t('col.topic'), cell: (campaign) => <>{c(`topic.${campaign.topic as 'SECURITY'}`)}<br /><span className="muted small">{t(campaign.model === 27 ? 'model.27' : 'model.26')}</span></> },
        { key: 'state', head: t('col.state'), cell: (campaign) => <><StateTag state={campaign.state} />{campaign.evaluation?.standing === 'overdue' ? <> <Tag tone="danger">{t('next.evaluate-late', { day: formats.day(campaign.evaluation.dueAt) })}</Tag></> : null}</> },
        { key: 'sendAt', head: t('col.send-at'), cell: (campaign) => (campaign.sendAt ? formats.moment(campaign.sendAt) : t('unknown')) },
        { key: 'count', head: t('col.count'), numeric: true, cell: (campaign) => (campaign.recipients === 0 ? '–' : formats.number(campaign.recipients)) },
      ]}
    />
  );
}
