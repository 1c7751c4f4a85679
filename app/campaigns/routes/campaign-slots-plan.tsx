import { useLoaderData } from '@remix-run/react';
import { firstFault, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { AppError } from '../../platform/errors.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { localOf } from '../../platform/local-time.ts';
import { readSetting } from '../../platform/settings.server.ts';
import { PageHead } from '../../ui/index.ts';
import { planSlots } from '../commands/broadcast.server.ts';
import { CampaignCrumbs, DrillBanner } from '../components/campaign-parts.tsx';
import { PlanForm, PlanPreview, type PlanData } from '../components/slot-plan.tsx';
import { campaignParams } from '../forms/campaign.ts';
import { confirmPlanForm, wishOf, wishQuery } from '../forms/slot-plan.ts';
import { broadcastMessages } from '../messages/broadcast.ts';
import { slotPlanMessages as messages } from '../messages/slot-plan.ts';
import { canWriteCampaigns } from '../policy.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { audienceChoices } from '../queries/composer.server.ts';
import { previewOf } from '../queries/slot-plan.server.ts';
import { isEditable } from '../rules/campaign-state.ts';
import { broadcastQuietHours } from '../rules/slot-plan.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams, query: wishQuery }, async ({ params, query, context }) => {
  const ports = portsOf(context);
  const moment = { ...momentOf(ports), timeZone: ports.timeZone };
  const campaign = await getCampaign(context.db, params.id, moment.at);
  if (!isEditable(campaign)) throw seeOther(`/campaigns/${params.id}/slots`);
  const { wish, faults } = wishOf(query);
  // Opened by its bare address it has nothing to find fault with.
  const isFresh = Object.values(query).every((value) => !value);
  const { units } = await audienceChoices(context.db, moment.today);
  return { campaign, units, typed: query, faults: isFresh ? null : faults, preview: wish && (await previewOf(context.db, campaign, wish, moment)), quiet: await readSetting(context.db, broadcastQuietHours, moment.today), today: localOf(moment.at, ports.timeZone).slice(0, 10) };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, query: wishQuery, form: confirmPlanForm }, async ({ actor, params, query, form, context }) => {
  const { wish, faults } = wishOf(query);
  if (!wish) return refusedForm(faults, form);
  const outcome = await planSlots(portsOf(context), actor, params.id, { ...wish, ...form });
  // Too late for the page to show her form again: the refusal hands her words back instead.
  if (!outcome.ok && !isEditable(await getCampaign(context.db, params.id, momentOf(portsOf(context)).at))) throw new AppError('conflict', firstFault(outcome));
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/campaigns/${params.id}/slots?done=planned`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function SlotsPlanPage() {
  const loaded = useLoaderData() as unknown as PlanData;
  const t = useText(messages);
  const slots = useText(broadcastMessages);
  const { campaign } = loaded;
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} breadcrumb={<CampaignCrumbs campaign={campaign} between={{ label: slots('slots.title'), href: `/campaigns/${campaign.id}/slots` }} here={t('title')} />} />
      <div className="form stack-l">
        <DrillBanner isDrill={campaign.is_drill === 1} />
        <Faults />
        <PlanForm {...loaded} />
        <PlanPreview {...loaded} />
      </div>
    </>
  );
}
