import type { Random } from './random.ts';

/** How people answer a question that is not as it should be. `misleading`: who knows much reads too much into it. `unclear`: everybody guesses. `hard`: hardly anybody knows it. */
export type Oddity = 'misleading' | 'unclear' | 'hard';

/** A few questions of the demo that their editors should look at: by course and key. */
export const oddQuestions: Readonly<Record<string, Oddity>> = {
  'an-toan-thong-tin/m2-q02': 'misleading',
  'an-toan-thong-tin/m4-q04': 'unclear',
  'an-toan-thong-tin/m4-q05': 'hard',
};

/** Whether somebody gets such a question right. Skills lie between 0.72 and 0.99, most of them near 0.92. */
export function knowsOdd(oddity: Oddity, skill: number, random: Random): boolean {
  if (oddity === 'misleading') return random.chance(skill < 0.92 ? 0.95 : 0.05);
  return random.chance(oddity === 'unclear' ? 0.6 : 0.2);
}
