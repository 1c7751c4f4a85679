import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useText } from '../../platform/i18n/react.tsx';
import { Breadcrumb, Icon, Notice, PageHead, StepList, Tag, type Crumb, type Tone } from '../../ui/index.ts';
import { campaignMessages } from '../messages/campaigns.ts';
import { composerMessages } from '../messages/composer.ts';
import { isEditable, type CampaignState } from '../rules/campaign-state.ts';

const tones: Readonly<Record<CampaignState, Tone>> = { DRAFT: 'neutral', SUBMITTED: 'warn', SCHEDULED: 'brand', RUNNING: 'brand', PAUSED: 'warn', CANCELLED: 'neutral', ENDED: 'warn', EVALUATED: 'ok' };

export function StateTag({ state }: { state: CampaignState }) {
  const t = useText(campaignMessages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** Wherever a drill is named, it says so. */
export function DrillTag() {
  const t = useText(composerMessages);
  return <Tag tone="danger" icon="triangle-alert" className="drill-tag">{t('drill.mark')}</Tag>;
}

/** Across the head of every page of a drill, so that nobody takes it for the real thing. */
export function DrillBanner({ isDrill }: { isDrill: boolean }) {
  const t = useText(composerMessages);
  return isDrill ? <p className="drill-banner" role="note"><Icon name="triangle-alert" /><span><strong>{t('drill.mark')}</strong> – {t('drill.text')}</span></p> : null;
}

/** The way back from a page of a campaign. */
export function CampaignCrumbs({ campaign, between, here }: { campaign?: { id: string; name: string }; between?: Crumb | readonly Crumb[]; here?: string }) {
  const t = useText(campaignMessages);
  const own = campaign ? [{ label: campaign.name, ...(here ? { href: `/campaigns/${campaign.id}` } : {}) }] : [];
  return <Breadcrumb label={t('crumbs')} items={[{ label: t('list.title'), href: '/campaigns' }, ...own, ...(between ? [between].flat() : []), ...(here ? [{ label: here }] : [])]} />;
}

export const stepKeys = ['goal', 'audience', 'content', 'schedule', 'check'] as const;
export type StepKey = (typeof stepKeys)[number];

interface Stepped {
  id: string;
  name: string;
  is_drill: number;
  launched_at: string | null;
  cancelled_at: string | null;
}

/** One step of writing a campaign: where one stands, what this step is for. What was launched can only be looked at. */
export function StepPage({ campaign, step, between, title, lead, done, children }: { campaign: Stepped; step: StepKey; between?: Crumb; title: string; lead: string; done: readonly StepKey[]; children: ReactNode }) {
  const t = useText(campaignMessages);
  const stateOf = (key: StepKey) => (key === step ? ('current' as const) : done.includes(key) ? ('done' as const) : ('todo' as const));
  const isOpen = isEditable(campaign);
  const isSaved = new URLSearchParams(useLocation().search).has('saved');
  const next = stepKeys[stepKeys.indexOf(step) + 1];
  return (
    <div className="stack-l">
      <PageHead title={title} lead={lead} breadcrumb={<CampaignCrumbs campaign={campaign} {...(between ? { between } : {})} here={title} />} />
      <DrillBanner isDrill={campaign.is_drill === 1} />
      <StepList label={t('steps.label')} stateLabels={{ done: t('step.done'), current: t('step.current'), todo: t('step.todo') }} steps={stepKeys.map((key) => ({ label: t(`step.${key}`), href: `/campaigns/${campaign.id}/${key}`, state: stateOf(key) }))} />
      {isSaved && isOpen ? <Notice tone="ok" focused action={next ? <a href={`/campaigns/${campaign.id}/${next}`}>{t('page.next', { step: t(`step.${next}`) })}</a> : undefined}>{t('page.saved')}</Notice> : null}
      {isOpen ? null : <Notice live={false} action={<a href={`/campaigns/${campaign.id}`}>{t('page.overview')}</a>}>{t(campaign.cancelled_at ? 'page.cancelled-only' : 'page.launched-only')}</Notice>}
      {isOpen ? children : <fieldset className="step-body" disabled>{children}</fieldset>}
    </div>
  );
}

/** Which steps of a campaign have been filled in. */
export function stepsDone(campaign: { send_at: string | null; submitted_at: string | null; media: readonly unknown[] }): StepKey[] {
  return ['goal', 'audience', ...(campaign.media.length > 0 ? (['content'] as const) : []), ...(campaign.send_at ? (['schedule'] as const) : []), ...(campaign.submitted_at ? (['check'] as const) : [])];
}
