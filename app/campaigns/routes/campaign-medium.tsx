import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { faultsOf, refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { editPublicMedium } from '../commands/write-campaign.server.ts';
import { StepPage, stepsDone } from '../components/campaign-parts.tsx';
import { MediumTabs } from '../components/medium-tabs.tsx';
import { PublicMediumFields } from '../components/public-medium-fields.tsx';
import { MediumStored } from '../components/stored-steps.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { mediumParams, publicForms, typedFields } from '../forms/campaign.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { mediumFacts, type MediumFacts } from '../queries/composer.server.ts';
import type { PublicMedium } from '../rules/media.ts';

export const loader = page({ guard: canWriteCampaigns, params: mediumParams }, async ({ params, context }) => {
  const { at, today } = momentOf(portsOf(context));
  return { medium: params.medium, campaign: await getCampaign(context.db, params.id, at), facts: await mediumFacts(context.db, { today, baseUrl: context.env.baseUrl }) };
});

export const action = submit({ guard: canWriteCampaigns, params: mediumParams, form: typedFields, limit: 200_000 }, async ({ actor, params, form, context }) => {
  const parsed = publicForms[params.medium].safeParse(form, { reportInput: true });
  if (!parsed.success) return refusedForm(faultsOf(parsed.error), asTyped(form));
  const outcome = await editPublicMedium(portsOf(context), actor, params.id, params.medium, parsed.data);
  if (!outcome.ok) return refusedForm(outcome.faults, asTyped(form));
  return seeOther(`/campaigns/${params.id}/content/${params.medium.toLowerCase()}?saved`);
});

export const meta = titled((locale) => composerMessages.in(locale)('content.title'));
export const handle = { layout: 'wide', script: true };

export default function MediumPage() {
  const { campaign, medium, facts } = useLoaderData() as { campaign: CampaignPage; medium: PublicMedium; facts: MediumFacts };
  const t = useText(composerMessages);
  return (
    <StepPage campaign={campaign} step="content" between={{ label: t('content.title'), href: `/campaigns/${campaign.id}/content` }} title={`${t('content.title')}: ${t(`medium.${medium}`)}`} lead={t('content.lead')} done={stepsDone(campaign)}>
      <MediumTabs campaign={campaign} current={medium} />
      <Faults />
      <MediumStored campaign={campaign} medium={medium} />
      <PublicMediumFields campaign={campaign} medium={medium} facts={facts} />
    </StepPage>
  );
}
