import { seededRandom, shuffled } from './seeded-random.ts';

/** How many judges compare each pair, where so many have no tie to either. */
export const judgesPerPair = 3;

export interface DuelTask {
  entries: readonly string[];
  judges: readonly string[];
  conflicts: readonly { judgeId: string; entryId: string }[];
  seed: number;
}
export interface PlannedDuel {
  judge: string;
  a: string;
  b: string;
}

/**
 * Gives every pair to judges without a tie to either entry, the least busy first, so that loads differ as little as ties allow; sides are drawn.
 * @returns the duels, and the pairs that nobody may compare
 */
export function planDuels({ entries, judges, conflicts, seed }: DuelTask): { duels: PlannedDuel[]; without: [string, string][] } {
  const random = seededRandom(seed);
  const tied = new Set(conflicts.map(({ judgeId, entryId }) => `${judgeId} ${entryId}`));
  const loads = new Map(judges.map((judge) => [judge, 0]));
  const duels: PlannedDuel[] = [];
  const without: [string, string][] = [];
  for (const [one, other] of shuffled(pairsOf(entries), random)) {
    const free = shuffled(judges.filter((judge) => !tied.has(`${judge} ${one}`) && !tied.has(`${judge} ${other}`)), random).toSorted((a, b) => (loads.get(a) ?? 0) - (loads.get(b) ?? 0));
    if (free.length === 0) without.push([one, other]);
    for (const judge of free.slice(0, judgesPerPair)) {
      loads.set(judge, (loads.get(judge) ?? 0) + 1);
      const [a, b] = random() < 0.5 ? [one, other] : [other, one];
      duels.push({ judge, a, b });
    }
  }
  return { duels, without };
}

function pairsOf(entries: readonly string[]): [string, string][] {
  return entries.flatMap((one, at) => entries.slice(at + 1).map((other): [string, string] => [one, other]));
}
