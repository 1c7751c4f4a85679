import { fitLinked, type Scored } from './standing-model.ts';

export type ScoringMethod = 'ADDITIVE' | 'RAW_MEAN';
export interface Criterion {
  id: string;
  title: string;
  weight: number;
  maxScore: number;
  position: number;
}
/** A locked sheet with its value for every criterion; somebody who abstained has none. */
export interface LockedSheet {
  judge: string;
  entry: string;
  values: ReadonlyMap<string, number>;
}
export interface Line {
  entry: string;
  /** Entries that no rule tells apart share one. */
  rank: number;
  /** 0 to 100. */
  score: number;
  /** Null when there are too few sheets to tell. */
  se: number | null;
  low: number;
  high: number;
  sheets: number;
  /** By criterion, 0 to its maximum. */
  means: Record<string, number>;
  crossesCut: boolean;
  /** Of a finalist: what the pairwise final came to. */
  duels?: { strength: number; se: number | null };
}
export interface Standing {
  method: ScoringMethod;
  lines: Line[];
  /** Between the last entry within the prizes and the first one outside; null when there is no such border. */
  cut: number | null;
  judges: { judge: string; bias: number; se: number | null; sheets: number }[];
}
export type StandingOutcome = { ok: true; standing: Standing } | { ok: false; groups: string[][] };

/** Half the width of the band that holds the true value in 19 of 20 cases, in standard errors. */
const halfBand = 1.96;

/** One sheet as points of a hundred: the share of each criterion's maximum by its weight. */
export function totalOf(values: ReadonlyMap<string, number>, criteria: readonly Criterion[]): number {
  const weights = sum(criteria.map(({ weight }) => weight));
  const points = sum(criteria.map(({ id, weight, maxScore }) => (weight * (values.get(id) ?? 0)) / maxScore));
  return weights > 0 ? (100 * points) / weights : 0;
}

/** What the sheets come to by the method that the contest fixed before any score was seen. Entries that are gone still help to know the judges, but have no place. */
export function standingOf(sheets: readonly LockedSheet[], criteria: readonly Criterion[], how: { method: ScoringMethod; places: number; gone?: ReadonlySet<string> }): StandingOutcome {
  // The order of the rows must not move the last digits of anything that is published.
  const ordered = sheets.toSorted((a, b) => (a.entry === b.entry ? compare(a.judge, b.judge) : compare(a.entry, b.entry)));
  const scored: Scored[] = ordered.map(({ judge, entry, values }) => ({ judge, entry, score: totalOf(values, criteria) }));
  const fit = how.method === 'ADDITIVE' ? fitLinked(scored) : { ok: true as const, entries: rawMeans(scored), judges: deviations(scored) };
  if (!fit.ok) {
    // Groups without an entry that still has a place need not be compared with anybody.
    const placed = fit.groups.filter((group) => group.some((entry) => !how.gone?.has(entry)));
    if (placed.length === 0 || placed.length === fit.groups.length) return { ok: false, groups: fit.groups };
    const kept = new Set(placed.flat());
    return standingOf(sheets.filter(({ entry }) => kept.has(entry)), criteria, how);
  }
  const byEntry = Map.groupBy(ordered, ({ entry }) => entry);
  const lines = rank([...fit.entries].filter(([entry]) => !how.gone?.has(entry)).map(([entry, { score, se }]) => lineOf(entry, { score, se }, byEntry.get(entry) ?? [], criteria)), criteria);
  const cut = cutOf(lines, how.places);
  const counts = Map.groupBy(scored, ({ judge }) => judge);
  const judges = [...fit.judges].map(([judge, { bias, se }]) => ({ judge, bias: tidy(bias), se: known(se), sheets: counts.get(judge)?.length ?? 0 })).toSorted((a, b) => b.bias - a.bias || compare(a.judge, b.judge));
  return { ok: true, standing: { method: how.method, cut, judges, lines: lines.map((line) => ({ ...line, crossesCut: cut !== null && (line.se === null || (line.low <= cut && line.high >= cut)) })) } };
}

function lineOf(entry: string, fit: { score: number; se: number | null }, sheets: readonly LockedSheet[], criteria: readonly Criterion[]): Line {
  const [score, se] = [tidy(fit.score), known(fit.se)];
  const reach = halfBand * (se ?? 0);
  const means = Object.fromEntries(criteria.map(({ id }) => [id, tidy(sum(sheets.map(({ values }) => values.get(id) ?? 0)) / Math.max(1, sheets.length))]));
  return { entry, rank: 0, score, se, low: tidy(score - reach), high: tidy(score + reach), sheets: sheets.length, means, crossesCut: false };
}

/** Points are compared as they are shown, with two decimals; then the heaviest criterion decides, then the next; who is still equal shares a place. */
function rank(lines: readonly Line[], criteria: readonly Criterion[]): Line[] {
  const byWeight = criteria.toSorted((a, b) => b.weight - a.weight || a.position - b.position);
  const key = (line: Line): number[] => [shown(line.score), ...byWeight.map(({ id }) => shown(line.means[id] ?? 0))];
  const before = (a: Line, b: Line): number => key(b).map((value, at) => value - (key(a)[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
  const ordered = lines.toSorted((a, b) => before(a, b) || compare(a.entry, b.entry));
  const ranked: Line[] = [];
  for (const [at, line] of ordered.entries()) {
    const last = ranked.at(-1);
    ranked.push({ ...line, rank: last && before(last, line) === 0 ? last.rank : at + 1 });
  }
  return ranked;
}

function cutOf(lines: readonly Line[], places: number): number | null {
  const [last, next] = [lines[places - 1], lines[places]];
  return last && next ? tidy((last.score + next.score) / 2) : null;
}

/** The plain mean; all entries share one spread, because three sheets of one entry say little about it. */
function rawMeans(scores: readonly Scored[]): Map<string, { score: number; se: number | null }> {
  const byEntry = [...Map.groupBy(scores, ({ entry }) => entry)].map(([entry, list]) => ({ entry, count: list.length, mean: sum(list.map(({ score }) => score)) / list.length, list }));
  const spare = scores.length - byEntry.length;
  const rest = sum(byEntry.flatMap(({ list, mean }) => list.map(({ score }) => (score - mean) ** 2)));
  const sigma = spare > 0 ? Math.sqrt(rest / spare) : null;
  return new Map(byEntry.map(({ entry, mean, count }) => [entry, { score: mean, se: sigma === null ? null : sigma / Math.sqrt(count) }]));
}

/** How far each judge lies from the mean of the entries that she had: shown, not taken out. */
function deviations(scores: readonly Scored[]): Map<string, { bias: number; se: number | null }> {
  const means = rawMeans(scores);
  const byJudge = Map.groupBy(scores, ({ judge }) => judge);
  return new Map([...byJudge].map(([judge, list]) => [judge, { bias: sum(list.map(({ entry, score }) => score - (means.get(entry)?.score ?? 0))) / list.length, se: null }]));
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** What reaches a file or a hash: six decimals, no minus nought. */
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6 + 0;
const shown = (value: number): number => Math.round(value * 100);
const known = (se: number | null): number | null => (se === null ? null : tidy(se));
