import { useLoaderData } from '@remix-run/react';
import { listAnswerChoices } from '../../faq/index.server.ts';
import { canSeeAnswerDesk } from '../../faq/index.ts';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { LinkButton } from '../../ui/index.ts';
import { insertAnswer, requireAnswer } from '../commands/campaign-answers.server.ts';
import { AnswerPicker, AnswersTable } from '../components/campaign-answers.tsx';
import { StepPage, stepsDone } from '../components/campaign-parts.tsx';
import { answerPickForm, campaignParams } from '../forms/campaign.ts';
import { answerMessages as messages } from '../messages/answers.ts';
import { canWriteCampaigns } from '../policy.ts';
import { listCampaignAnswers } from '../queries/campaign-answers.server.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, async ({ actor, params, context }) => {
  const seesDrafts = canSeeAnswerDesk(actor);
  const moment = momentOf(portsOf(context));
  const campaign = await getCampaign(context.db, params.id, moment.at);
  return { campaign, answers: await listCampaignAnswers(context.db, campaign, { now: moment.at, seesDrafts }), seesDrafts, ...(await listAnswerChoices(context.db, moment, seesDrafts)) };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: answerPickForm }, async ({ actor, params, form, context }) => {
  const { revision, entry: entryId, into } = form;
  const ports = { ...portsOf(context), baseUrl: context.env.baseUrl };
  const outcome = into === '' ? await requireAnswer(ports, actor, params.id, { revision, entryId }) : await insertAnswer(ports, actor, params.id, { revision, entryId, into });
  if (!outcome.ok) return refusedForm(outcome.faults, { entry: entryId, into });
  return seeOther(into === '' || into === 'MESSAGE' ? `/campaigns/${params.id}/${into === '' ? 'answers' : 'content'}` : `/campaigns/${params.id}/content/${into.toLowerCase()}`);
});

export const meta = titled((locale) => messages.in(locale)('title'));

export default function CampaignAnswersPage() {
  const { campaign, answers, choices, inWriting, seesDrafts } = useLoaderData<typeof loader>();
  const t = useText(messages);
  return (
    <StepPage campaign={campaign} step="content" title={t('title')} lead={t('lead')} done={stepsDone(campaign)}>
      <Faults />
      <AnswersTable campaign={campaign} answers={answers} />
      <AnswerPicker campaign={campaign} choices={choices} inWriting={seesDrafts ? 0 : inWriting} />
      <div className="row"><LinkButton variant="ghost" href={`/campaigns/${campaign.id}/content`}>{t('back')}</LinkButton></div>
    </StepPage>
  );
}
