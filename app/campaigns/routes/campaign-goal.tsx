import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button } from '../../ui/index.ts';
import { editGoal } from '../commands/write-campaign.server.ts';
import { StepPage, stepsDone } from '../components/campaign-parts.tsx';
import { GoalFields } from '../components/goal-fields.tsx';
import { LastLessons } from '../components/lesson-card.tsx';
import { GoalStored } from '../components/stored-steps.tsx';
import { campaignParams, goalForm, goalTyped } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { lastLessons, type Lesson } from '../queries/evaluation.server.ts';
import { listLineChoices, type LineChoice } from '../queries/plan.server.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, async ({ params, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, at);
  return { campaign, lessons: await lastLessons(context.db, { topic: campaign.topic, except: campaign.id }), lines: await listLineChoices(context.db, Number(today.slice(0, 4)), campaign.plan_line_id) };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: goalForm }, async ({ actor, params, form, context }) => {
  const outcome = await editGoal(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return refusedForm(outcome.faults, goalTyped(form));
  return seeOther(`/campaigns/${params.id}/audience`);
});

export const meta = titled((locale) => composerMessages.in(locale)('goal.title'));

export default function GoalPage() {
  const { campaign, lines, lessons } = useLoaderData() as { campaign: CampaignPage; lines: LineChoice[]; lessons: Lesson[] };
  const t = useText(composerMessages);
  const c = useText(messages);
  return (
    <StepPage campaign={campaign} step="goal" title={t('goal.title')} lead={t('goal.lead')} done={stepsDone(campaign)}>
      <div className="form">
        <Faults />
        <GoalStored stored={campaign} lines={lines} />
        <LastLessons lessons={lessons} />
        <form method="post" noValidate className="stack">
          <input type="hidden" name="revision" value={campaign.revision} />
          <GoalFields stored={campaign} lines={lines} />
          <div className="row"><Button>{c('save-next')}</Button></div>
        </form>
      </div>
    </StepPage>
  );
}
