import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { canHandOver } from '../../messaging/index.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { EmptyState, LinkButton, Notice, PageHead, Table } from '../../ui/index.ts';
import { StateTag, titledCampaign } from '../components/campaign-parts.tsx';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canApproveCampaigns, canSeeCampaigns, canWriteCampaigns } from '../policy.ts';
import { listCampaigns, type CampaignListRow } from '../queries/campaign-page.server.ts';

export const loader = page({ guard: canSeeCampaigns }, async ({ actor, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const year = Number(today.slice(0, 4));
  return { year, campaigns: await listCampaigns(context.db, year, at), canWrite: canWriteCampaigns(actor), canApprove: canApproveCampaigns(actor), canHandOver: canHandOver(actor) };
});

export const meta = titledCampaign((locale) => messages.in(locale)('list.title'));
export const handle = { layout: 'wide' };

export default function CampaignsPage() {
  const { year, campaigns, canWrite, canApprove, canHandOver: handsOver } = useLoaderData() as { year: number; campaigns: CampaignListRow[]; canWrite: boolean; canApprove: boolean; canHandOver: boolean };
  const t = useText(messages);
  const formats = useFormats();
  const count = (state: string) => campaigns.filter((campaign) => campaign.state === state).length;
  const add = canWrite ? <LinkButton href="/campaigns/new">{t('list.new')}</LinkButton> : null;
  return (
    <div className="stack-l">
      <PageHead title={t('list.title')} lead={t('list.lead', { year: String(year) })} actions={<>{add}<LinkButton variant="ghost" href="/campaigns/broadcasts">{t('list.calendar')}</LinkButton>{handsOver ? <LinkButton variant="ghost" href="/campaigns/vneid">{t('list.vneid')}</LinkButton> : null}</>} />
      {canApprove && count('SUBMITTED') > 0 ? <Notice tone="warn" live={false}>{t('list.to-approve', { count: count('SUBMITTED') })}</Notice> : null}
      {count('ENDED') > 0 ? <Notice live={false}>{t('list.to-evaluate', { count: count('ENDED') })}</Notice> : null}
      {campaigns.length === 0 ? <EmptyState icon="inbox" title={t('list.none', { year: String(year) })}>{t('list.none-text')}</EmptyState> : (
        <Table
          caption={t('list.caption', { year: String(year) })}
          hideCaption
          rows={campaigns}
          rowKey={(campaign) => campaign.id}
          columns={[
            { key: 'name', head: t('col.name'), rowHeader: true, cell: (campaign) => <><a href={`/campaigns/${campaign.id}`}>{campaign.name}</a><br /><span className="muted">{campaign.code}</span></> },
            { key: 'model', head: t('col.model'), cell: (campaign) => t(campaign.model === 27 ? 'model.27' : 'model.26') },
            { key: 'state', head: t('col.state'), cell: (campaign) => <StateTag state={campaign.state} /> },
            { key: 'sendAt', head: t('col.send-at'), cell: (campaign) => (campaign.sendAt ? formats.moment(campaign.sendAt) : t('unknown')) },
            { key: 'count', head: t('col.count'), numeric: true, cell: (campaign) => formats.number(campaign.recipients) },
          ]}
        />
      )}
    </div>
  );
}
