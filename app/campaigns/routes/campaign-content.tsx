import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { linkLength, type Channel } from '../../messaging/index.ts';
import { configuredChannels, faultOfBody } from '../../messaging/index.server.ts';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { editMessage } from '../commands/write-campaign.server.ts';
import { StepPage, stepsDone, titledCampaign } from '../components/campaign-parts.tsx';
import { MediumTabs } from '../components/medium-tabs.tsx';
import { MessageFields } from '../components/message-fields.tsx';
import { campaignParams, messageForm, messageTyped } from '../forms/campaign.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, async ({ params, context }) => ({ offered: configuredChannels(context.env), linkLength: linkLength(context.env.baseUrl), campaign: await getCampaign(context.db, params.id, momentOf(portsOf(context)).at) }));

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: messageForm, limit: 200_000 }, async ({ actor, params, form, context }) => {
  const fault = faultOfBody(form.content.vi.body, context.env.baseUrl) ?? (form.content.en ? faultOfBody(form.content.en.body, context.env.baseUrl) : null);
  if (fault) return data(refuseForm({ body: fault }, messageTyped(form)), { status: 422 });
  const outcome = await editMessage(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, messageTyped(form)), { status: 422 });
  return seeOther(`/campaigns/${params.id}/content?saved`);
});

export const meta = titledCampaign((locale) => composerMessages.in(locale)('content.title'));

export default function ContentPage() {
  const loaded = useLoaderData() as { campaign: CampaignPage; offered: Channel[]; linkLength: number };
  const { campaign } = loaded;
  const t = useText(composerMessages);
  return (
    <StepPage campaign={campaign} step="content" title={t('content.title')} lead={t('content.lead')} done={stepsDone(campaign)}>
      <MediumTabs campaign={campaign} current="MESSAGE" />
      <Faults />
      <MessageFields {...loaded} />
    </StepPage>
  );
}
