import { data } from '@remix-run/node';
import { page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refuseForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { Button, Card, LinkButton, PageHead, TextInput } from '../../ui/index.ts';
import { addCampaign } from '../commands/write-campaign.server.ts';
import { CampaignCrumbs, titledCampaign } from '../components/campaign-parts.tsx';
import { GoalFields } from '../components/goal-fields.tsx';
import { asTyped } from '../forms/as-typed.ts';
import { newCampaignForm } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { canWriteCampaigns } from '../policy.ts';

export const loader = page({ guard: canWriteCampaigns }, () => ({}));

export const action = submit({ guard: canWriteCampaigns, form: newCampaignForm }, async ({ actor, form, context }) => {
  const outcome = await addCampaign(portsOf(context), actor, form);
  if (!outcome.ok) return data(refuseForm(outcome.faults, asTyped(form)), { status: 422 });
  return seeOther(`/campaigns/${outcome.id}/audience`);
});

export const meta = titledCampaign((locale) => messages.in(locale)('list.new'));

export default function NewCampaignPage() {
  const t = useText(messages);
  const c = useText(composerMessages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={t('list.new')} lead={c('goal.lead')} breadcrumb={<CampaignCrumbs here={t('list.new')} />} />
      <div className="form">
        <Faults />
        <Card>
          <form method="post" className="stack">
            <TextInput name="code" label={c('goal.code')} hint={c('goal.code-hint')} error={say('code')} defaultValue={value('code')} width="middle" maxLength={30} required />
            <GoalFields />
            <div className="row"><Button>{t('save-next')}</Button><LinkButton variant="ghost" href="/campaigns">{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
