import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button } from '../../ui/index.ts';
import { submitCampaign } from '../commands/submit-campaign.server.ts';
import { CampaignFacts } from '../components/campaign-facts.tsx';
import { StepPage, stepsDone, titledCampaign } from '../components/campaign-parts.tsx';
import { ContentShown, type Content } from '../components/content-shown.tsx';
import { campaignParams, submitForm } from '../forms/campaign.ts';
import { contentShown } from '../message-shown.server.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import type { AudiencePreview } from '../queries/audience.server.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { previewOf } from '../queries/composer.server.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, async ({ actor, params, context }) => {
  const moment = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, moment.at);
  const content = await contentShown(context.db, campaign, { actor, baseUrl: context.env.baseUrl, today: moment.today });
  return { campaign, content, preview: await previewOf(context.db, campaign, moment) };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: submitForm }, async ({ actor, params, form, context }) => {
  const outcome = await submitCampaign(portsOf(context), actor, { id: params.id, revision: form.revision });
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 422 });
  return seeOther(`/campaigns/${params.id}?done=submitted`);
});

export const meta = titledCampaign((locale) => composerMessages.in(locale)('check.title'));
export const handle = { layout: 'wide', script: true };

export default function CheckPage() {
  const { campaign, content, preview } = useLoaderData() as unknown as { campaign: CampaignPage; content: Content; preview: AudiencePreview };
  const t = useText(composerMessages);
  const reached = campaign.media.some(({ medium }) => medium === 'MESSAGE') ? preview.count : 0;
  return (
    <StepPage campaign={campaign} step="check" title={t('check.title')} lead={t('check.lead')} done={stepsDone(campaign)}>
      <Faults />
      <div className="split">
        <ContentShown campaign={campaign} {...content} />
        <div className="stack">
          <CampaignFacts campaign={campaign} recipients={reached} />
          <form method="post" noValidate className="row">
            <input type="hidden" name="revision" value={campaign.revision} />
            <Button>{t('check.submit')}</Button>
          </form>
        </div>
      </div>
    </StepPage>
  );
}
