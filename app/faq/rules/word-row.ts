import { fold } from '../../platform/text/fold.ts';
import { normaliseLine } from '../../platform/text/normalise.ts';
import type { WordPair } from './lay-words.ts';
import { wordsOf } from './search-text.ts';

export const wordLettersMost = 80;
export const wordPartsMost = 8;
const plainSigns = /^[\p{L}\p{M}\p{N} .,'’/&()+-]*$/u;
const brokenPiece = /[\p{L}\p{M}\p{N}]{41,}/u;

/** A pair as it is kept: as it was written, and folded, so that the same pair is known again. */
export function wordRow(pair: WordPair) {
  const [word, meaning] = [normaliseLine(pair.word), normaliseLine(pair.meaning)];
  return { word, word_fold: fold(word), meaning, meaning_fold: fold(meaning) };
}

export type WordFault = 'no-word' | 'too-long' | 'too-many' | 'signs' | 'same';

/** What keeps a pair from being of use to the search; null when nothing does. */
export function wordFault(pair: WordPair): { field: 'word' | 'meaning'; fault: WordFault } | null {
  const row = wordRow(pair);
  for (const field of ['word', 'meaning'] as const) {
    const fault = textFault(row[field]);
    if (fault) return { field, fault };
  }
  return row.word_fold === row.meaning_fold ? { field: 'meaning', fault: 'same' } : null;
}

function textFault(text: string): WordFault | null {
  // Pieces that are longer than any word are none to the search.
  if ([...text].length > wordLettersMost || brokenPiece.test(text)) return 'too-long';
  const words = wordsOf(text);
  if (words.length === 0) return 'no-word';
  if (words.length > wordPartsMost) return 'too-many';
  return plainSigns.test(text) ? null : 'signs';
}
