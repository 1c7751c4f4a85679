import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { lastDeedAs } from '../../platform/audit.server.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { EmptyState, PageHead } from '../../ui/index.ts';
import { CampaignCrumbs, DrillBanner, StateTag } from '../components/campaign-parts.tsx';
import { SlotTable } from '../components/slot-table.tsx';
import { PlanForm } from '../components/slot-plan.tsx';
import { CorrectionLinks, Done, NotReached, Plans, type SlotsData } from '../components/slots.tsx';
import { slotsQuery } from '../forms/broadcast.ts';
import { campaignParams } from '../forms/campaign.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts, canSeeCampaigns, canStopCampaigns, canWriteCampaigns } from '../policy.ts';
import { slotsPage, slotsShown } from '../queries/broadcast.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { audienceChoices } from '../queries/composer.server.ts';
import { listPlansKnown } from '../queries/slot-plan.server.ts';
import { isEditable } from '../rules/campaign-state.ts';
import { slotsAction, slotsDone, type SlotsDone } from '../rules/slots-done.ts';
import { broadcastQuietHours } from '../rules/slot-plan.ts';

export const loader = page({ guard: canSeeCampaigns, params: campaignParams, query: slotsQuery }, async ({ actor, params, query, context }) => {
  const ports = portsOf(context);
  const { at, today } = momentOf(ports);
  const campaign = await getCampaign(context.db, params.id, at);
  const { units } = await audienceChoices(context.db, today);
  const slots = await slotsPage(context.db, params.id, { today, at, view: query.view, page: query.page });
  const all = { all: slots.count, overdue: slots.overdue, missed: slots.missed }[query.view];
  const plans = await listPlansKnown(context.db, campaign, { at, today, timeZone: ports.timeZone });
  const action = query.done && slotsAction(query.done);
  const done = query.done ? slotsDone(query.done, action ? ((await lastDeedAs(context.db, actor.id, { action, objectId: campaign.id }))?.details ?? null) : null) : null;
  return { campaign, units, slots, plans, done, quiet: await readSetting(context.db, broadcastQuietHours, today), today, pages: Math.max(1, Math.ceil(all / slotsShown)), now: at, rights: { write: canWriteCampaigns(actor), confirm: canConfirmBroadcasts(actor), stop: canStopCampaigns(actor) } };
});

export const meta = titled((locale) => messages.in(locale)('slots.title'));
export const handle = { layout: 'wide' };

export default function SlotsPage() {
  const loaded = useLoaderData() as unknown as SlotsData & { pages: number; done: SlotsDone | null };
  const { campaign, slots, rights, done } = loaded;
  const t = useText(messages);
  const formats = useFormats();
  const lead = campaign.launched_at ? t(slots.notReached.length > 0 ? 'slots.lead' : 'slots.lead-all', { played: formats.number(slots.played), count: formats.number(slots.count), missed: formats.number(slots.notReached.length) }) : t('slots.lead-draft', { count: formats.number(slots.count) });
  return (
    <div className="stack-l">
      <PageHead title={t('slots.title')} lead={lead} tags={<StateTag state={campaign.state} />} breadcrumb={<CampaignCrumbs campaign={campaign} here={t('slots.title')} />} />
      <DrillBanner isDrill={campaign.is_drill === 1} />
      {done ? <Done {...done} /> : null}
      {rights.stop ? <CorrectionLinks campaign={campaign} /> : null}
      <div className={campaign.launched_at ? 'stack' : 'split split-even'}>{rights.write && isEditable(campaign) ? <PlanForm {...loaded} title={t('slots.plan')} /> : null}<Plans {...loaded} /></div>
      {slots.count > 0 ? <SlotTable {...loaded} /> : <EmptyState icon="calendar" title={t('slots.none')} />}
      {slots.count > 0 && campaign.launched_at ? <NotReached campaign={campaign} slots={slots} /> : null}
    </div>
  );
}
