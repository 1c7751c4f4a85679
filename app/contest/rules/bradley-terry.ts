import { filled, inverseOf } from './matrix.ts';

/** One comparison of two finalists; a draw counts as half a win for each. */
export interface Duel {
  a: string;
  b: string;
  winner: 'a' | 'b' | 'draw';
}
export interface Strength {
  id: string;
  /** Logarithm of the strength; all of them sum to zero. */
  strength: number;
  standardError: number;
}
export interface PairwiseFit {
  ranking: Strength[];
  /** False when somebody won or lost everything, or groups never met: the order then rests partly on the half duel that everybody draws with an average finalist. */
  isDetermined: boolean;
}

/**
 * Strengths from duels (Bradley–Terry) by the MM algorithm of Hunter (2004), with standard errors from the information matrix.
 * @throws RangeError for a duel of somebody unknown or with herself
 */
export function fitPairwise(ids: readonly string[], duels: readonly Duel[]): PairwiseFit {
  const { wins, met } = countDuels(ids, duels);
  const isDetermined = ids.length < 2 || (canReachAll(wins, (from, to) => wins[from]?.[to] ?? 0) && canReachAll(wins, (from, to) => wins[to]?.[from] ?? 0));
  // Half a duel drawn with an average finalist keeps strengths finite where nothing else does.
  const ghost = isDetermined ? 0 : 0.5;
  const strengths = climb(wins, met, ghost);
  const errors = errorsOf(strengths, met, ghost);
  const ranking = ids.map((id, at) => ({ id, strength: Math.log(strengths[at] as number), standardError: errors[at] as number }));
  return { ranking: ranking.toSorted((one, other) => other.strength - one.strength || (one.id < other.id ? -1 : 1)), isDetermined };
}

function countDuels(ids: readonly string[], duels: readonly Duel[]): { wins: number[][]; met: number[][] } {
  const place = new Map(ids.map((id, at) => [id, at]));
  const wins = filled(ids.length, 0);
  const met = filled(ids.length, 0);
  const count = (rows: number[][], from: number, to: number, by: number) => ((rows[from] as number[])[to] = (rows[from]?.[to] ?? 0) + by);
  for (const { a, b, winner } of duels) {
    const [one, other] = [place.get(a), place.get(b)];
    if (one === undefined || other === undefined || one === other) throw new RangeError('A duel is between two finalists');
    count(wins, one, other, winner === 'a' ? 1 : winner === 'draw' ? 0.5 : 0);
    count(wins, other, one, winner === 'b' ? 1 : winner === 'draw' ? 0.5 : 0);
    count(met, one, other, 1);
    count(met, other, one, 1);
  }
  return { wins, met };
}

/** True when everybody hangs below the first by a chain of wins. */
function canReachAll(rows: readonly unknown[], beats: (from: number, to: number) => number): boolean {
  const seen = new Set([0]);
  for (const from of seen) for (const to of rows.keys()) if (beats(from, to) > 0) seen.add(to);
  return seen.size === rows.length;
}

function climb(wins: readonly number[][], met: readonly number[][], ghost: number): number[] {
  let strengths = wins.map(() => 1);
  const won = wins.map((row) => row.reduce((sum, count) => sum + count, ghost / 2));
  // Most finalists never meet most others, and this is asked thousands of times.
  const rivals = met.map((row) => [...row.entries()].filter(([, count]) => count > 0));
  for (let round = 0; round < 10_000; round += 1) {
    const next = strengths.map((own, at) => {
      let weight = ghost / (own + 1);
      for (const [to, count] of rivals[at] ?? []) weight += count / (own + (strengths[to] as number));
      return weight > 0 ? (won[at] as number) / weight : 1;
    });
    const middle = ghost > 0 ? 1 : Math.exp(next.reduce((sum, own) => sum + Math.log(own), 0) / next.length);
    const scaled = next.map((own) => own / middle);
    const moved = Math.max(0, ...scaled.map((own, at) => Math.abs(Math.log(own / (strengths[at] as number)))));
    strengths = scaled;
    if (moved < 1e-10) break;
  }
  const middle = Math.exp(strengths.reduce((sum, own) => sum + Math.log(own), 0) / strengths.length);
  return strengths.map((own) => own / middle);
}

function errorsOf(strengths: readonly number[], met: readonly number[][], ghost: number): number[] {
  const share = 1 / strengths.length;
  const information = filled(strengths.length, share);
  const add = (row: number, column: number, by: number) => ((information[row] as number[])[column] = (information[row]?.[column] ?? 0) + by);
  for (const [one, own] of strengths.entries()) {
    add(one, one, (ghost * own) / (own + 1) ** 2);
    for (const [other, theirs] of strengths.entries()) {
      const known = ((met[one]?.[other] ?? 0) * own * theirs) / (own + theirs) ** 2;
      add(one, one, known);
      add(one, other, -known);
    }
  }
  const inverse = inverseOf(information);
  return strengths.map((_, at) => (inverse ? Math.sqrt(Math.max(0, (inverse[at]?.[at] ?? 0) - (ghost > 0 ? 0 : share))) : Infinity));
}
