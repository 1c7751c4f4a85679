import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { canHandOver, canSteerChannels } from '../../messaging/index.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { EmptyState, LinkButton, PageHead } from '../../ui/index.ts';
import { CampaignTable } from '../components/campaign-table.tsx';
import { NextSteps, type Rights } from '../components/next-steps.tsx';
import { PlanStrip } from '../components/plan-strip.tsx';
import { YearNav } from '../components/year-nav.tsx';
import { yearQuery } from '../forms/plan.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canApproveCampaigns, canConfirmBroadcasts, canSeeCampaigns, canWriteCampaigns } from '../policy.ts';
import { listOverdueBroadcasts, type OverdueBroadcasts } from '../queries/broadcast.server.ts';
import { listCampaigns, type CampaignListRow } from '../queries/campaign-page.server.ts';
import { placeScope } from '../queries/place-scope.server.ts';
import { planPage, type PlanPage } from '../queries/plan.server.ts';
import { listToApprove } from '../queries/waiting-work.server.ts';

export const loader = page({ guard: canSeeCampaigns, query: yearQuery }, async ({ actor, query, context }) => {
  const ports = portsOf(context);
  const moment = momentOf(ports);
  const year = query.year ?? Number(moment.today.slice(0, 4));
  const { plan, figures } = await planPage(context.db, year, { ...moment, timeZone: ports.timeZone });
  const rights = { write: canWriteCampaigns(actor), approve: canApproveCampaigns(actor), confirm: canConfirmBroadcasts(actor), handOver: canHandOver(actor), steerChannels: canSteerChannels(actor) };
  const approvable = rights.approve ? (await listToApprove(context.db, actor.id, moment.at)).map(({ id }) => id) : [];
  const overdue = await listOverdueBroadcasts(context.db, moment.at, await placeScope(context.db, actor, moment.today));
  return { year, plan, figures, rights, approvable, overdue, campaigns: await listCampaigns(context.db, year, moment.at) };
});

export const meta = titled((locale) => messages.in(locale)('list.title'));
export const handle = { layout: 'wide' };

interface Loaded {
  year: number;
  plan: PlanPage['plan'];
  figures: PlanPage['figures'];
  rights: Rights & { handOver: boolean; steerChannels: boolean };
  approvable: string[];
  campaigns: CampaignListRow[];
  overdue: OverdueBroadcasts[];
}

export default function CampaignsPage() {
  const { year, plan, figures, rights, approvable, campaigns, overdue } = useLoaderData() as unknown as Loaded;
  const t = useText(messages);
  const tools = (
    <>
      {rights.write ? <LinkButton href="/campaigns/new">{t('list.new')}</LinkButton> : null}
      <LinkButton variant="ghost" icon="calendar" href="/campaigns/broadcasts">{t('list.calendar')}</LinkButton>
      {rights.confirm ? <LinkButton variant="ghost" href="/campaigns/places">{t('list.places')}</LinkButton> : null}
      {rights.handOver ? <LinkButton variant="ghost" href="/campaigns/vneid">{t('list.vneid')}</LinkButton> : null}
      {rights.steerChannels ? <LinkButton variant="ghost" href="/admin/channels">{t('list.channels')}</LinkButton> : null}
    </>
  );
  return (
    <div className="stack-l">
      <PageHead title={t('list.title')} lead={t('list.lead', { year: String(year) })} actions={tools} />
      <NextSteps campaigns={campaigns} overdue={overdue} approvable={approvable} rights={rights} />
      <PlanStrip year={year} plan={plan} figures={figures} canWrite={rights.write} />
      <div className="stack">
        <YearNav year={year} href={(other) => `/campaigns?year=${other}`} />
        {campaigns.length === 0 ? <EmptyState icon="inbox" title={t('list.none', { year: String(year) })}>{t('list.none-text')}</EmptyState> : <CampaignTable year={year} campaigns={campaigns} />}
      </div>
    </div>
  );
}
