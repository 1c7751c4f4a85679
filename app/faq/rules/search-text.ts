import { fold } from '../../platform/text/fold.ts';
import { normaliseText } from '../../platform/text/normalise.ts';

/** A word as it was written (lower case, composed) and folded. */
export interface Word {
  form: string;
  fold: string;
}

const longestWord = 40;
/** Only letters, marks, digits and what separates them; such a text needs no cleaning. Most are, and cleaning costs as much as taking a text apart. */
const isPlain = /^[\n -~\u00A1-\u00AC\u00AE-\u1FFF\u2010-\u2027\u2030-\u205F\u20A0-\u2BFF]*$/;
const piece = /[\p{L}\p{M}\p{N}]+/gu;

/** The pieces of a text that can be words, as they are written. Whatever is neither letter nor digit only separates: operators, quotes, pictures. */
export function piecesOf(text: string): string[] {
  return (isPlain.test(text) ? text : normaliseText(text)).normalize('NFC').toLowerCase().normalize('NFC').match(piece) ?? [];
}

/** A piece as a word; null for what consists of marks alone or is longer than any word. */
export function wordOf(form: string): Word | null {
  const folded = form.length > longestWord ? '' : fold(form).replaceAll(' ', '');
  return folded === '' ? null : { form, fold: folded };
}

/** The words of a text. */
export function wordsOf(text: string, most = Number.POSITIVE_INFINITY): Word[] {
  const words: Word[] = [];
  for (const form of piecesOf(text)) {
    if (words.length >= most) break;
    const word = wordOf(form);
    if (word) words.push(word);
  }
  return words;
}

const tones = '\u0300\u0301\u0309\u0303\u0323';
const anyTone = /[\u0300\u0301\u0309\u0303\u0323]/g;

/** The letters of a form without its tone, and the tone by itself. */
export interface Spelling {
  letters: string;
  tone: number;
}

/** Takes a word apart, so that the place of its tone mark does not count: hoà and hòa are spelled alike. */
export function spellingOf(form: string): Spelling {
  const decomposed = form.normalize('NFD');
  const [mark = ''] = decomposed.match(anyTone) ?? [];
  return { letters: decomposed.replace(anyTone, '').normalize('NFC'), tone: mark === '' ? 0 : tones.indexOf(mark) + 1 };
}

/** How well a typed word fits a written one that folds alike. */
export type Fit = 'exact' | 'placed' | 'lesser' | 'other';

/** Tells the same word, the same with its tone mark placed the other way, one that was typed with fewer marks, and another word of the same letters. */
export function fitOf(typed: string, written: string): Fit {
  if (typed === written) return 'exact';
  const [a, b] = [spellingOf(typed), spellingOf(written)];
  if (a.letters === b.letters && a.tone === b.tone) return 'placed';
  return (a.tone === 0 || a.tone === b.tone) && isLesser(a.letters, b.letters) ? 'lesser' : 'other';
}

function isLesser(typed: string, written: string): boolean {
  return typed.length === written.length && [...typed].every((letter, at) => letter === written[at] || letter === fold(letter));
}

/** True when a word carries any mark. */
export const isMarked = ({ form, fold: folded }: Word): boolean => form !== folded;
