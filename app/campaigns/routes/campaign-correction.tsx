import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { faultOfBody } from '../../messaging/index.server.ts';
import type { MessageContent } from '../../messaging/index.ts';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, PageHead, TextArea, TextInput } from '../../ui/index.ts';
import { correctCampaign } from '../commands/correct-campaign.server.ts';
import { CampaignCrumbs, titledCampaign } from '../components/campaign-parts.tsx';
import { campaignParams, correctForm } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { canStopCampaigns } from '../policy.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';

export const loader = page({ guard: canStopCampaigns, params: campaignParams }, async ({ params, context }) => ({ campaign: await getCampaign(context.db, params.id, momentOf(portsOf(context)).at) }));

export const action = submit({ guard: canStopCampaigns, params: campaignParams, form: correctForm, limit: 200_000 }, async ({ actor, params, form, context }) => {
  const fault = faultOfBody(form.body, context.env.baseUrl);
  if (fault) return data(refuseForm({ body: fault }, form), { status: 422 });
  const outcome = await correctCampaign(portsOf(context), actor, { id: params.id, ...form });
  if (!outcome.ok) return data(refuseForm(outcome.faults, form), { status: 409 });
  return seeOther(`/campaigns/${params.id}?done=corrected`);
});

export const meta = titledCampaign((locale) => messages.in(locale)('correct.title'));

export default function CorrectionPage() {
  const { campaign } = useLoaderData() as { campaign: CampaignPage };
  const t = useText(messages);
  const c = useText(composerMessages);
  const { say, value } = useFaults();
  const row = campaign.media.find(({ medium }) => medium === 'MESSAGE');
  const stored = row ? (JSON.parse(row.content) as MessageContent).vi : undefined;
  return (
    <>
      <PageHead title={`${t('correct.title')}: ${campaign.name}`} lead={t('correct.lead')} breadcrumb={<CampaignCrumbs campaign={campaign} here={t('correct.title')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" noValidate className="stack">
            <TextInput name="subject" label={c('content.subject')} error={say('subject')} defaultValue={value('subject', stored?.subject)} maxLength={150} required />
            <TextArea name="body" label={c('content.body')} error={say('body')} defaultValue={value('body', stored?.body)} rows={8} required />
            <TextArea name="reason" label={t('steer.reason')} error={say('reason')} defaultValue={value('reason')} rows={2} required />
            <div className="row"><Button variant="danger">{t('correct.button')}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}`}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
