import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { dayIn } from '../../platform/i18n/formats.ts';
import { platformMessages } from '../../platform/messages.ts';
import { lineState, planFigures, quarterOf, type LineState, type PlanFigures, type Quarter } from '../rules/plan-progress.ts';
import { listCampaigns, type CampaignListRow } from './campaign-page.server.ts';

export interface PlanLineRow {
  id: string;
  quarter: Quarter;
  topic: string;
  model: number;
  title: string;
  droppedAt: Instant | null;
  droppedReason: string | null;
  state: LineState;
  campaigns: CampaignListRow[];
}

export interface PlanPage {
  year: number;
  plan: { goal: string; legalBasis: string; revision: number; changedAt: Instant | null; changedBy: string | null } | null;
  figures: PlanFigures;
  lines: PlanLineRow[];
  /** Campaigns of the year that no line of the plan foresaw. */
  beside: CampaignListRow[];
}

export async function findPlan(db: Db, year: number): Promise<PlanPage['plan']> {
  const row = await db
    .selectFrom('communication_plan as p')
    .leftJoin('user_account as u', 'u.id', 'p.changed_by')
    .select(['p.goal', 'p.legal_basis as legalBasis', 'p.revision', 'p.changed_at as changedAt', 'u.full_name as changedBy'])
    .where('p.year', '=', year)
    .executeTakeFirst();
  return row ?? null;
}

/** A year's plan beside what was done of it. */
export async function planPage(db: Db, year: number, { at, today, timeZone }: { at: Instant; today: Day; timeZone: string }): Promise<PlanPage> {
  const campaigns = await listCampaigns(db, year, at);
  const counted = campaigns.map((one) => ({ planLineId: one.planLineId, state: one.state, topic: one.topic, quarter: one.sendAt ? quarterOf(dayIn(timeZone, new Date(one.sendAt))) : null }));
  const rows = await linesOf(db, year);
  return {
    year,
    plan: await findPlan(db, year),
    figures: planFigures(rows, counted, year, today),
    lines: rows.map((row) => ({ ...row, state: lineState(row, counted, year, today), campaigns: campaigns.filter(({ planLineId }) => planLineId === row.id) })),
    beside: campaigns.filter(({ planLineId }) => planLineId === null),
  };
}

async function linesOf(db: Db, year: number) {
  const rows = await db
    .selectFrom('plan_line as l')
    .innerJoin('communication_plan as p', 'p.id', 'l.plan_id')
    .select(['l.id', 'l.quarter', 'l.topic', 'l.model', 'l.title', 'l.revision', 'l.dropped_at as droppedAt', 'l.dropped_reason as droppedReason'])
    .where('p.year', '=', year)
    .orderBy('l.quarter')
    .orderBy('l.created_at')
    .orderBy('l.id')
    .execute();
  return rows.map((row) => ({ ...row, quarter: row.quarter as Quarter }));
}

/** One line of a year's plan. @throws AppError not-found */
export async function getPlanLine(db: Db, year: number, id: string) {
  const line = (await linesOf(db, year)).find((row) => row.id === id);
  if (!line) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return line;
}

export interface LineChoice {
  id: string;
  year: number;
  quarter: Quarter;
  title: string;
  topic: string;
  model: number;
}

/** The lines that a campaign can carry out: those of this year and of the next, and the one that it carries out already. */
export async function listLineChoices(db: Db, thisYear: number, kept: string | null = null): Promise<LineChoice[]> {
  const rows = await db
    .selectFrom('plan_line as l')
    .innerJoin('communication_plan as p', 'p.id', 'l.plan_id')
    .select(['l.id', 'p.year', 'l.quarter', 'l.title', 'l.topic', 'l.model'])
    .where((where) => where.or([where.and([where('p.year', 'in', [thisYear, thisYear + 1]), where('l.dropped_at', 'is', null)]), where('l.id', '=', kept ?? '')]))
    .orderBy('p.year')
    .orderBy('l.quarter')
    .orderBy('l.created_at')
    .execute();
  return rows.map((row) => ({ ...row, quarter: row.quarter as Quarter }));
}
