import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { faultsOf, refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { editPublicMedium } from '../commands/write-campaign.server.ts';
import { StepPage, stepsDone, titledCampaign } from '../components/campaign-parts.tsx';
import { MediumTabs } from '../components/medium-tabs.tsx';
import { PublicMediumFields } from '../components/public-medium-fields.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { mediumParams, publicForms } from '../forms/campaign.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import type { PublicMedium } from '../rules/media.ts';

export const loader = page({ guard: canWriteCampaigns, params: mediumParams }, async ({ params, context }) => ({ medium: params.medium, campaign: await getCampaign(context.db, params.id, momentOf(portsOf(context)).at) }));

/** Fields differ by medium, so the form is read by the medium's own schema. */
const anyFields = z.record(z.string().max(40), z.string().max(10_000));

export const action = submit({ guard: canWriteCampaigns, params: mediumParams, form: anyFields }, async ({ actor, params, form, context }) => {
  const parsed = publicForms[params.medium].safeParse(form, { reportInput: true });
  if (!parsed.success) return data(refuseForm(faultsOf(parsed.error), asTyped(form)), { status: 422 });
  const outcome = await editPublicMedium(portsOf(context), actor, params.id, params.medium, parsed.data);
  if (!outcome.ok) return data(refuseForm(outcome.faults, asTyped(form)), { status: 422 });
  return seeOther(`/campaigns/${params.id}/content/${params.medium.toLowerCase()}?saved`);
});

export const meta = titledCampaign((locale) => composerMessages.in(locale)('content.title'));

export default function MediumPage() {
  const { campaign, medium } = useLoaderData() as { campaign: CampaignPage; medium: PublicMedium };
  const t = useText(composerMessages);
  return (
    <StepPage campaign={campaign} step="content" title={`${t('content.title')}: ${t(`medium.${medium}`)}`} lead={t('content.lead')} done={stepsDone(campaign)}>
      <MediumTabs campaign={campaign} current={medium} />
      <Faults />
      <PublicMediumFields campaign={campaign} medium={medium} />
    </StepPage>
  );
}
