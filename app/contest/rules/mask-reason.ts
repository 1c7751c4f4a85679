import { maskIdentities, type Identities } from './mask-identities.ts';

/** The letters under which judges of a final read its entries. */
export interface PairLabels {
  own: string;
  other: string;
  /** Those of all other finalists. */
  rest: readonly string[];
}
export interface MaskWords {
  own: string;
  other: string;
  another: string;
  hidden: string;
}

/** What judges call an entry before its letter. */
const entryWords = '(?:bài dự thi|bài|hồ sơ|phương án|giải pháp|sáng kiến|đề án|entry|entries|option)';
const start = '(?<![\\p{L}\\p{N}\\p{M}])';
const end = '(?![\\p{L}\\p{N}\\p{M}])';
const eitherCase = (letters: readonly string[]) => letters.map((letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`).join('|');

/**
 * Why a judge chose as she did, as the team of one entry of the pair may read it: letters say which entry is meant, no more; names of judges and of the others, their titles, numbers and addresses are hidden.
 * Letters that stand alone are masked in capitals only; rather one masked too many than one too few.
 */
export function maskReason(text: string, { own, other, rest }: PairLabels, identities: Identities, words: MaskWords): string {
  const masked = maskIdentities(text.normalize('NFC'), identities, words.hidden);
  const called = (letters: readonly string[]) => new RegExp(`${start}${entryWords}\\s+(?:${eitherCase(letters)})${end}`, 'giu');
  const alone = (letter: string) => new RegExp(`${start}${letter}${end}`, 'gu');
  const named = [[[own], words.own], [[other], words.other], [rest, words.another]] as const;
  const spoken = named.reduce((said, [letters, word]) => (letters.length > 0 ? said.replace(called(letters), word) : said), masked);
  return spoken.replace(alone(own), words.own).replace(alone(other), words.other);
}
