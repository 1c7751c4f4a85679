import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { localOf } from '../../platform/local-time.ts';
import { PageHead } from '../../ui/index.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { CampaignCrumbs, titledCampaign } from '../components/campaign-parts.tsx';
import { PlanForm, SlotTable, NotReached, type SlotsData } from '../components/slots.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { planForm } from '../forms/broadcast.ts';
import { campaignParams } from '../forms/campaign.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { canConfirmBroadcasts, canSeeCampaigns, canWriteCampaigns } from '../policy.ts';
import { slotsPage } from '../queries/broadcast.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { audienceChoices } from '../queries/composer.server.ts';

export const loader = page({ guard: canSeeCampaigns, params: campaignParams }, async ({ actor, params, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, at);
  const { units } = await audienceChoices(context.db, today);
  return { campaign, units, now: at, localNow: localOf(at, context.env.TZ_DISPLAY), rights: { write: canWriteCampaigns(actor), confirm: canConfirmBroadcasts(actor) }, slots: await slotsPage(context.db, params.id, today) };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: planForm }, async ({ actor, params, form, context }) => {
  const outcome = await planSlots(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, asTyped(form)), { status: 422 });
  return seeOther(`/campaigns/${params.id}/slots`);
});

export const meta = titledCampaign((locale) => messages.in(locale)('slots.title'));
export const handle = { layout: 'wide' };

export default function SlotsPage() {
  const loaded = useLoaderData() as unknown as SlotsData;
  const { campaign, slots } = loaded;
  const t = useText(messages);
  const formats = useFormats();
  return (
    <div className="stack-l">
      <PageHead title={t('slots.title')} eyebrow={campaign.name} lead={t('slots.lead', { played: formats.number(slots.played), count: formats.number(slots.count), missed: formats.number(slots.notReached.length) })} breadcrumb={<CampaignCrumbs campaign={campaign} here={t('slots.title')} />} />
      <Faults />
      <PlanForm {...loaded} />
      <SlotTable {...loaded} />
      {slots.count > 0 ? <NotReached slots={slots} /> : null}
    </div>
  );
}
