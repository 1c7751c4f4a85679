import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead, TextArea, TextInput } from '../../ui/index.ts';
import { correctCampaign } from '../commands/correct-campaign.server.ts';
import { CampaignCrumbs, DrillBanner } from '../components/campaign-parts.tsx';
import { campaignParams, correctForm } from '../forms/campaign.ts';
import { faultsOfWords } from '../message-faults.server.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { canStopCampaigns } from '../policy.ts';
import { getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { storedTexts } from '../rules/stored-texts.ts';

export const loader = page({ guard: canStopCampaigns, params: campaignParams }, async ({ params, context }) => ({ campaign: await getCampaign(context.db, params.id, momentOf(portsOf(context)).at) }));

export const action = submit({ guard: canStopCampaigns, params: campaignParams, form: correctForm, limit: 200_000 }, async ({ actor, params, form, context }) => {
  const faults = faultsOfWords({ content: { vi: form, ...(form.bodyEn ? { en: { subject: form.subjectEn, body: form.bodyEn } } : {}) }, sms: form.sms, zalo: null }, context.env.baseUrl);
  if (Object.keys(faults).length > 0) return refusedForm(faults, form);
  const outcome = await correctCampaign(portsOf(context), actor, { id: params.id, ...form });
  if (!outcome.ok) return refusedForm(outcome.faults, form);
  return seeOther(`/campaigns/${params.id}?done=corrected`);
});

export const meta = titled((locale) => messages.in(locale)('correct.title'));

export default function CorrectionPage() {
  const { campaign } = useLoaderData() as { campaign: CampaignPage };
  const t = useText(messages);
  const c = useText(composerMessages);
  const { say, value } = useFaults();
  const stored = storedTexts(campaign);
  return (
    <>
      <PageHead title={t('correct.title')} lead={t('correct.lead')} breadcrumb={<CampaignCrumbs campaign={campaign} here={t('correct.title')} />} />
      <div className="form">
        <DrillBanner isDrill={campaign.is_drill === 1} />
        <Faults />
        {stored?.channels.includes('ZALO') ? <Notice tone="warn" live={false}>{t('correct.zalo')}</Notice> : null}
        <Card>
          <form method="post" noValidate className="stack">
            <TextInput name="subject" label={c('content.subject')} error={say('subject')} defaultValue={value('subject', stored?.content.vi.subject)} maxLength={150} required />
            <TextArea name="body" label={c('content.body')} error={say('body')} defaultValue={value('body', stored?.content.vi.body)} rows={8} required />
            {stored?.content.en ? (
              <>
                <TextInput name="subjectEn" label={c('content.subject-en')} error={say('subjectEn')} defaultValue={value('subjectEn', stored.content.en.subject)} maxLength={150} />
                <TextArea name="bodyEn" label={c('content.body-en')} error={say('bodyEn')} defaultValue={value('bodyEn', stored.content.en.body)} rows={5} />
              </>
            ) : null}
            {stored?.sms ? <TextArea name="sms" label={c('content.sms')} hint={c('content.sms-hint')} error={say('sms')} defaultValue={value('sms', stored.sms)} rows={3} maxLength={900} required /> : null}
            <TextArea name="reason" label={t('steer.reason')} error={say('reason')} defaultValue={value('reason')} rows={2} required />
            <div className="row"><Button variant="danger">{t('correct.button')}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}`}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
      </div>
    </>
  );
}
