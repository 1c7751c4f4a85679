import { useLoaderData } from '@remix-run/react';
import { configuredChannels } from '../../messaging/index.server.ts';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button } from '../../ui/index.ts';
import { submitCampaign } from '../commands/submit-campaign.server.ts';
import { StepPage, stepsDone } from '../components/campaign-parts.tsx';
import { ContentShown } from '../components/content-shown.tsx';
import { Readiness } from '../components/readiness.tsx';
import { ReviewCards } from '../components/review-cards.tsx';
import { campaignParams, submitForm } from '../forms/campaign.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import { listCampaignAnswers } from '../queries/campaign-answers.server.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { previewOf } from '../queries/composer.server.ts';
import { reviewOf, type Review } from '../review.server.ts';
import { lacksOf, type Lack } from '../rules/readiness.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, async ({ actor, params, context }) => {
  const moment = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, moment.at);
  const review = await reviewOf(context, actor, campaign);
  const preview = await previewOf(context.db, campaign, moment);
  const media = campaign.media.map(({ medium }) => medium);
  const hasUnshown = (await listCampaignAnswers(context.db, campaign, { now: moment.at, seesDrafts: false })).some(({ isShown }) => !isShown);
  const lacks = lacksOf({ media, offered: configuredChannels(context.env), isDrill: campaign.is_drill === 1, sendAt: campaign.send_at, notAfter: campaign.not_after, now: moment.at, people: preview.count, plans: review.plans, hasUnshown });
  return { campaign, ...review, lacks, reached: media.includes('MESSAGE') ? preview.count : 0 };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: submitForm }, async ({ actor, params, form, context }) => {
  const outcome = await submitCampaign(portsOf(context), actor, { id: params.id, revision: form.revision });
  if (!outcome.ok) return refusedForm(outcome.faults, {});
  return seeOther(`/campaigns/${params.id}?done=submitted`);
});

export const meta = titled((locale) => composerMessages.in(locale)('check.title'));
export const handle = { layout: 'wide', script: true };

export default function CheckPage() {
  const { campaign, content, lacks, reached, ...review } = useLoaderData() as unknown as Review & { campaign: CampaignPage; lacks: Lack[]; reached: number };
  const t = useText(composerMessages);
  return (
    <StepPage campaign={campaign} step="check" title={t('check.title')} lead={t('check.lead')} done={stepsDone(campaign)}>
      <Faults />
      {campaign.submitted_at ? null : <Readiness id={campaign.id} lacks={lacks} />}
      <div className="split split-even">
        <ContentShown campaign={campaign} {...content} />
        <div className="stack">
          <ReviewCards campaign={campaign} recipients={reached} {...review} />
          <form method="post" noValidate className="row" id="hand-in">
            <input type="hidden" name="revision" value={campaign.revision} />
            <Button icon="send">{t('check.submit')}</Button>
          </form>
        </div>
      </div>
    </StepPage>
  );
}
