import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { firstFault, momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { lastDeedAs } from '../../platform/audit.server.ts';
import { AppError } from '../../platform/errors.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Notice, PageHead } from '../../ui/index.ts';
import { evaluateCampaign } from '../commands/evaluate-campaign.server.ts';
import { CampaignCrumbs, DrillBanner, StateTag } from '../components/campaign-parts.tsx';
import { Conclusion, Survey, type EvaluationData } from '../components/evaluation.tsx';
import { Meanwhile } from '../components/meanwhile.tsx';
import { Stages, Verdict } from '../components/evaluation-picture.tsx';
import { evaluationForm } from '../forms/broadcast.ts';
import { campaignParams } from '../forms/campaign.ts';
import { broadcastMessages as messages } from '../messages/broadcast.ts';
import { measuringMessages } from '../messages/measuring.ts';
import { canSeeCampaigns, canWriteCampaigns } from '../policy.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { audienceChoices } from '../queries/composer.server.ts';
import { knownOf } from '../queries/evaluation.server.ts';
import { doneByLog, evaluationDeeds, namesOf } from '../rules/done-by-log.ts';
import { evaluationStanding } from '../rules/measuring.ts';

const query = z.object({ done: z.enum(namesOf(evaluationDeeds)).optional().catch(undefined) });

export const loader = page({ guard: canSeeCampaigns, params: campaignParams, query }, async ({ actor, params, query: { done }, context }) => {
  const { at, today } = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, at);
  const standing = campaign.state === 'ENDED' ? evaluationStanding(campaign, at) : null;
  const last = done ? await lastDeedAs(context.db, actor.id, { action: evaluationDeeds[done], objectId: params.id }) : null;
  return { campaign, standing, today, done: doneByLog(evaluationDeeds, done, last), canWrite: canWriteCampaigns(actor), ...(await knownOf(context.db, params.id, at)), units: (await audienceChoices(context.db, today)).units };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: evaluationForm }, async ({ actor, params, form, context }) => {
  const outcome = await evaluateCampaign(portsOf(context), actor, params.id, form);
  // Too late for the page to show her form again: the refusal hands her words back instead.
  if (!outcome.ok && 'form' in outcome.faults) throw new AppError('conflict', firstFault(outcome));
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/campaigns/${params.id}/evaluation?done=concluded`);
});

export const meta = titled((locale) => messages.in(locale)('eval.title'));
export const handle = { layout: 'wide' };

export default function EvaluationPage() {
  const loaded = useLoaderData() as unknown as EvaluationData & { done: keyof typeof evaluationDeeds | null };
  const t = useText(messages);
  const m = useText(measuringMessages);
  const { campaign } = loaded;
  return (
    <div className="stack-l">
      <PageHead title={t('eval.title')} lead={t('eval.lead')} tags={<StateTag state={campaign.state} />} breadcrumb={<CampaignCrumbs campaign={campaign} here={t('eval.title')} />} />
      <DrillBanner isDrill={campaign.is_drill === 1} />
      {loaded.done ? <Notice tone="ok" focused>{m(`done.${loaded.done}`)}</Notice> : null}
      <Faults />
      <Verdict {...loaded} />
      <Stages {...loaded} />
      <Meanwhile meanwhile={loaded.figures.meanwhile ?? null} />
      <Conclusion {...loaded} />
      <Survey {...loaded} />
    </div>
  );
}
