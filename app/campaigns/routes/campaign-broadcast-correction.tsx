import { useLoaderData } from '@remix-run/react';
import { firstFault, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { AppError } from '../../platform/errors.ts';
import { faultsOf, refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { localOf } from '../../platform/local-time.ts';
import { Button, Card, LinkButton, PageHead, TextArea, TextInput } from '../../ui/index.ts';
import { correctBroadcast } from '../commands/correct-broadcast.server.ts';
import { CampaignCrumbs, DrillBanner } from '../components/campaign-parts.tsx';
import { WordFields } from '../components/public-medium-fields.tsx';
import { WrongPlaces } from '../components/wrong-places.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { mediumParams, publicForms, typedFields } from '../forms/campaign.ts';
import { correctionForm } from '../forms/slot-plan.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { slotPlanMessages as messages } from '../messages/slot-plan.ts';
import { canStopCampaigns } from '../policy.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { countToCome, listWrongPlaces, type WrongPlace } from '../queries/wrong-broadcasts.server.ts';
import { isInForce } from '../rules/campaign-state.ts';
import type { PublicMedium } from '../rules/media.ts';

export const loader = page({ guard: canStopCampaigns, params: mediumParams }, async ({ params, context }) => {
  const ports = portsOf(context);
  const { at } = momentOf(ports);
  const campaign = await getCampaign(context.db, params.id, at);
  if (!isCorrectable(campaign, params.medium)) throw seeOther(`/campaigns/${params.id}/slots`);
  return { campaign, medium: params.medium, places: await listWrongPlaces(context.db, params.id, params.medium, at), rest: await countToCome(context.db, params.id, params.medium, at), localNow: localOf(at, ports.timeZone) };
});

const isCorrectable = (campaign: CampaignPage, medium: PublicMedium) => isInForce(campaign) && campaign.media.some((one) => one.medium === medium);

export const action = submit({ guard: canStopCampaigns, params: mediumParams, form: typedFields, limit: 200_000 }, async ({ actor, params, form, context }) => {
  const [parsed, when] = [publicForms[params.medium].safeParse(form, { reportInput: true }), correctionForm.safeParse(form, { reportInput: true })];
  if (!parsed.success || !when.success) return refusedForm({ ...(parsed.error ? faultsOf(parsed.error) : {}), ...(when.error ? faultsOf(when.error) : {}) }, asTyped(form));
  const { revision: _revision, ...words } = parsed.data;
  const outcome = await correctBroadcast(portsOf(context), actor, { ...params, ...when.data, words });
  // Too late for the page to show her form again: the refusal hands her words back instead.
  if (!outcome.ok && !isCorrectable(await getCampaign(context.db, params.id, momentOf(portsOf(context)).at), params.medium)) throw new AppError('conflict', firstFault(outcome));
  if (!outcome.ok) return refusedForm(outcome.faults, asTyped(form));
  return seeOther(`/campaigns/${params.id}/slots?done=corrected`);
});

export const meta = titled((locale) => messages.in(locale)('correction.tag'));

export default function BroadcastCorrectionPage() {
  const { campaign, medium, places, rest, localNow } = useLoaderData() as unknown as { campaign: CampaignPage; medium: PublicMedium; places: WrongPlace[]; rest: number; localNow: string };
  const t = useText(messages);
  const c = useText(composerMessages);
  const m = useText(campaignMessages);
  const formats = useFormats();
  const { say, value } = useFaults();
  const row = campaign.media.find((one) => one.medium === medium);
  const title = t('correction.title', { medium: c(`medium.${medium}`) });
  return (
    <>
      <PageHead title={title} lead={t('correction.lead')} breadcrumb={<CampaignCrumbs campaign={campaign} between={{ label: t('correction.tag'), href: `/campaigns/${campaign.id}/correction` }} here={c(`medium.${medium}`)} />} />
      <div className="stack-l">
        <DrillBanner isDrill={campaign.is_drill === 1} />
        <Faults />
        <WrongPlaces places={places} />
        {rest > 0 ? <p>{t('correction.rest', { count: formats.number(rest) })}</p> : null}
        <Card title={t('correction.words')} id="words">
          <form method="post" noValidate className="stack">
            <input type="hidden" name="revision" value={campaign.revision} />
            <WordFields medium={medium} stored={row ? (JSON.parse(row.content) as Record<string, unknown>) : undefined} />
            <TextInput name="at" type="datetime-local" label={t('correction.at')} hint={t('correction.at-hint')} error={say('at')} defaultValue={value('at')} min={localNow} width="middle" required />
            <TextArea name="reason" label={m('steer.reason')} error={say('reason')} defaultValue={value('reason')} rows={2} maxLength={500} required />
            <div className="row"><Button variant="danger">{m('correct.button')}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/slots`}>{m('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
