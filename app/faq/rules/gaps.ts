/** Why a question counts as a gap. */
export const gapSignals = ['NO_RESULT', 'NO_CLICK', 'DESK', 'NOT_HELPFUL'] as const;
export type GapSignal = (typeof gapSignals)[number];

/** One wording as it was asked, with how often and why. */
export interface Asked {
  fold: string;
  /** As somebody typed it. */
  words: string;
  signals: Partial<Record<GapSignal, number>>;
  thisWeek: number;
  weekBefore: number;
}
export interface Gap extends Asked {
  /** Every wording of it, the most frequent first. */
  wordings: Asked[];
}

/** Groups of fewer citizens are not shown apart. */
export const smallestGroup = 10;
/** From this likeness on two wordings are one question. */
export const sameQuestion = 0.6;
/** From this likeness on an existing answer is worth a look. */
export const nearQuestion = 0.35;

const emptyWords = new Set(['la', 'thi', 'co', 'cho', 'cua', 'va', 'o', 'dau', 'lam', 'sao', 'the', 'nao', 'gi', 'can', 'phai', 'toi', 'em', 'anh', 'chi', 'khong', 'duoc', 'bi', 'khi', 'voi', 'hoi', 'xin', 'a', 'muon', 'nhu', 'thi']);

/** The words that carry a folded question; all of them when nothing else is left. */
export function keyWords(folded: string): ReadonlySet<string> {
  const words = folded.split(' ').filter(Boolean);
  const carrying = words.filter((word) => !emptyWords.has(word));
  return new Set(carrying.length > 0 ? carrying : words);
}

/** Dice's measure over the words that carry: 0 for nothing in common, 1 for the same. */
export function likeness(one: ReadonlySet<string>, two: ReadonlySet<string>): number {
  if (one.size + two.size === 0) return 0;
  let common = 0;
  for (const word of one) if (two.has(word)) common += 1;
  return (2 * common) / (one.size + two.size);
}

const total = ({ signals }: Asked): number => gapSignals.reduce((sum, signal) => sum + (signals[signal] ?? 0), 0);

/** Puts wordings of one question together: each joins the most frequent one that it is like, so that the result does not depend on the order of reading. */
export function clusterGaps(asked: readonly Asked[]): Gap[] {
  const groups: { words: ReadonlySet<string>; members: Asked[] }[] = [];
  for (const one of asked.toSorted((a, b) => total(b) - total(a) || (a.fold < b.fold ? -1 : 1))) {
    const words = keyWords(one.fold);
    const home = groups.find((group) => likeness(group.words, words) >= sameQuestion);
    if (home) home.members.push(one);
    else groups.push({ words, members: [one] });
  }
  return groups.map(({ members }) => gapOf(members)).toSorted((a, b) => total(b) - total(a) || (a.fold < b.fold ? -1 : 1));
}

function gapOf(members: Asked[]): Gap {
  const [first] = members;
  const sum = (pick: (one: Asked) => number) => members.reduce((all, one) => all + pick(one), 0);
  const signals = Object.fromEntries(gapSignals.map((signal) => [signal, sum((one) => one.signals[signal] ?? 0)]).filter(([, count]) => count !== 0));
  return { fold: first?.fold ?? '', words: first?.words ?? '', signals, thisWeek: sum((one) => one.thisWeek), weekBefore: sum((one) => one.weekBefore), wordings: members };
}

export const askedTimes = total;

/**
 * Whether a question is asked more often this week than chance explains. If nothing had changed, each asking would fall into either week with the same
 * probability, so this week's count is binomial with one half; it is a spike when so many or more have a probability below 1 % and there are at least five.
 */
export function isSpike(thisWeek: number, weekBefore: number): boolean {
  return thisWeek >= 5 && upperTail(thisWeek, thisWeek + weekBefore) < 0.01;
}

/** P(X ≥ k) of a binomial with n tries and one half, summed in logarithms so that large counts do not overflow. */
export function upperTail(k: number, n: number): number {
  let logTerm = -n * Math.LN2;
  let sum = 0;
  for (let i = 0; i <= n; i += 1) {
    if (i >= k) sum += Math.exp(logTerm);
    logTerm += Math.log((n - i) / (i + 1));
  }
  return Math.min(1, sum);
}

/** Counts by group with the small ones put together. When these are still few, the next larger group joins them, so that nobody can subtract them from a total. */
export function safeGroups<Group extends { name: string; count: number }>(counts: readonly Group[]): { shown: Group[]; rest: number } {
  const shown = counts.filter(({ count }) => count >= smallestGroup).toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'vi'));
  let rest = counts.filter(({ count }) => count < smallestGroup).reduce((sum, { count }) => sum + count, 0);
  if (rest > 0 && rest < smallestGroup) rest += shown.pop()?.count ?? 0;
  return { shown, rest: rest >= smallestGroup ? rest : 0 };
}
