import { fold } from '../../platform/text/fold.ts';

/** Whether every word of a question begins a word of these texts, marks and case apart; a question without a word fits everything. */
export function holdsWords(question: string, ...texts: readonly string[]): boolean {
  const held = ` ${texts.map(fold).join(' ')}`;
  return fold(question).split(' ').filter(Boolean).every((word) => held.includes(` ${word}`));
}
