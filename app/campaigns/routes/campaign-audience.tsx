import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useLocale, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { editAudience } from '../commands/write-campaign.server.ts';
import { AudienceForm, type AudienceChoices } from '../components/audience-form.tsx';
import { AudienceCard } from '../components/audience-card.tsx';
import { StepPage, stepsDone } from '../components/campaign-parts.tsx';
import { AudienceStored } from '../components/stored-steps.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { audienceForm, rulesOf } from '../forms/audience.ts';
import { campaignParams } from '../forms/campaign.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import type { AudiencePreview } from '../queries/audience.server.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { audienceChoices, previewOf } from '../queries/composer.server.ts';
import { audienceSentence } from '../rules/audience-words.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, async ({ params, context }) => {
  const moment = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, moment.at);
  return { campaign, choices: await audienceChoices(context.db, moment.today), preview: await previewOf(context.db, campaign, moment) };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: audienceForm }, async ({ actor, params, form, context }) => {
  const outcome = await editAudience(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return refusedForm(outcome.faults, asTyped({ ...form.rules, course: form.rules.course?.slug, courseState: form.rules.course?.state }));
  return seeOther(`/campaigns/${params.id}/audience?saved`);
});

export const meta = titled((locale) => composerMessages.in(locale)('audience.title'));

export default function AudiencePage() {
  const { campaign, choices, preview } = useLoaderData() as { campaign: CampaignPage; choices: AudienceChoices; preview: AudiencePreview };
  const t = useText(composerMessages);
  const sentence = audienceSentence(rulesOf(campaign), choices, useLocale());
  return (
    <StepPage campaign={campaign} step="audience" title={t('audience.title')} lead={t('audience.lead')} done={stepsDone(campaign)}>
      <Faults />
      <AudienceStored campaign={campaign} choices={choices} />
      <div className="split">
        <AudienceForm campaign={campaign} choices={choices} />
        <AudienceCard preview={preview} sentence={sentence} next={`/campaigns/${campaign.id}/content`} />
      </div>
    </StepPage>
  );
}
