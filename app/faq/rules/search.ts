import { correctWords } from './did-you-mean.ts';
import { emptyLexicon, type Lexicon } from './lay-words.ts';
import { knownTerm, type AnswerIndex, type Entry } from './search-index.ts';
import { bestLine, pairShare, pairsOf, raritiesOf, soughtForms } from './search-lines.ts';
import { seek, type Lookup, type SoughtClause } from './search-match.ts';
import { readQuestion, type Question } from './search-question.ts';
import { newLookup, scoreAt, slotsFrom, tally, type Tally } from './search-tally.ts';
import { wordsOf, type Word } from './search-text.ts';
import { undoKeys } from './telex.ts';

export interface SearchOptions {
  lexicon?: Lexicon;
  limit?: number;
}
export interface Hit {
  id: string;
  score: number;
}
interface Ranked {
  hits: Hit[];
  /** How many answers fit, beyond the limit, too. */
  total: number;
  /** Every word was found together, or only some; nothing. */
  how: 'all' | 'some' | 'none';
}
export interface Found extends Ranked {
  /** The question as it was read when it was not searched as it was typed: keys undone, words put right that stand nowhere. */
  read: string | null;
  /** What may have been meant instead; a question for the reader, not yet searched. */
  meant: string | null;
}

/** So many of the best by words are looked at by sentence. */
const looked = 120;
/** An answer must hold this share of what was asked when none holds all of it, and come this near to the best. */
const leastShare = 0.2;
const leastOfBest = 0.5;
/** Below this what was found has only everyday words in common with the question. */
const leastScore = 0.1;
/** Answers that hold every word push the others out only when one of them was asked like this; all words somewhere in a long text say little. */
const closeLine = 0.65;
const shares = { words: 0.6, line: 0.2, pairs: 0.2 } as const;

/** The answers to a question, the best first. */
export function searchIndex(index: AnswerIndex, text: string, { lexicon = emptyLexicon, limit = 20 }: SearchOptions = {}): Found {
  const lookup = newLookup();
  const question = readQuestion(text, lexicon);
  const asTyped = ranking(index, question, { limit, lookup });
  const wholes = asTyped.wholes();
  if (wholes) return { ...wholes, read: null, meant: null };
  const undone = question.words.map((word) => undoWord(index, word));
  const corrected = correctWords(index, undone);
  const typed = textOf(question.words);
  const sure = textOf(undone.map((word, at) => (corrected.get(at)?.isSure ? (corrected.get(at)?.word ?? word) : word)));
  const guess = textOf(undone.map((word, at) => corrected.get(at)?.word ?? word));
  for (const read of new Set([sure, guess])) {
    const found = read === typed ? asTyped.parts() : rank(index, readQuestion(read, lexicon), { limit, lookup });
    if (found.how !== 'none') return { ...found, read: read === typed ? null : read, meant: guess === read ? null : guess };
  }
  return { ...rank(index, question, { limit, lookup }), read: null, meant: null };
}

const textOf = (words: readonly Word[]): string => words.map(({ form }) => form).join(' ');

/** A word that stands nowhere but makes a known one when its keys are read as Telex or VNI. */
function undoWord(index: AnswerIndex, word: Word): Word {
  if (knownTerm(index, word.fold)) return word;
  const [meant] = wordsOf(undoKeys(word.form) ?? '');
  return meant && knownTerm(index, meant.fold) ? meant : word;
}

interface Search {
  limit: number;
  lookup: Lookup;
}

function rank(index: AnswerIndex, question: Question, search: Search): Ranked {
  const { wholes, parts } = ranking(index, question, search);
  return wholes() ?? parts();
}

/**
 * A question in two steps: the answers that hold all of it, when one of them was asked like this, and those that hold some, which cost as much again and are
 * not needed when the question is put right first. Both are good until the next question is tallied.
 */
function ranking(index: AnswerIndex, question: Question, { limit, lookup }: Search): { wholes(): Ranked | null; parts(): Ranked } {
  const clauses = seek(index, question, lookup);
  const sums = tally(index, clauses);
  const asked = clauses.reduce((sum, { weight }) => sum + weight, 0);
  const demanded = clauses.filter(({ isDemanded }) => isDemanded).length;
  const look = looker(index, clauses, { sums, asked });
  return {
    wholes() {
      const all = demanded === 0 ? new Int32Array(0) : slotsFrom(index, sums.met, demanded);
      const found = best(all, sums).map(look).toSorted(byScore);
      return found.some(({ line }) => line >= closeLine) ? { hits: found.slice(0, limit).map(asHit), total: all.length, how: 'all' } : null;
    },
    parts() {
      const some = slotsFrom(index, sums.covered, Math.max(leastShare * asked, Number.MIN_VALUE));
      const found = best(some, sums).map(look).toSorted(byScore);
      const near = found.filter(({ score }) => score >= Math.max(leastScore, leastOfBest * (found[0]?.score ?? 0)));
      return { hits: near.slice(0, limit).map(asHit), total: near.length, how: near.length === 0 ? 'none' : 'some' };
    },
  };
}

interface Looked extends Hit {
  line: number;
}
const asHit = ({ id, score }: Looked): Hit => ({ id, score });
const byScore = (a: Looked, b: Looked): number => b.score - a.score || (a.id < b.id ? -1 : 1);

/** The slots with the most words of the question; of many that are equal not all. */
function best(slots: Int32Array, { scores }: Tally): number[] {
  if (slots.length <= looked) return [...slots];
  const least = scoreAt(slots, scores, looked);
  const found: number[] = [];
  for (let at = 0; at < slots.length && found.length < 2 * looked; at += 1) if ((scores[slots[at] as number] as number) >= least) found.push(slots[at] as number);
  return found;
}

/** Gives an answer its place by how it was asked; what was looked at once is not looked at again. */
function looker(index: AnswerIndex, clauses: readonly SoughtClause[], { sums, asked }: { sums: Tally; asked: number }): (slot: number) => Looked {
  const known = new Map<number, Looked>();
  const rarityOf = raritiesOf(index);
  const pairs = pairsOf(clauses);
  const sought = soughtForms(index, clauses);
  return (slot) => {
    const before = known.get(slot);
    if (before) return before;
    const entry = index.entries[slot] as Entry;
    const line = bestLine(entry, clauses, { rarityOf, sought });
    const score = (shares.words * (sums.scores[slot] as number)) / asked + shares.line * line + shares.pairs * pairShare(entry, pairs, sought);
    const found = { id: entry.id, line, score };
    known.set(slot, found);
    return found;
  };
}
