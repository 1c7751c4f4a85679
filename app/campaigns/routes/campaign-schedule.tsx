import { useLoaderData } from '@remix-run/react';
import { configuredChannels } from '../../messaging/index.server.ts';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { localOf } from '../../platform/local-time.ts';
import { editSchedule } from '../commands/write-campaign.server.ts';
import { StepPage, stepsDone } from '../components/campaign-parts.tsx';
import { ScheduleForm, type ScheduleData } from '../components/schedule-form.tsx';
import { ScheduleStored } from '../components/stored-steps.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { campaignParams, closedOf, scheduleForm } from '../forms/campaign.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import { getCampaign } from '../queries/campaign-page.server.ts';
import { scheduleFacts } from '../queries/forecast.server.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, async ({ params, context }) => {
  const ports = portsOf(context);
  const moment = { ...momentOf(ports), timeZone: ports.timeZone };
  const campaign = await getCampaign(context.db, params.id, moment.at);
  const local = (instant: string | null) => (instant ? localOf(instant, ports.timeZone) : '');
  return { offered: configuredChannels(context.env), campaign, local: { sendAt: local(campaign.send_at), notAfter: local(campaign.not_after), now: local(moment.at) }, facts: await scheduleFacts(context.db, campaign, moment) };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: scheduleForm }, async ({ actor, params, form, context }) => {
  const outcome = await editSchedule(portsOf(context), actor, params.id, { ...form, closed: closedOf(form) });
  if (!outcome.ok) return refusedForm(outcome.faults, asTyped(form));
  return seeOther(`/campaigns/${params.id}/schedule?saved`);
});

export const meta = titled((locale) => composerMessages.in(locale)('schedule.title'));
export const handle = { layout: 'wide' };

export default function SchedulePage() {
  const schedule = useLoaderData() as unknown as ScheduleData;
  const t = useText(composerMessages);
  const { campaign, facts } = schedule;
  return (
    <StepPage campaign={campaign} step="schedule" title={t('schedule.title')} lead={t('schedule.lead', { from: facts.quiet.from, to: facts.quiet.to })} done={stepsDone(campaign)}>
      <Faults />
      <ScheduleStored {...schedule} />
      <ScheduleForm {...schedule} />
    </StepPage>
  );
}
