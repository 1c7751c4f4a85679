import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { lastDeed } from '../../platform/audit.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Notice, PageHead } from '../../ui/index.ts';
import { BroadcastCard, type BroadcastSum } from '../components/broadcast-card.tsx';
import { CampaignActions, type Rights } from '../components/campaign-actions.tsx';
import { CampaignFacts } from '../components/campaign-facts.tsx';
import { CampaignCrumbs, DrillBanner, StateTag } from '../components/campaign-parts.tsx';
import { ContentShown, type Content } from '../components/content-shown.tsx';
import { FunnelCards } from '../components/funnel.tsx';
import { Hands, type HandsData } from '../components/hands.tsx';
import { campaignParams } from '../forms/campaign.ts';
import { contentShown, shownFacts } from '../message-shown.server.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canApproveCampaigns, canSeeCampaigns, canStopCampaigns, canWriteCampaigns } from '../policy.ts';
import { slotsPage } from '../queries/broadcast.server.ts';
import { countFrozen, getCampaign, listHands, type CampaignPage } from '../queries/campaign-page.server.ts';
import { campaignFunnels, type Funnel } from '../queries/funnel.server.ts';
import { campaignDeeds, doneByLog, namesOf } from '../rules/done-by-log.ts';

const query = z.object({ done: z.enum(namesOf(campaignDeeds)).optional().catch(undefined) });

export const loader = page({ guard: canSeeCampaigns, params: campaignParams, query }, async ({ actor, params, query, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, at);
  const content = await contentShown(context.db, campaign, shownFacts(context.env, actor, { at, today }));
  const rights = { write: canWriteCampaigns(actor), approve: canApproveCampaigns(actor), stop: canStopCampaigns(actor) };
  const { played, count: slots, notReached } = await slotsPage(context.db, params.id, { today, at });
  const shown = { recipients: await countFrozen(context.db, campaign), hands: await listHands(context.db, params.id), funnels: await campaignFunnels(context.db, params.id), broadcasts: { played, slots, missing: notReached.length } };
  const last = query.done ? await lastDeed(context.db, { objectType: 'campaign', objectId: campaign.id }) : null;
  const done = doneByLog(campaignDeeds, query.done, last);
  return { campaign, content, rights, done: done && { done, reached: Number(last?.details['count'] ?? 0), rest: Number(last?.details['rest'] ?? 0) }, actorId: actor.id, ...shown };
});

export const meta = titled((locale) => messages.in(locale)('page.overview'));
export const handle = { layout: 'wide', script: true };

interface Loaded {
  campaign: CampaignPage;
  content: Content;
  rights: Rights;
  done: { done: keyof typeof campaignDeeds; reached: number; rest: number } | null;
  actorId: string;
  recipients: number;
  hands: HandsData;
  funnels: Funnel[];
  broadcasts: BroadcastSum;
}

export default function CampaignOverview() {
  const { campaign, content, rights, done, actorId, recipients, hands, funnels, broadcasts } = useLoaderData() as unknown as Loaded;
  return (
    <div className="stack-l">
      <PageHead title={campaign.name} eyebrow={campaign.code} tags={<StateTag state={campaign.state} />} breadcrumb={<CampaignCrumbs campaign={campaign} />} />
      <DrillBanner isDrill={campaign.is_drill === 1} />
      {done ? <Done {...done} recipients={recipients} /> : null}
      <Standing campaign={campaign} hands={hands} />
      <CampaignActions campaign={campaign} rights={rights} isAuthor={hands.authors.some(({ id }) => id === actorId)} />
      {funnels.length > 0 ? <FunnelCards funnels={funnels} /> : null}
      {broadcasts.slots > 0 ? <BroadcastCard id={campaign.id} sum={broadcasts} isLaunched={campaign.launched_at !== null} /> : null}
      <div className="split split-even"><CampaignFacts campaign={campaign} recipients={recipients} /><Hands hands={hands} /></div>
      <ContentShown campaign={campaign} {...content} inColumns />
    </div>
  );
}

function Done({ done, reached, rest, recipients }: NonNullable<Loaded['done']> & { recipients: number }) {
  const t = useText(messages);
  const said = done === 'submitted' ? t('page.submitted', { count: recipients }) : done === 'corrected' ? t(rest > 0 ? 'page.corrected' : 'page.corrected-all', { reached, rest }) : t(`page.${done}`);
  return <Notice tone="ok" focused>{said}</Notice>;
}

/** What holds the campaign: why it was cancelled, or why it came back. */
function Standing({ campaign, hands }: Pick<Loaded, 'campaign' | 'hands'>) {
  const t = useText(messages);
  const formats = useFormats();
  if (campaign.cancelled_at) return <Notice tone="warn" live={false} title={t('state.CANCELLED')}>{campaign.cancelled_reason}</Notice>;
  const { returned } = hands;
  return campaign.state === 'DRAFT' && returned ? <Notice tone="warn" live={false} title={t('page.returned-by', { person: returned.by, at: formats.moment(returned.at) })}>{returned.reason}</Notice> : null;
}
