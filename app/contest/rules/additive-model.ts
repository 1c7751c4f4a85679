import { filled, inverseOf, type Matrix } from './matrix.ts';

/** What a judge gave an entry, all criteria together. */
export interface Scored {
  entryId: string;
  judgeId: string;
  value: number;
}
export interface EntryEstimate {
  entryId: string;
  /** The score without the strictness of its judges. */
  score: number;
  /** Null when nothing is left over to judge the scatter by. */
  standardError: number | null;
  reviews: number;
}
export interface JudgeEstimate {
  judgeId: string;
  /** How much higher than the others of the group this judge scores. */
  bias: number;
  standardError: number | null;
  reviews: number;
}
export interface AdditiveFit {
  entries: EntryEstimate[];
  judges: JudgeEstimate[];
  /** Scatter of a single score around entry + judge. */
  residual: number | null;
  /** Groups of judges linked through shared entries. Scores of different groups stand on scales that nothing joins. */
  groups: string[][];
  isConnected: boolean;
}

/**
 * Score = entry + judge, by least squares, with the judges of a linked group summing to zero. Right when judges read unlike entries: whoever got the
 * weak entries is not taken for strict. @throws RangeError when a judge scored an entry twice or a value is not a number
 */
export function fitAdditive(scores: readonly Scored[]): AdditiveFit {
  const table = tableOf(scores);
  const { byEntry, judges } = table;
  const groups = groupsIn(table);
  const covariance = pseudoInverse(table, groups);
  const pulls = judges.map((_, judge) => table.pulls[judge] as number);
  const bias = covariance.map((row) => row.reduce((sum, weight, other) => sum + weight * (pulls[other] as number), 0));
  const means = byEntry.map((own) => average(own.map(({ judge, value }) => value - (bias[judge] as number))));
  const squares = byEntry.reduce((sum, own, entry) => sum + own.reduce((part, { judge, value }) => part + (value - (means[entry] as number) - (bias[judge] as number)) ** 2, 0), 0);
  const freedom = scores.length - byEntry.length - judges.length + groups.length;
  const variance = freedom > 0 ? squares / freedom : null;
  const error = (share: number) => (variance === null ? null : Math.sqrt(Math.max(0, variance * share)));
  return {
    entries: byEntry.map((own, at) => ({ entryId: table.entries[at] as string, score: means[at] as number, standardError: error(1 / own.length + spread(own.map(({ judge }) => judge), covariance)), reviews: own.length })),
    judges: judges.map((judgeId, at) => ({ judgeId, bias: bias[at] as number, standardError: error(covariance[at]?.[at] ?? 0), reviews: table.counts[at] as number })),
    residual: variance === null ? null : Math.sqrt(variance),
    groups: groups.map((group) => group.map((judge) => judges[judge] as string)),
    isConnected: groups.length <= 1,
  };
}

interface Table {
  entries: string[];
  judges: string[];
  byEntry: { judge: number; value: number }[][];
  /** The judges' equations once the entries are taken out of them. */
  matrix: Matrix;
  pulls: number[];
  counts: number[];
}

function tableOf(scores: readonly Scored[]): Table {
  const judges = [...new Set(scores.map((score) => score.judgeId))].toSorted();
  const place = new Map(judges.map((judge, at) => [judge, at]));
  const grouped = [...Map.groupBy(scores, (score) => score.entryId)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const byEntry = grouped.map(([, own]) => own.map(({ judgeId, value }) => ({ judge: place.get(judgeId) as number, value })));
  const matrix = filled(judges.length, 0);
  const pulls = judges.map(() => 0);
  const counts = judges.map(() => 0);
  for (const own of byEntry) {
    if (new Set(own.map(({ judge }) => judge)).size < own.length || !own.every(({ value }) => Number.isFinite(value))) throw new RangeError('One number for each judge of an entry');
    const mean = average(own.map(({ value }) => value));
    for (const { judge, value } of own) {
      const row = matrix[judge] as number[];
      row[judge] = (row[judge] as number) + 1;
      pulls[judge] = (pulls[judge] as number) + value - mean;
      counts[judge] = (counts[judge] as number) + 1;
      for (const { judge: other } of own) row[other] = (row[other] as number) - 1 / own.length;
    }
  }
  return { entries: grouped.map(([entryId]) => entryId), judges, byEntry, matrix, pulls, counts };
}

function groupsIn({ judges, byEntry }: Table): number[][] {
  const parent = judges.map((_, at) => at);
  const top = (judge: number): number => (parent[judge] === judge ? judge : (parent[judge] = top(parent[judge] as number)));
  for (const [first, ...others] of byEntry) for (const { judge } of others) parent[top(judge)] = top(first?.judge ?? judge);
  return [...Map.groupBy(judges.keys(), top).values()];
}

/** Each linked group's equations fit up to a constant; the sum of zero settles it. */
function pseudoInverse({ matrix }: Table, groups: readonly (readonly number[])[]): Matrix {
  const whole = filled(matrix.length, 0);
  for (const group of groups) {
    const share = 1 / group.length;
    const inverse = inverseOf(group.map((one) => group.map((other) => (matrix[one]?.[other] ?? 0) + share)));
    for (const [row, one] of group.entries()) for (const [column, other] of group.entries()) (whole[one] as number[])[other] = (inverse?.[row]?.[column] ?? share) - share;
  }
  return whole;
}

/** How much the judges' uncertainty moves the mean of those who read one entry. */
function spread(judges: readonly number[], covariance: Matrix): number {
  return judges.reduce((sum, one) => sum + judges.reduce((part, other) => part + (covariance[one]?.[other] ?? 0), 0), 0) / judges.length ** 2;
}

export const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The plain mean of each entry, for comparison. */
export function rawMeans(scores: readonly Scored[]): Map<string, number> {
  return new Map([...Map.groupBy(scores, (score) => score.entryId)].map(([entryId, own]) => [entryId, average(own.map(({ value }) => value))]));
}

/** The mean of each entry after every judge's scores were brought to mean 0 and scatter 1, for comparison: wrong when judges read unlike entries. */
export function zScoreMeans(scores: readonly Scored[]): Map<string, number> {
  const scaled = [...Map.groupBy(scores, (score) => score.judgeId).values()].flatMap((own) => {
    const mean = average(own.map(({ value }) => value));
    const scatter = Math.sqrt(average(own.map(({ value }) => (value - mean) ** 2)));
    return own.map((score) => ({ ...score, value: scatter > 0 ? (score.value - mean) / scatter : 0 }));
  });
  return rawMeans(scaled);
}
