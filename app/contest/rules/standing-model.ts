/** One total of one judge for one entry. */
export interface Scored {
  judge: string;
  entry: string;
  score: number;
}
/** What the additive model says; or the groups of entries that no judge links, so that no common scale exists. */
export type AdditiveFit =
  | { ok: true; entries: Map<string, { score: number; se: number }>; judges: Map<string, { bias: number; se: number }> }
  | { ok: false; reason: 'disconnected'; groups: string[][] };

/**
 * Fits score = entry + judge by least squares; the judges' leniencies add up to nothing. Entries are eliminated, so that only a system as large as the jury is solved.
 * Standard errors are infinite when there is not one score more than the model needs.
 */
export function fitAdditive(scores: { judge: string; entry: string; score: number }[]): AdditiveFit {
  const groups = linkedEntries(scores);
  if (groups.length > 1) return { ok: false, reason: 'disconnected', groups };
  const byEntry = Map.groupBy(scores, ({ entry }) => entry);
  const judges = [...new Set(scores.map(({ judge }) => judge))].toSorted();
  const place = new Map(judges.map((judge, at) => [judge, at]));
  const at = (judge: string) => place.get(judge) ?? 0;
  const { matrix, right } = reducedSystem([...byEntry.values()], judges.length, at);
  const inverse = invert(matrix);
  const biases = inverse.map((row) => sum(row.map((value, column) => value * (right[column] ?? 0))));
  const meanOf = (list: readonly Scored[]) => sum(list.map(({ score, judge }) => score - (biases[at(judge)] ?? 0))) / list.length;
  const spare = scores.length - byEntry.size - judges.length + 1;
  const rest = sum([...byEntry.values()].flatMap((list) => list.map(({ score, judge }) => (score - meanOf(list) - (biases[at(judge)] ?? 0)) ** 2)));
  const sigma = spare > 0 ? Math.sqrt(rest / spare) : Number.POSITIVE_INFINITY;
  // The constraint adds 1/judges² times one everywhere; that part belongs to no judge.
  const shared = 1 / Math.max(1, judges.length) ** 2;
  const cell = (row: number, column: number) => (inverse[row]?.[column] ?? 0) - shared;
  const errorOf = (list: readonly Scored[]) => 1 / list.length + sum(list.flatMap((one) => list.map((other) => cell(at(one.judge), at(other.judge))))) / list.length ** 2;
  return {
    ok: true,
    entries: new Map([...byEntry].map(([entry, list]) => [entry, { score: meanOf(list), se: sigma * Math.sqrt(Math.max(0, errorOf(list))) }])),
    judges: new Map(judges.map((judge, row) => [judge, { bias: biases[row] ?? 0, se: sigma * Math.sqrt(Math.max(0, cell(row, row))) }])),
  };
}

/** The normal equations of the judges once the entries are taken out, made solvable by the sum that is nothing. */
function reducedSystem(entries: readonly (readonly Scored[])[], size: number, at: (judge: string) => number): { matrix: number[][]; right: number[] } {
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 1));
  const right = Array.from({ length: size }, () => 0);
  const add = (row: number, column: number, value: number) => {
    const line = matrix[row];
    if (line) line[column] = (line[column] ?? 0) + value;
  };
  for (const list of entries) {
    const mean = sum(list.map(({ score }) => score)) / list.length;
    for (const { judge, score } of list) {
      const row = at(judge);
      add(row, row, 1);
      right[row] = (right[row] ?? 0) + score - mean;
      for (const other of list) add(row, at(other.judge), -1 / list.length);
    }
  }
  return { matrix, right };
}

/** Gauss and Jordan with the largest pivot; the matrix is positive definite when all judges are linked. */
function invert(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, at) => [...row, ...Array.from({ length: size }, (_, column) => (column === at ? 1 : 0))]);
  for (let column = 0; column < size; column += 1) {
    const best = rows.slice(column).reduce((found, row, at) => (Math.abs(row[column] ?? 0) > Math.abs(rows[found]?.[column] ?? 0) ? column + at : found), column);
    const [upper, lower] = [rows[column] ?? [], rows[best] ?? []];
    [rows[column], rows[best]] = [lower, upper];
    const pivot = lower[column] ?? 1;
    rows[column] = lower.map((value) => value / pivot);
    for (let row = 0; row < size; row += 1) {
      const factor = rows[row]?.[column] ?? 0;
      if (row !== column && factor !== 0) rows[row] = (rows[row] ?? []).map((value, at) => value - factor * (rows[column]?.[at] ?? 0));
    }
  }
  return rows.map((row) => row.slice(size));
}

/** Entries in groups within which judges link them; one group when everything can be compared. */
function linkedEntries(scores: readonly Scored[]): string[][] {
  const above = new Map<string, string>();
  const top = (key: string): string => {
    let found = key;
    for (let next = above.get(found); next !== undefined; next = above.get(found)) found = next;
    return found;
  };
  for (const { judge, entry } of scores) {
    const [left, right] = [top(`j${judge}`), top(`e${entry}`)];
    if (left !== right) above.set(left, right);
  }
  const entries = [...new Set(scores.map(({ entry }) => entry))].toSorted();
  return [...Map.groupBy(entries, (entry) => top(`e${entry}`)).values()];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
