import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, LinkButton, PageHead, TextInput } from '../../ui/index.ts';
import { addCampaign } from '../commands/write-campaign.server.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { GoalFields } from '../components/goal-fields.tsx';
import { LastLessons } from '../components/lesson-card.tsx';
import { goalTyped, newCampaignForm } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import { lastLessons, type Lesson } from '../queries/evaluation.server.ts';
import { listLineChoices, type LineChoice } from '../queries/plan.server.ts';

const newQuery = z.object({ line: z.string().max(60).optional().catch(undefined) });

export const loader = page({ guard: canWriteCampaigns, query: newQuery }, async ({ query, context }) => {
  const lines = await listLineChoices(context.db, Number(momentOf(portsOf(context)).today.slice(0, 4)));
  return { lessons: await lastLessons(context.db), lines, line: lines.find(({ id }) => id === query.line) };
});

export const action = submit({ guard: canWriteCampaigns, form: newCampaignForm }, async ({ actor, form, context }) => {
  const outcome = await addCampaign(portsOf(context), actor, form);
  if (!outcome.ok) return refusedForm(outcome.faults, goalTyped(form));
  return seeOther(`/campaigns/${outcome.id}/audience`);
});

export const meta = titled((locale) => messages.in(locale)('list.new'));

export default function NewCampaignPage() {
  const { lines, line, lessons } = useLoaderData() as { lines: LineChoice[]; line?: LineChoice; lessons: Lesson[] };
  const t = useText(messages);
  const c = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('list.new')} lead={c('goal.lead')} breadcrumb={<CampaignCrumbs here={t('list.new')} />} />
      <div className="form">
        <Faults />
        <LastLessons lessons={line ? lessons.filter(({ topic }) => topic === line.topic) : lessons} />
        <form method="post" noValidate className="stack">
          <GoalFields lines={lines} line={line}>
            <TextInput name="code" label={c('goal.code')} hint={c('goal.code-hint')} error={say('code')} defaultValue={value('code')} width="middle" maxLength={30} required />
          </GoalFields>
          <div className="row"><Button>{t('save-next')}</Button><LinkButton variant="ghost" href="/campaigns">{t('cancel')}</LinkButton></div>
        </form>
      </div>
    </>
  );
}
