import { useLoaderData } from '@remix-run/react';
import { linkLength, type Channel } from '../../messaging/index.ts';
import { configuredChannels } from '../../messaging/index.server.ts';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { editMessage } from '../commands/write-campaign.server.ts';
import { StepPage, stepsDone } from '../components/campaign-parts.tsx';
import { MediumTabs } from '../components/medium-tabs.tsx';
import { MessageFields } from '../components/message-fields.tsx';
import type { MessageShown } from '../components/message-preview.tsx';
import { MessageStored } from '../components/stored-steps.tsx';
import { campaignParams, messageForm, messageTyped } from '../forms/campaign.ts';
import { faultsOfWords } from '../message-faults.server.ts';
import { messageShown, shownFacts } from '../message-shown.server.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { storedTexts, type MessageTexts } from '../rules/stored-texts.ts';

export const loader = page({ guard: canWriteCampaigns, params: campaignParams }, async ({ actor, params, context }) => {
  const facts = shownFacts(context.env, actor, momentOf(portsOf(context)));
  const campaign = await getCampaign(context.db, params.id, facts.at);
  const stored = storedTexts(campaign);
  const shown = stored ? await messageShown(context.db, campaign, stored, facts) : null;
  return { offered: configuredChannels(context.env), linkLength: linkLength(context.env.baseUrl), campaign, stored, shown };
});

export const action = submit({ guard: canWriteCampaigns, params: campaignParams, form: messageForm, limit: 200_000 }, async ({ actor, params, form, context }) => {
  const faults = faultsOfWords(form, context.env.baseUrl);
  if (Object.keys(faults).length > 0) return refusedForm(faults, messageTyped(form));
  const outcome = await editMessage(portsOf(context), actor, params.id, form);
  if (!outcome.ok) return refusedForm(outcome.faults, messageTyped(form));
  return seeOther(`/campaigns/${params.id}/content?saved`);
});

export const meta = titled((locale) => composerMessages.in(locale)('content.title'));
export const handle = { layout: 'wide', script: true };

interface Loaded {
  campaign: CampaignPage;
  offered: Channel[];
  linkLength: number;
  stored: MessageTexts | null;
  shown: MessageShown | null;
}

export default function ContentPage() {
  const { campaign, ...fields } = useLoaderData() as unknown as Loaded;
  const t = useText(composerMessages);
  return (
    <StepPage campaign={campaign} step="content" title={t('content.title')} lead={t('content.lead')} done={stepsDone(campaign)}>
      <MediumTabs campaign={campaign} current="MESSAGE" />
      <Faults />
      <MessageStored stored={fields.stored} />
      <MessageFields campaign={campaign} {...fields} />
    </StepPage>
  );
}
