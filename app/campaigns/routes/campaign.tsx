import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Notice, PageHead } from '../../ui/index.ts';
import { CampaignActions, type Rights } from '../components/campaign-actions.tsx';
import { CampaignFacts } from '../components/campaign-facts.tsx';
import { CampaignCrumbs, StateTag, titledCampaign } from '../components/campaign-parts.tsx';
import { ContentShown, type Content } from '../components/content-shown.tsx';
import { FunnelCards } from '../components/funnel.tsx';
import { Hands, type HandsData } from '../components/hands.tsx';
import { campaignParams } from '../forms/campaign.ts';
import { contentShown } from '../message-shown.server.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canApproveCampaigns, canSeeCampaigns, canStopCampaigns, canWriteCampaigns } from '../policy.ts';
import { countFrozen, getCampaign, listHands, type CampaignPage } from '../queries/campaign-page.server.ts';
import { campaignFunnels, type Funnel } from '../queries/funnel.server.ts';

const dones = ['submitted', 'approved', 'launched', 'corrected', 'steered'] as const;
const query = z.object({ done: z.enum(dones).optional().catch(undefined) });

export const loader = page({ guard: canSeeCampaigns, params: campaignParams, query }, async ({ actor, params, query: { done }, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, at);
  const content = await contentShown(context.db, campaign, { actor, baseUrl: context.env.baseUrl, today });
  const rights = { write: canWriteCampaigns(actor), approve: canApproveCampaigns(actor), stop: canStopCampaigns(actor) };
  return { campaign, content, rights, done, actorId: actor.id, recipients: await countFrozen(context.db, params.id), hands: await listHands(context.db, params.id), funnels: await campaignFunnels(context.db, params.id) };
});

export const meta = titledCampaign((locale) => messages.in(locale)('page.overview'));
export const handle = { layout: 'wide', script: true };

interface Loaded {
  campaign: CampaignPage;
  content: Content;
  rights: Rights;
  done?: (typeof dones)[number];
  actorId: string;
  recipients: number;
  hands: HandsData;
  funnels: Funnel[];
}

export default function CampaignOverview() {
  const { campaign, content, rights, done, actorId, recipients, hands, funnels } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const said = done === 'submitted' ? t('page.submitted', { count: recipients }) : done === 'approved' ? t('page.approved') : done === 'launched' ? t('page.launched') : t('page.steered');
  return (
    <div className="stack-l">
      <PageHead title={campaign.name} eyebrow={campaign.code} tags={<StateTag state={campaign.state} />} breadcrumb={<CampaignCrumbs campaign={campaign} />} />
      {done ? <Notice tone="ok" focused>{said}</Notice> : null}
      {campaign.cancelled_reason ? <Notice tone="warn" live={false}>{campaign.cancelled_reason}</Notice> : null}
      <CampaignActions campaign={campaign} rights={rights} isAuthor={hands.authors.some(({ id }) => id === actorId)} />
      <FunnelCards funnels={funnels} />
      <div className="split">
        <div className="stack"><CampaignFacts campaign={campaign} recipients={recipients} /><Hands hands={hands} /></div>
        <ContentShown campaign={campaign} {...content} />
      </div>
    </div>
  );
}
