import { useText } from '../../platform/i18n/react.tsx';
import { Card, LinkButton, Tag, type Tone } from '../../ui/index.ts';
import { composerMessages } from '../messages/composer.ts';
import { planMessages } from '../messages/plan.ts';
import type { PlanLineRow, PlanPage } from '../queries/plan.server.ts';
import { quarters, romanQuarter, type LineState } from '../rules/plan-progress.ts';
import { DrillTag, StateTag } from './campaign-parts.tsx';

const tones: Readonly<Record<LineState, Tone>> = { DONE: 'ok', RUNNING: 'brand', WRITTEN: 'neutral', PLANNED: 'neutral', LATE: 'warn', DROPPED: 'neutral' };

export function LineTag({ state }: { state: LineState }) {
  const t = useText(planMessages);
  return <Tag tone={tones[state]}>{t(`state.${state}`)}</Tag>;
}

/** What a year wants to do, quarter by quarter, each with the campaigns that carry it out. */
export function PlanLines({ year, lines, canWrite }: { year: number; lines: readonly PlanLineRow[]; canWrite: boolean }) {
  const t = useText(planMessages);
  const ofQuarter = (quarter: number) => lines.filter((line) => line.quarter === quarter);
  const add = canWrite ? <LinkButton variant="ghost" href={`/campaigns/plans/${year}/lines/new`}>{t('add-line')}</LinkButton> : undefined;
  return (
    <Card title={t('lines')} id="lines" {...(add ? { action: add } : {})}>
      {lines.length === 0 ? <p className="muted">{t('take-none')}</p> : quarters.filter((quarter) => ofQuarter(quarter).length > 0).map((quarter) => (
        <section key={quarter} className="plan-quarter">
          <h3>{t('quarter-name', { roman: romanQuarter[quarter] })}</h3>
          <ol className="plan-lines">{ofQuarter(quarter).map((line) => <PlanLine key={line.id} year={year} line={line} canWrite={canWrite} />)}</ol>
        </section>
      ))}
    </Card>
  );
}

function PlanLine({ year, line, canWrite }: { year: number; line: PlanLineRow; canWrite: boolean }) {
  const t = useText(planMessages);
  const c = useText(composerMessages);
  const isOpen = canWrite && line.state !== 'DROPPED';
  return (
    <li className={line.state === 'DROPPED' ? 'plan-line plan-line-dropped' : 'plan-line'}>
      <div className="plan-line-text">
        <p className="plan-line-title">{isOpen ? <a href={`/campaigns/plans/${year}/lines/${line.id}`}>{line.title}</a> : line.title}</p>
        <p className="muted small">{c(`topic.${line.topic as 'SECURITY'}`)} · {t(line.model === 27 ? 'model.27' : 'model.26')}</p>
        {line.droppedReason ? <p className="muted small">{t('dropped', { reason: line.droppedReason })}</p> : null}
      </div>
      <div className="plan-line-side">
        <LineTag state={line.state} />
        {isOpen && line.campaigns.length === 0 ? <a className="no-print" href={`/campaigns/new?line=${line.id}`}>{t('compose')}<span className="sr-only">: {line.title}</span></a> : null}
      </div>
      {line.campaigns.length > 0 ? <ul className="plan-campaigns">{line.campaigns.map((campaign) => <CampaignItem key={campaign.id} campaign={campaign} />)}</ul> : null}
    </li>
  );
}

function CampaignItem({ campaign }: { campaign: PlanLineRow['campaigns'][number] }) {
  return <li><a href={`/campaigns/${campaign.id}`}>{campaign.name}</a> <StateTag state={campaign.state} />{campaign.isDrill ? <DrillTag /> : null}</li>;
}

/** Campaigns that nobody had planned. */
export function BesidePlan({ beside }: Pick<PlanPage, 'beside'>) {
  const t = useText(planMessages);
  if (beside.length === 0) return null;
  return <Card title={t('beside-title')} id="beside"><ul className="plan-campaigns">{beside.map((campaign) => <CampaignItem key={campaign.id} campaign={campaign} />)}</ul></Card>;
}
