import { useLoaderData } from '@remix-run/react';
import { momentOf, page, portsOf, submit } from '../../people/index.server.ts';
import { Faults, useFaults } from '../../people/index.ts';
import { refusedForm } from '../../platform/http/forms.server.ts';
import { seeOther } from '../../platform/http/route.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Button, Card, LinkButton, Notice, PageHead, TextArea } from '../../ui/index.ts';
import { steerCampaign } from '../commands/steer-campaign.server.ts';
import { CampaignFacts } from '../components/campaign-facts.tsx';
import { CampaignCrumbs, DrillBanner } from '../components/campaign-parts.tsx';
import { campaignParams, deedParams, steerForm } from '../forms/campaign.ts';
import { campaignMessages as messages } from '../messages/campaigns.ts';
import { canStopCampaigns } from '../policy.ts';
import { countFrozen, getCampaign, type CampaignPage } from '../queries/campaign-page.server.ts';
import { campaignFunnels, type Funnel } from '../queries/funnel.server.ts';

type Deed = 'pause' | 'resume' | 'cancel';

const doneAs = { pause: 'paused', resume: 'resumed', cancel: 'cancelled' } as const;

export const loader = page({ guard: canStopCampaigns, params: deedParams }, async ({ params, context }) => {
  const campaign = await getCampaign(context.db, campaignParams.parse(params).id, momentOf(portsOf(context)).at);
  return { deed: params.deed, campaign, recipients: await countFrozen(context.db, campaign), funnels: await campaignFunnels(context.db, params.id) };
});

export const action = submit({ guard: canStopCampaigns, params: deedParams, form: steerForm }, async ({ actor, params, form, context }) => {
  const outcome = await steerCampaign(portsOf(context), actor, { ...params, reason: form.reason });
  if (!outcome.ok) return refusedForm(outcome.faults, { reason: form.reason });
  return seeOther(`/campaigns/${params.id}?done=${doneAs[params.deed]}`);
});

export const meta = titled((locale) => messages.in(locale)('steer.title'));

export default function SteeringPage() {
  const { campaign, deed, recipients, funnels } = useLoaderData() as { campaign: CampaignPage; deed: Deed; recipients: number; funnels: Funnel[] };
  const t = useText(messages);
  const { say, value } = useFaults();
  return (
    <>
      <PageHead title={`${t(`steer.${deed}`)}: ${campaign.name}`} breadcrumb={<CampaignCrumbs campaign={campaign} here={t(`steer.${deed}`)} />} />
      <div className="form">
        <DrillBanner isDrill={campaign.is_drill === 1} />
        <Faults />
        <Effect deed={deed} funnels={funnels} />
        <Card>
          <form method="post" noValidate className="stack">
            <TextArea name="reason" label={t('steer.reason')} error={say('reason')} defaultValue={value('reason')} rows={2} required={deed === 'cancel'} />
            <div className="row"><Button variant={deed === 'cancel' ? 'danger' : 'primary'}>{t(`steer.${deed}`)}</Button><LinkButton variant="ghost" href={`/campaigns/${campaign.id}`}>{t('cancel')}</LinkButton></div>
          </form>
        </Card>
        <CampaignFacts campaign={campaign} recipients={recipients} />
      </div>
    </>
  );
}

/** What the deed does, in numbers, before anybody does it. Whoever has the notice in the app keeps it. */
function Effect({ deed, funnels }: { deed: Deed; funnels: readonly Funnel[] }) {
  const t = useText(messages);
  const formats = useFormats();
  const rows = funnels.flatMap((funnel) => funnel.rows);
  const sum = (some: (row: Funnel['rows'][number]) => number) => formats.number(rows.reduce((total, row) => total + some(row), 0));
  return (
    <Notice tone={deed === 'cancel' ? 'warn' : 'info'} live={false} title={rows.length > 0 ? t('steer.effect', { sent: sum((row) => row.sent + row.delivered + row.unsure), waiting: sum((row) => row.waiting) }) : undefined}>
      {t(`steer.effect-${deed}`)}
    </Notice>
  );
}
