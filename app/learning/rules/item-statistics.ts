/** Sums over the answers to a question, with what each person reached in the rest of that attempt (0 to 1). They add up over versions. */
export interface ItemSums {
  answers: number;
  /** How many marked it for review while they answered. */
  flags: number;
  points: number;
  pointsSquared: number;
  rest: number;
  restSquared: number;
  product: number;
}

/** What an editor should think of a question. `few`: too few answers to say anything. */
export const verdicts = ['few', 'reversed', 'hard', 'weak', 'easy', 'fine'] as const;
export type Verdict = (typeof verdicts)[number];

export interface ItemStatistics {
  answers: number;
  /** Mean of what answers were worth; null with too few of them, as everything below. */
  facility: number | null;
  /** Corrected item–total correlation with its 99 % interval; null also where everybody answered alike. */
  discrimination: { value: number; low: number; high: number } | null;
  flagShare: number | null;
  verdict: Verdict;
}

/** Below this, shares and correlations are mostly chance. */
export const fewAnswers = 30;
/** Below it people know less than by guessing among three options. */
const hardBelow = 1 / 3;
/** Above it hardly anybody is left to be told apart. */
const easyAbove = 0.95;
/** Ebel, R. L. (1972), Essentials of Educational Measurement: an item that discriminates below 0.20 is poor and to be rejected or rewritten. */
const weakBelow = 0.2;
/** What most people are meant to master by then need not tell them apart. */
const weakUpTo = 0.8;
/** 99 %: of a bank of two hundred questions about one is called suspicious by chance alone. */
const certainty = 2.576;

/** Of one answer: what it was worth, and what the person reached in the rest of her attempt. */
export function sumsOf(answers: readonly { points: number; rest: number; isFlagged: boolean }[]): ItemSums {
  const sums: ItemSums = { answers: 0, flags: 0, points: 0, pointsSquared: 0, rest: 0, restSquared: 0, product: 0 };
  for (const { points, rest, isFlagged } of answers) {
    sums.answers += 1;
    sums.flags += isFlagged ? 1 : 0;
    sums.points += points;
    sums.pointsSquared += points * points;
    sums.rest += rest;
    sums.restSquared += rest * rest;
    sums.product += points * rest;
  }
  return sums;
}

/** Share right, discrimination and a verdict; none of them from too few answers. */
export function itemStatistics(sums: ItemSums): ItemStatistics {
  const { answers } = sums;
  if (answers < fewAnswers) return { answers, facility: null, discrimination: null, flagShare: null, verdict: 'few' };
  const facility = sums.points / answers;
  const discrimination = correlation(sums);
  return { answers, facility, discrimination, flagShare: sums.flags / answers, verdict: verdictOf(facility, discrimination) };
}

/**
 * Henrysson, S. (1963), Correction of item-total correlations in item analysis, Psychometrika 28, 211–218: the item against the total
 * without it. The interval is Fisher's (1921). Groups of the upper and lower 27 % would need one total for all; here everybody draws other questions.
 */
function correlation({ answers: n, points, pointsSquared, rest, restSquared, product }: ItemSums): ItemStatistics['discrimination'] {
  const [ofPoints, ofRest] = [pointsSquared - points ** 2 / n, restSquared - rest ** 2 / n];
  if (ofPoints < 1e-9 || ofRest < 1e-9) return null;
  const value = Math.min(1, Math.max(-1, (product - (points * rest) / n) / Math.sqrt(ofPoints * ofRest)));
  const [z, width] = [Math.atanh(value), certainty / Math.sqrt(n - 3)];
  return { value, low: Math.tanh(z - width), high: Math.tanh(z + width) };
}

/** Only what the interval as a whole says is said: a value that could as well be chance is no fault of the question. */
function verdictOf(facility: number, discrimination: ItemStatistics['discrimination']): Verdict {
  if (discrimination && discrimination.high < 0) return 'reversed';
  if (facility < hardBelow) return 'hard';
  if (facility > easyAbove) return 'easy';
  return facility <= weakUpTo && discrimination && discrimination.high < weakBelow ? 'weak' : 'fine';
}

/** Worth looking at before it is asked again. */
export function isSuspicious(verdict: Verdict): boolean {
  return verdict === 'reversed' || verdict === 'hard' || verdict === 'weak';
}
