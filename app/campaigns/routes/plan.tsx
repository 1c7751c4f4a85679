import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { momentOf, page, portsOf } from '../../people/index.server.ts';
import { lastDeed } from '../../platform/audit.server.ts';
import { useFormats, useText } from '../../platform/i18n/react.tsx';
import { titled } from '../../platform/i18n/titled.ts';
import { Card, EmptyState, LinkButton, Notice, PageHead, PrintButton } from '../../ui/index.ts';
import { CampaignCrumbs } from '../components/campaign-parts.tsx';
import { PlanProgress } from '../components/plan-chart.tsx';
import { BesidePlan, PlanLines } from '../components/plan-lines.tsx';
import { YearNav } from '../components/year-nav.tsx';
import { planParams } from '../forms/plan.ts';
import { planMessages as messages } from '../messages/plan.ts';
import { canSeeCampaigns, canWriteCampaigns } from '../policy.ts';
import { planPage, type PlanPage } from '../queries/plan.server.ts';
import { doneByLog, namesOf, planDeeds } from '../rules/done-by-log.ts';

const query = z.object({ done: z.enum(namesOf(planDeeds)).optional().catch(undefined) });

export const loader = page({ guard: canSeeCampaigns, params: planParams, query }, async ({ actor, params, query: { done }, context }) => {
  const ports = portsOf(context);
  const last = done ? await lastDeed(context.db, { actorId: actor.id }) : null;
  return { canWrite: canWriteCampaigns(actor), done: doneByLog(planDeeds, done, last?.details['year'] === params.year ? last : null), ...(await planPage(context.db, params.year, { ...momentOf(ports), timeZone: ports.timeZone })) };
});

export const meta = titled((locale) => messages.in(locale)('plain-title'));
export const handle = { layout: 'wide', script: true };

export default function PlanRoute() {
  const { year, plan, figures, lines, beside, canWrite, done } = useLoaderData() as unknown as PlanPage & { canWrite: boolean; done: keyof typeof planDeeds | null };
  const t = useText(messages);
  const edit = <LinkButton variant={plan ? 'ghost' : 'primary'} href={`/campaigns/plans/${year}/edit`}>{plan ? t('edit') : t('create', { year: String(year) })}</LinkButton>;
  return (
    <div className="stack-l">
      <PageHead title={t('title', { year: String(year) })} lead={t('lead')} breadcrumb={<CampaignCrumbs here={t('short', { year: String(year) })} />} actions={plan ? <>{canWrite ? edit : null}<PrintButton label={t('print')} /></> : undefined} />
      {done ? <Notice tone="ok" focused>{t(`done.${done}`)}</Notice> : null}
      <YearNav year={year} href={(other) => `/campaigns/plans/${other}`} />
      {plan ? (
        <>
          <div className="split"><PlanProgress figures={figures} /><PlanGoal plan={plan} /></div>
          <PlanLines year={year} lines={lines} canWrite={canWrite} />
          <BesidePlan beside={beside} />
        </>
      ) : <EmptyState icon="calendar" title={t('none-title', { year: String(year) })} action={canWrite ? edit : undefined}>{t('none-text')}</EmptyState>}
    </div>
  );
}

function PlanGoal({ plan }: { plan: NonNullable<PlanPage['plan']> }) {
  const t = useText(messages);
  const formats = useFormats();
  return (
    <Card title={t('goal')} id="goal">
      <p className="pre-line">{plan.goal || t('no-goal')}</p>
      {plan.legalBasis ? <><h3>{t('basis')}</h3><ul className="bullets">{plan.legalBasis.split('\n').filter(Boolean).map((line) => <li key={line}>{line}</li>)}</ul></> : null}
      {plan.changedAt ? <p className="muted small">{t('changed', { person: plan.changedBy ?? '', at: formats.moment(plan.changedAt) })}</p> : null}
    </Card>
  );
}
