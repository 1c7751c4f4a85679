export type PrizeKind = 'FIRST' | 'SECOND' | 'THIRD' | 'CONSOLATION' | 'SPECIAL';
export interface Prize {
  id: string;
  kind: PrizeKind;
  title: string;
  count: number;
  position: number;
}
interface Ranked {
  entry: string;
  rank: number;
}

/** How many entries the ranking alone gives a prize; special prizes stand beside it. */
export function placesOf(prizes: readonly Prize[]): number {
  return byRank(prizes).reduce((total, { count }) => total + count, 0);
}

/**
 * The prizes that an entry may get without a word: those of all the places that its tie covers. Null stands for none. Anything else is a departure from the
 * ranking, which the council may decide, with its reason.
 */
export function expectedPrizes(lines: readonly Ranked[], entry: string, prizes: readonly Prize[]): (string | null)[] {
  const own = lines.find((line) => line.entry === entry);
  if (!own) return [];
  const seats = byRank(prizes).flatMap(({ id, count }) => Array.from({ length: count }, () => id));
  const shared = lines.filter(({ rank }) => rank === own.rank).length;
  return [...new Set(Array.from({ length: shared }, (_, at) => seats[own.rank - 1 + at] ?? null))];
}

/** Whether a decision needs its reason: it departs from the ranking, or the prize is one that no ranking gives. */
export function needsReason(lines: readonly Ranked[], entry: string, prizeId: string | null, prizes: readonly Prize[]): boolean {
  return !expectedPrizes(lines, entry, prizes).includes(prizeId);
}

/** Entries within the prizes about which nothing has been decided: a publication waits for them. */
export function undecided(lines: readonly Ranked[], decided: ReadonlySet<string>, prizes: readonly Prize[]): string[] {
  return lines.filter(({ entry }) => !decided.has(entry) && !expectedPrizes(lines, entry, prizes).includes(null)).map(({ entry }) => entry);
}

const byRank = (prizes: readonly Prize[]): Prize[] => prizes.filter(({ kind }) => kind !== 'SPECIAL').toSorted((a, b) => a.position - b.position);
