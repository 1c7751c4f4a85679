import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, Disclosure, LinkButton, PageHead, TextArea } from '../../ui/index.ts';
import { approveCampaign } from '../commands/approve-campaign.server.ts';
import { CampaignCrumbs, DrillBanner } from '../components/campaign-parts.tsx';
import { ReviewCards } from '../components/review-cards.tsx';
import { ContentShown } from '../components/content-shown.tsx';
import { approveForm, campaignParams } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canApproveCampaigns } from '../policy.ts';
import { countFrozen, getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { reviewOf, type Review } from '../review.server.ts';

export const loader = page({ guard: canApproveCampaigns, params: campaignParams }, async ({ actor, params, context }) => {
  const campaign = await getCampaign(context.db, params.id, momentOf(portsOf(context)).at);
  return { campaign, ...(await reviewOf(context, actor, campaign)), recipients: await countFrozen(context.db, campaign) };
});

export const action = submit({ guard: canApproveCampaigns, params: campaignParams, form: approveForm }, async ({ actor, params, form, context }) => {
  const outcome = await approveCampaign(portsOf(context), actor, { id: params.id, ...form });
  if (!outcome.ok) return refusedForm(outcome.faults, { note: form.note });
  return seeOther(`/campaigns/${params.id}?done=${outcome.isLaunched ? 'launched' : 'approved'}`);
});

export const meta = titled((locale) => messages.in(locale)('approve.title'));
export const handle = { layout: 'wide', script: true };

export default function ApprovalPage() {
  const { campaign, content, recipients, ...review } = useLoaderData() as unknown as Review & { campaign: CampaignPage; recipients: number };
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <div className="stack-l">
      <PageHead title={t('approve.title')} lead={t('approve.lead')} breadcrumb={<CampaignCrumbs campaign={campaign} here={t('approve.title')} />} actions={<LinkButton variant="ghost" href="#decision">{t('approve.to-decision')}</LinkButton>} />
      <DrillBanner isDrill={campaign.is_drill === 1} />
      <Faults />
      <div className="split split-even">
        <ContentShown campaign={campaign} {...content} />
        <div className="stack">
          <ReviewCards campaign={campaign} recipients={recipients} {...review} />
          <Card title={t('approve.decide')} id="decision">
            <form method="post" noValidate className="stack">
              <input type="hidden" name="hash" value={campaign.submitted_hash ?? ''} />
              <TextArea name="note" label={t('approve.note')} error={say('note')} defaultValue={value('note')} rows={2} />
              <div className="row"><Button>{t('approve.button')}</Button></div>
            </form>
            {campaign.submitted_hash ? <Disclosure summary={t('approve.fingerprint')}><p className="muted small">{t('approve.fingerprint-hint')}</p><p className="small"><code>{campaign.submitted_hash}</code></p></Disclosure> : null}
          </Card>
          <Card>
            <form method="post" noValidate action={`/campaigns/${campaign.id}/return`} className="stack">
              <TextArea name="reason" label={t('approve.reason')} rows={2} required />
              <div className="row"><Button variant="ghost">{t('approve.return')}</Button></div>
            </form>
          </Card>
        </div>
      </div>
    </div>
  );
}
