import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { localOf } from '../../platform/local-time.ts';
import { EmptyState, Notice, PageHead } from '../../ui/index.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { CampaignCrumbs, DrillBanner, StateTag } from '../components/campaign-parts.tsx';
import { SlotTable } from '../components/slot-table.tsx';
import { NotReached, PlanForm, Plans, type SlotsData } from '../components/slots.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { planForm, slotsQuery } from '../forms/broadcast.ts';
import { campaignParams } from '../forms/campaign.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts, canSeeCampaigns, canWriteCampaigns } from '../policy.ts';
import { slotsPage, slotsShown } from '../queries/broadcast.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { audienceChoices } from '../queries/composer.server.ts';

export const loader = page({ guard: canSeeCampaigns, params: campaignParams, query: slotsQuery }, async ({ actor, params, query, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, at);
  const { units } = await audienceChoices(context.db, today);
  const slots = await slotsPage(context.db, params.id, { today, at, view: query.view, page: query.page });
  const all = { all: slots.count, overdue: slots.overdue, missed: slots.missed }[query.view];
  return { campaign, units, slots, pages: Math.max(1, Math.ceil(all / slotsShown)), confirmed: query.confirmed, now: at, localNow: localOf(at, context.env.TZ_DISPLAY), rights: { write: canWriteCampaigns(actor), confirm: canConfirmBroadcasts(actor) } };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: planForm }, async ({ actor, params, form, context }) => {
  const outcome = await planSlots(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return refusedForm(outcome.faults, asTyped(form));
  return seeOther(`/campaigns/${params.id}/slots`);
});

export const meta = titled((locale) => messages.in(locale)('slots.title'));
export const handle = { layout: 'wide' };

export default function SlotsPage() {
  const loaded = useLoaderData() as unknown as SlotsData & { pages: number; confirmed?: number };
  const { campaign, slots, confirmed } = loaded;
  const t = useText(messages);
  const formats = useFormats();
  const lead = campaign.launched_at ? t('slots.lead', { played: formats.number(slots.played), count: formats.number(slots.count), missed: formats.number(slots.notReached.length) }) : t('slots.lead-draft', { count: formats.number(slots.count) });
  return (
    <div className="stack-l">
      <PageHead title={t('slots.title')} lead={lead} tags={<StateTag state={campaign.state} />} breadcrumb={<CampaignCrumbs campaign={campaign} here={t('slots.title')} />} />
      <DrillBanner isDrill={campaign.is_drill === 1} />
      <Faults />
      {confirmed === undefined ? null : <Notice tone="ok" focused>{t('slots.confirmed', { count: formats.number(confirmed) })}</Notice>}
      <div className={campaign.launched_at ? 'stack' : 'split split-even'}><PlanForm {...loaded} /><Plans {...loaded} /></div>
      {slots.count > 0 ? <SlotTable {...loaded} /> : <EmptyState icon="calendar" title={t('slots.none')} />}
      {slots.count > 0 && campaign.launched_at ? <NotReached campaign={campaign} slots={slots} /> : null}
    </div>
  );
}
