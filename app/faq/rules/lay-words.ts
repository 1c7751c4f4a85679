import { fitOf, wordsOf, type Word } from './search-text.ts';

/** An abbreviation, a lay word or an old name, and what it means. Both ways: who types either finds both. */
export interface WordPair {
  word: string;
  meaning: string;
}

/** A saying of one or several words with everything that says the same. */
interface Saying {
  words: readonly Word[];
  others: (readonly Word[])[];
}
export interface Lexicon {
  sayings: ReadonlyMap<string, readonly Saying[]>;
  longest: number;
}
export const emptyLexicon: Lexicon = { sayings: new Map(), longest: 0 };

const keyOf = (words: readonly Word[]): string => words.map(({ fold }) => fold).join(' ');
const textOf = (words: readonly Word[]): string => words.map(({ form }) => form).join(' ');

/** Puts pairs together: a word leads to its meanings and to the other words of the same meaning, never from one meaning to another. */
export function lexiconOf(pairs: readonly WordPair[]): Lexicon {
  const said = new Map<string, readonly Word[]>();
  const read = (text: string) => {
    const words = wordsOf(text);
    said.set(textOf(words), said.get(textOf(words)) ?? words);
    return textOf(words);
  };
  const [meanings, wordsFor] = [new Map<string, Set<string>>(), new Map<string, Set<string>>()];
  for (const pair of pairs) {
    const [word, meaning] = [read(pair.word), read(pair.meaning)];
    if (word === '' || meaning === '' || word === meaning) continue;
    addTo(meanings, word, meaning);
    addTo(wordsFor, meaning, word);
  }
  const sayings = new Map<string, Saying[]>();
  for (const [text, words] of said) {
    const own = meanings.get(text) ?? new Set<string>();
    const others = new Set([...own, ...(wordsFor.get(text) ?? []), ...[...own].flatMap((meaning) => [...(wordsFor.get(meaning) ?? [])])]);
    others.delete(text);
    if (others.size > 0) sayings.set(keyOf(words), [...(sayings.get(keyOf(words)) ?? []), { words, others: [...others].map((other) => said.get(other) ?? []) }]);
  }
  return { sayings, longest: Math.max(0, ...[...said.values()].map((words) => words.length)) };
}

/** The longest saying that begins at a place of a question, and what else says the same. Marks that were typed must not speak against it. */
export function sayingAt(lexicon: Lexicon, words: readonly Word[], at: number): { length: number; others: (readonly Word[])[] } | null {
  for (let length = Math.min(lexicon.longest, words.length - at); length > 0; length -= 1) {
    const typed = words.slice(at, at + length);
    const fitting = (lexicon.sayings.get(keyOf(typed)) ?? []).filter((saying) => typed.every((word, place) => fitOf(word.form, saying.words[place]?.form ?? '') !== 'other'));
    if (fitting.length > 0) return { length, others: fitting.flatMap(({ others }) => others) };
  }
  return null;
}

function addTo(map: Map<string, Set<string>>, key: string, value: string): void {
  map.set(key, (map.get(key) ?? new Set()).add(value));
}
