import { fold } from '../../platform/text/fold.ts';

export interface TextToCompare {
  id: string;
  text: string;
}
export interface SimilarPair {
  a: string;
  b: string;
  /** Share of word groups that both have, 0 to 1. */
  share: number;
}

const groupLength = 4;

/** Groups of following words without marks and capitals; a short text is one group. */
export function shingles(text: string, length = groupLength): Set<string> {
  const words = fold(text).split(' ').filter(Boolean);
  if (words.length === 0) return new Set();
  if (words.length <= length) return new Set([words.join(' ')]);
  return new Set(Array.from({ length: words.length - length + 1 }, (_, at) => words.slice(at, at + length).join(' ')));
}

/** Jaccard: what two have in common, of everything that either has. */
export function jaccard(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let common = 0;
  for (const group of one) if (other.has(group)) common += 1;
  return common / (one.size + other.size - common);
}

const fewestLetters = 8;
const sharedWords = 0.8;

/** Whether two titles are the same but for marks, capitals and a word or two; a title of a few letters says too little. */
export function sameTitle(one: string, other: string): boolean {
  const [a, b] = [fold(one).trim(), fold(other).trim()];
  if (a.length < fewestLetters || b.length < fewestLetters) return false;
  return a === b || jaccard(shingles(a, 1), shingles(b, 1)) >= sharedWords;
}

/** Which titles of one list are the same as which of another, by `sameTitle`. Titles without any common word are never looked at. */
export function sameTitles(ones: readonly { id: string; title: string }[], others: readonly { id: string; title: string }[]): [one: string, other: string][] {
  const holders = new Map<string, { id: string; title: string }[]>();
  for (const one of ones) for (const word of shingles(one.title, 1)) holders.set(word, [...(holders.get(word) ?? []), one]);
  return others.flatMap((other) => {
    const words = shingles(other.title, 1);
    const common = new Map<{ id: string; title: string }, number>();
    for (const word of words) for (const one of holders.get(word) ?? []) common.set(one, (common.get(one) ?? 0) + 1);
    return [...common].filter(([one, count]) => one.id !== other.id && count >= words.size * sharedWords && sameTitle(one.title, other.title)).map(([one]): [string, string] => [one.id, other.id]);
  });
}

/** All pairs that have at least so much in common, the most alike first. Pairs without any common group are never looked at. */
export function findSimilar(texts: readonly TextToCompare[], least = 0.15): SimilarPair[] {
  const sets = texts.map(({ text }) => shingles(text));
  const holders = new Map<string, number[]>();
  const common = new Map<number, number>();
  for (const [at, groups] of sets.entries()) {
    for (const group of groups) {
      const others = holders.get(group) ?? [];
      for (const other of others) common.set(other * texts.length + at, (common.get(other * texts.length + at) ?? 0) + 1);
      others.push(at);
      holders.set(group, others);
    }
  }
  return [...common]
    .flatMap(([key, count]): SimilarPair[] => {
      const [one, other] = [Math.floor(key / texts.length), key % texts.length];
      const share = count / ((sets[one]?.size ?? 0) + (sets[other]?.size ?? 0) - count);
      return share >= least ? [{ a: texts[one]?.id ?? '', b: texts[other]?.id ?? '', share }] : [];
    })
    .toSorted((one, other) => other.share - one.share || (one.a < other.a ? -1 : 1));
}

export interface Passage {
  text: string;
  isCommon: boolean;
}

/** A text cut into passages that the other one has, too, and those that it has not: to be read side by side. */
export function commonPassages(text: string, other: string): Passage[] {
  const theirs = shingles(other);
  const words = [...text.matchAll(/\S+\s*/gu)].map((match) => match[0]);
  const folded = words.flatMap((word, at) => fold(word).split(' ').filter(Boolean).map((part) => ({ part, at })));
  const marked = new Set<number>();
  for (let at = 0; at + groupLength <= folded.length; at += 1) {
    const group = folded.slice(at, at + groupLength);
    if (theirs.has(group.map(({ part }) => part).join(' '))) for (const word of group) marked.add(word.at);
  }
  const passages: Passage[] = [];
  for (const [at, word] of words.entries()) {
    const last = passages.at(-1);
    if (last && last.isCommon === marked.has(at)) last.text += word;
    else passages.push({ text: word, isCommon: marked.has(at) });
  }
  return passages;
}
