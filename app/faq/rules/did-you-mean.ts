import { knownTerm, pairCount, termsFrom, type AnswerIndex, type Term } from './search-index.ts';
import type { Word } from './search-text.ts';

/** Shorter words are near to too many others. */
const shortest = 3;
/** A word that exists is doubted only when another fits its neighbours this often and it never does. */
const doubted = 3;

export interface Correction {
  word: Word;
  /** The typed word stands nowhere; one that stands somewhere is only doubted. */
  isSure: boolean;
}

/**
 * Words that were probably meant instead of some that were typed, by place. They come from what the index holds, so from what this reader may see, and fit
 * the words around them.
 */
export function correctWords(index: AnswerIndex, words: readonly Word[]): Map<number, Correction> {
  const corrected = new Map<number, Correction>();
  for (const [at, word] of words.entries()) {
    if (word.fold.length < shortest || /\d/.test(word.fold)) continue;
    const isLast = at === words.length - 1;
    const isKnown = knownTerm(index, word.fold) !== undefined || (isLast && termsFrom(index, word.fold, 1).length > 0);
    const around = { before: corrected.get(at - 1)?.word.fold ?? words[at - 1]?.fold, after: words[at + 1]?.fold };
    if (isKnown && (words.length === 1 || support(index, word.fold, around) > 0)) continue;
    const best = bestNear(index, word, around);
    if (best && (!isKnown || support(index, best.fold, around) >= doubted)) corrected.set(at, { word: asWord(best), isSure: !isKnown });
  }
  return corrected;
}

interface Around {
  before: string | undefined;
  after: string | undefined;
}

function support(index: AnswerIndex, word: string, { before, after }: Around): number {
  return (before === undefined ? 0 : pairCount(index, before, word)) + (after === undefined ? 0 : pairCount(index, word, after));
}

function bestNear(index: AnswerIndex, word: Word, around: Around): Term | null {
  let best: { term: Term; score: number } | null = null;
  for (const term of index.terms.values()) {
    if (term.documents === 0 || term.fold.length < shortest - 1 || !isOneEdit(word.fold, term.fold)) continue;
    const score = 3 * Math.log(1 + support(index, term.fold, around)) + Math.log(1 + term.documents) + (term.fold[0] === word.fold[0] ? 1 : 0);
    if (!best || score > best.score || (score === best.score && term.fold < best.term.fold)) best = { term, score };
  }
  return best && best.term;
}

function asWord(term: Term): Word {
  const [common] = term.forms.filter(({ documents }) => documents > 0).toSorted((a, b) => b.documents - a.documents || (a.form < b.form ? -1 : 1));
  return { form: common?.form ?? term.fold, fold: term.fold };
}

/** True when one letter was added, left out or exchanged, or two neighbours changed places. */
export function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (a.length > b.length) return restA.slice(1) === restB;
  if (a.length < b.length) return restA === restB.slice(1);
  return restA.slice(1) === restB.slice(1) || (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2));
}
