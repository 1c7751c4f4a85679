import { data } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { CampaignFacts } from '../components/campaign-facts.tsx';
import { CampaignCrumbs, titledCampaign } from '../components/campaign-parts.tsx';
import { campaignParams, deedParams, steerForm } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canStopCampaigns } from '../policy.ts';
import { countFrozen, getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';

type Deed = 'pause' | 'resume' | 'cancel';

export const loader = page({ guard: canStopCampaigns, params: deedParams }, async ({ params, context }) => ({ deed: params.deed, campaign: await getCampaign(context.db, campaignParams.parse(params).id, momentOf(portsOf(context)).at), recipients: await countFrozen(context.db, params.id) }));

export const action = submit({ guard: canStopCampaigns, params: deedParams, form: steerForm }, async ({ actor, params, form, context }) => {
  const outcome = await steerCampaign(portsOf(context), actor, { ...params, reason: form.reason });
  if (!outcome.ok) return data(refuseForm(outcome.faults, { reason: form.reason }), { status: 409 });
  return seeOther(`/campaigns/${params.id}?done=steered`);
});

export const meta = titledCampaign((locale) => messages.in(locale)('steer.title'));

export default function SteeringPage() {
  const { campaign, deed, recipients } = useLoaderData() as { campaign: CampaignPage; deed: Deed; recipients: number };
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={`${t(`steer.${deed}`)}: ${campaign.name}`} breadcrumb={<CampaignCrumbs campaign={campaign} here={t(`steer.${deed}`)} />} />
      <div className="form">
        <Faults />
        <CampaignFacts campaign={campaign} recipients={recipients} />
        <Card>
          <form method="post" noValidate className="stack">
            <TextArea name="reason" label={t('steer.reason')} error={say('reason')} defaultValue={value('reason')} rows={2} />
            <div className="row"><Button variant={deed === 'cancel' ? 'danger' : 'primary'}>{t(`steer.${deed}`)}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}`}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
