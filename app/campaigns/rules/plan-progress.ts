import type { Day } from '../../platform/clock.ts';
import type { CampaignState } from './campaign-state.ts';

export const quarters = [1, 2, 3, 4] as const;
export type Quarter = (typeof quarters)[number];

/** Quarters are written in Roman numerals: Quý IV/2026. */
export const romanQuarter: Readonly<Record<Quarter, string>> = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' };

export const quarterOf = (day: Day): Quarter => Math.ceil(Number(day.slice(5, 7)) / 3) as Quarter;

/** The years that have a plan, or may get one. */
export const planYears = { first: 2020, last: 2100 } as const;

export interface PlannedLine {
  id: string;
  quarter: Quarter;
  topic: string;
  droppedAt: string | null;
}

/** A campaign of the year as the plan counts it; its quarter is that of its start. */
export interface PlannedCampaign {
  planLineId: string | null;
  state: CampaignState;
  quarter: Quarter | null;
  topic: string;
}

export const lineStates = ['DONE', 'RUNNING', 'WRITTEN', 'PLANNED', 'LATE', 'DROPPED'] as const;
export type LineState = (typeof lineStates)[number];

const isDone = ({ state }: PlannedCampaign) => state === 'ENDED' || state === 'EVALUATED';
const isRunning = ({ state }: PlannedCampaign) => state === 'SCHEDULED' || state === 'RUNNING' || state === 'PAUSED';

/** Where a line of the plan stands: its furthest campaign decides; without one the calendar does. A cancelled campaign carries nothing out. */
export function lineState(line: PlannedLine, campaigns: readonly PlannedCampaign[], year: number, today: Day): LineState {
  if (line.droppedAt) return 'DROPPED';
  const own = campaigns.filter((campaign) => campaign.planLineId === line.id && campaign.state !== 'CANCELLED');
  if (own.some(isDone)) return 'DONE';
  if (own.some(isRunning)) return 'RUNNING';
  const now = Number(today.slice(0, 4)) * 10 + quarterOf(today);
  if (year * 10 + line.quarter < now) return 'LATE';
  return own.length > 0 ? 'WRITTEN' : 'PLANNED';
}

export interface PlanCount {
  planned: number;
  done: number;
  /** Campaigns that no line foresaw and that have gone out. */
  beside: number;
}

export interface PlanFigures {
  total: PlanCount & { late: number };
  quarters: (PlanCount & { quarter: Quarter })[];
  topics: { topic: string; total: PlanCount; cells: PlanCount[] }[];
}

/** Planned against done, by quarter and by topic. */
export function planFigures(lines: readonly PlannedLine[], campaigns: readonly PlannedCampaign[], year: number, today: Day): PlanFigures {
  const kept = lines.map((line) => ({ ...line, state: lineState(line, campaigns, year, today) })).filter(({ state }) => state !== 'DROPPED');
  const beside = campaigns.filter((campaign) => campaign.planLineId === null && (isDone(campaign) || isRunning(campaign)));
  const count = (has: (one: { quarter: Quarter | null; topic: string }) => boolean): PlanCount => ({
    planned: kept.filter(has).length,
    done: kept.filter((line) => has(line) && line.state === 'DONE').length,
    beside: beside.filter(has).length,
  });
  const topics = [...new Set([...kept, ...beside].map(({ topic }) => topic))].toSorted();
  return {
    total: { ...count(() => true), late: kept.filter(({ state }) => state === 'LATE').length },
    quarters: quarters.map((quarter) => ({ quarter, ...count((one) => one.quarter === quarter) })),
    topics: topics.map((topic) => ({ topic, total: count((one) => one.topic === topic), cells: quarters.map((quarter) => count((one) => one.topic === topic && one.quarter === quarter)) })),
  };
}
