import type { Db } from '../../../db/client.ts';
import type { Actor } from '../../people/actor.ts';
import { covers, grantsOf, listUnitsInScope, unitIdsUnder, type ScopedUnit, type UnitScope } from '../../people/index.server.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { consolidate, countStatuses, type StatusCounts } from '../rules/consolidate.ts';
import { nearestPeriod, plusMonths, type Month } from '../rules/period.ts';
import { wallRows, wallTake } from '../rules/wall.ts';
import { listDeskRows, type DeskRow } from './desk.server.ts';
import { listModels } from './models.server.ts';
import { seenUnits } from './monthly-report.server.ts';
import { listObligations } from './obligations.server.ts';
import { readCalendar } from './periods.server.ts';
import { listSentFigures, listSentLines, listSentTexts, type SentLine } from './sent-reports.server.ts';

interface Asked {
  at: Instant;
  today: Day;
  timeZone: string;
}

/** One branch of the organisation below the shown unit. */
export interface Branch {
  id: string;
  name: string;
  owed: number;
  sent: number;
  late: number;
  statuses: StatusCounts;
  hasMore: boolean;
}
export type Summary = Awaited<ReturnType<typeof readSummary>>;

/** What the units of a scope report for a month, put together by model and by the branches of the organisation; narrowed to one unit and what lies below it. @throws AppError not-found */
export async function readSummary(db: Db, actor: Actor, asked: { month?: Month | undefined; unit?: string | undefined }, moment: Asked) {
  const seen = await seenUnits(db, actor, moment.today);
  if (asked.unit !== undefined && !covers(seen, asked.unit)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const scope = asked.unit === undefined ? seen : new Set(await unitIdsUnder(db, asked.unit, moment.today));
  const { periodOf } = await readCalendar(db, moment.timeZone);
  const period = asked.month === undefined ? nearestPeriod(moment.today, periodOf) : periodOf(asked.month);
  const rows = await listDeskRows(db, scope, period, moment);
  const lines = await listSentLines(db, scope, { from: period.month, to: period.month });
  const owed = (await listObligations(db, period, moment.today)).filter(({ unitId }) => covers(scope, unitId));
  const models = consolidate(await listModels(db, period.lastDay), owed, lines, await listSentFigures(db, scope, period.month));
  const units = await listUnitsInScope(db, grantsOf(actor, 'FOCAL_POINT', 'UNIT_LEADER', 'STANDING_AGENCY', 'AUDITOR', 'SYSTEM_ADMIN'), moment.today);
  const unit = units.find(({ id }) => id === asked.unit) ?? null;
  // Whoever sees everything does not see what does not exist.
  if (asked.unit !== undefined && unit === null) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { period, unit, tops: units.filter(({ depth }) => depth === 0), rows, lines, models, branches: branchesOf(units, asked.unit, rows, lines), texts: await listSentTexts(db, scope, period.month) };
}

const linesPerPage = 25;
export type SummaryPage = Awaited<ReturnType<typeof summaryPage>>;

/** The same for the page: its lines in pieces, of all models or of one that was chosen. @throws AppError not-found */
export async function summaryPage(db: Db, actor: Actor, { model, page, ...asked }: { month?: Month | undefined; unit?: string | undefined; model?: number | undefined; page: number }, moment: Asked) {
  const { lines: all, ...summary } = await readSummary(db, actor, asked, moment);
  const fitting = model === undefined ? all : all.filter((line) => line.model === model);
  const pages = Math.max(1, Math.ceil(fitting.length / linesPerPage));
  const shown = Math.min(page, pages);
  return { ...summary, lines: { rows: fitting.slice((shown - 1) * linesPerPage, shown * linesPerPage), count: fitting.length, all: all.length, model: model ?? null, page: shown, pages } };
}

/** The branches directly below a unit that have anything to report. Without a unit it begins at the tops, and goes down as long as there is only one way. */
function branchesOf(units: readonly ScopedUnit[], unit: string | undefined, rows: readonly DeskRow[], lines: readonly SentLine[]): Branch[] {
  const below = belowEach(units);
  const branches = (children: readonly ScopedUnit[]): Branch[] => children.map((child) => branchOf(child, below.get(child.id) ?? new Set([child.id]), rows, lines)).filter(({ owed }) => owed > 0);
  const under = (id: string) => branches(units.filter(({ parentId }) => parentId === id));
  if (unit !== undefined) return under(unit);
  const found = branches(units.filter(({ depth }) => depth === 0));
  const [only] = found;
  return only && found.length === 1 && only.hasMore && !rows.some(({ unitId }) => unitId === only.id) ? under(only.id) : found;
}

function branchOf({ id, name }: ScopedUnit, ids: UnitScope, rows: readonly DeskRow[], lines: readonly SentLine[]): Branch {
  const own = rows.filter(({ unitId }) => covers(ids, unitId));
  return {
    id, name, owed: own.length, sent: own.filter(({ firstSubmittedAt }) => firstSubmittedAt).length, late: own.filter(({ punctuality }) => punctuality === 'LATE' || punctuality === 'MISSING').length,
    statuses: countStatuses(lines.filter(({ unitId }) => covers(ids, unitId))), hasMore: own.some(({ unitId }) => unitId !== id),
  };
}

/** Each unit with everything below it. Units come in tree order, so a branch ends where the depth falls back. */
function belowEach(units: readonly ScopedUnit[]): ReadonlyMap<string, Set<string>> {
  const below = new Map<string, Set<string>>();
  const open: ScopedUnit[] = [];
  for (const unit of units) {
    while (open.length > 0 && (open.at(-1)?.depth ?? 0) >= unit.depth) open.pop();
    open.push(unit);
    for (const { id } of open) below.set(id, (below.get(id) ?? new Set()).add(unit.id));
  }
  return below;
}

export type Wall = Awaited<ReturnType<typeof readWall>>;

/** Every model over the last twelve months, as the units of a scope report them. */
export async function readWall(db: Db, actor: Actor, month: Month | undefined, { today, timeZone }: Asked) {
  const { periodOf } = await readCalendar(db, timeZone);
  const last = month ?? nearestPeriod(today, periodOf).month;
  const months = Array.from({ length: 12 }, (_, at) => plusMonths(last, at - 11));
  const scope = await seenUnits(db, actor, today);
  const lines = await listSentLines(db, scope, { from: months[0] ?? last, to: last });
  const owed = (await listObligations(db, periodOf(last), today)).filter(({ unitId }) => covers(scope, unitId)).flatMap(({ models }) => models.map(({ number }) => number));
  // Whoever sees only some units looks at what these carry or have reported; a gap in the whole picture is a fact.
  const rows = wallRows(await listModels(db, periodOf(last).lastDay), months, lines).filter(({ number, cells }) => scope === 'ALL' || owed.includes(number) || cells.some(({ units }) => units > 0));
  return { month: last, months, rows, take: wallTake(rows) };
}

/** What the units of a scope reported of one model, month by month, the last one first. */
export async function modelMonths(db: Db, actor: Actor, model: number, { today, timeZone }: Asked): Promise<{ month: Month; statuses: StatusCounts; units: number }[]> {
  const { periodOf } = await readCalendar(db, timeZone);
  const last = nearestPeriod(today, periodOf).month;
  const lines = (await listSentLines(db, await seenUnits(db, actor, today), { from: plusMonths(last, -11), to: last })).filter((line) => line.model === model);
  return [...Map.groupBy(lines, ({ month }) => month)].map(([month, own]) => ({ month, statuses: countStatuses(own), units: own.length })).toReversed();
}
