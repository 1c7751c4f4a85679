import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button } from '../../ui/index.ts';
import { submitCampaign } from '../commands/submit-campaign.server.ts';
import { CampaignFacts } from '../components/campaign-facts.tsx';
import { StepPage, stepsDone } from '../components/campaign-parts.tsx';
import { ContentShown } from '../components/content-shown.tsx';
import { ForecastCard } from '../components/forecast.tsx';
import { LastLessons } from '../components/lesson-card.tsx';
import { Readiness } from '../components/readiness.tsx';
import { campaignParams, submitForm } from '../forms/campaign.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import { listPlans } from '../queries/broadcast.server.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { previewOf } from '../queries/composer.server.ts';
import { reviewOf, type Review } from '../review.server.ts';
import { lacksOf, type Lack } from '../rules/readiness.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, async ({ actor, params, context }) => {
  const moment = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, moment.at);
  const review = await reviewOf(context, actor, campaign);
  const preview = await previewOf(context.db, campaign, moment);
  const planned = (await listPlans(context.db, campaign.id)).map(({ medium }) => medium);
  const lacks = lacksOf({ media: campaign.media.map(({ medium }) => medium), sendAt: campaign.send_at, isPast: review.facts.start?.isPast ?? false, people: preview.count, planned });
  return { campaign, ...review, lacks, reached: campaign.media.some(({ medium }) => medium === 'MESSAGE') ? preview.count : 0 };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: submitForm }, async ({ actor, params, form, context }) => {
  const outcome = await submitCampaign(portsOf(context), actor, { id: params.id, revision: form.revision });
  if (!outcome.ok) return data(refuseForm(outcome.faults, {}), { status: 422 });
  return seeOther(`/campaigns/${params.id}?done=submitted`);
});

export const meta = titled((locale) => composerMessages.in(locale)('check.title'));
export const handle = { layout: 'wide', script: true };

export default function CheckPage() {
  const { campaign, content, facts, lessons, lacks, reached } = useLoaderData() as unknown as Review & { campaign: CampaignPage; lacks: Lack[]; reached: number };
  const t = useText(composerMessages);
  return (
    <StepPage campaign={campaign} step="check" title={t('check.title')} lead={t('check.lead')} done={stepsDone(campaign)}>
      <Faults />
      {campaign.submitted_at ? null : <Readiness id={campaign.id} lacks={lacks} />}
      <div className="split split-even">
        <ContentShown campaign={campaign} {...content} />
        <div className="stack">
          <LastLessons lessons={lessons} />
          <ForecastCard facts={facts} />
          <CampaignFacts campaign={campaign} recipients={reached} />
          <form method="post" noValidate className="row">
            <input type="hidden" name="revision" value={campaign.revision} />
            <Button icon="send">{t('check.submit')}</Button>
          </form>
        </div>
      </div>
    </StepPage>
  );
}
