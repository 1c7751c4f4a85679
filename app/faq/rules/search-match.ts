import { knownTerm, rarity, termsFrom, type AnswerIndex, type Form } from './search-index.ts';
import type { Clause, Question } from './search-question.ts';
import { fitOf, type Fit, type Word } from './search-text.ts';

/** How much of a word's weight is left when its marks fit less well. */
const worth: Readonly<Record<Fit, number>> = { exact: 1, placed: 0.97, lesser: 0.9, other: 0.3 };
const worthOfBeginning = 0.55;
const worthOfOtherWording = 0.92;
const worthOfCarrier = 0.4;
const beginnings = 24;
const shortestBeginning = 2;

/** A word of the question with every form of the index that it may mean. */
export interface SoughtWord {
  readonly forms: readonly Form[];
  /** What each form of the index is worth for it, by its number; zero for most. */
  readonly worths: Float32Array;
  readonly rarity: number;
  /** Where its documents lie among those that this search has gathered; null until they are needed. */
  found: Gathered | null;
}
/** From where to where they lie. */
export interface Gathered {
  readonly from: number;
  readonly end: number;
}
export interface SoughtClause {
  /** Wordings that the index can hold; the typed one first, even when it holds nothing. */
  readonly wordings: readonly { words: readonly SoughtWord[]; worth: number }[];
  readonly weight: number;
  readonly isDemanded: boolean;
}

/** The words that one search has looked up, by how they are sought: a word stands in several wordings, and most of them stand in the question as it was put right, too. */
export type Lookup = Map<string, SoughtWord>;

/** Looks the words of a question up. */
export function seek(index: AnswerIndex, question: Question, lookup: Lookup): SoughtClause[] {
  const areAllOptional = question.clauses.every(({ isOptional }) => isOptional);
  return question.clauses.map((clause) => seekClause(index, question, clause, { areAllOptional, lookup }));
}

function seekClause(index: AnswerIndex, question: Question, clause: Clause, { areAllOptional, lookup }: { areAllOptional: boolean; lookup: Lookup }): SoughtClause {
  const wordings = clause.wordings.map((words, at) => ({
    words: words.map((word, place) => lookUp(index, lookup, word, { isMarked: question.isMarked || at > 0, isOpen: at === 0 && clause.isOpen && place === words.length - 1 })),
    worth: at === 0 ? 1 : worthOfOtherWording,
  }));
  const sums = wordings.filter(({ words }, at) => at === 0 || words.every(({ forms }) => forms.length > 0)).map(({ words }) => words.reduce((sum, word) => sum + word.rarity, 0));
  const isCarrier = clause.isOptional && !areAllOptional;
  return { wordings, weight: Math.min(...sums) * (isCarrier ? shareOfCarrier(wordings[0]?.words ?? []) : 1), isDemanded: !isCarrier };
}

/** A carrier that stands nowhere, such as one typed in a hurry, is no rare word but says nothing. */
const shareOfCarrier = (words: readonly SoughtWord[]): number => (words.some(({ forms }) => forms.length > 0) ? worthOfCarrier : 0);

interface Manner {
  isMarked: boolean;
  isOpen: boolean;
}

function lookUp(index: AnswerIndex, lookup: Lookup, word: Word, manner: Manner): SoughtWord {
  const key = `${word.form} ${manner.isMarked} ${manner.isOpen}`;
  const known = lookup.get(key) ?? seekWord(index, word, manner);
  lookup.set(key, known);
  return known;
}

function seekWord(index: AnswerIndex, word: Word, { isMarked, isOpen }: Manner): SoughtWord {
  const forms: Form[] = [];
  const worths = new Float32Array(index.forms.length);
  const admit = (form: Form, written: string, share: number) => {
    if (form.documents === 0) return;
    worths[form.number] = share * (isMarked ? worth[fitOf(word.form, written)] : 1);
    forms.push(form);
  };
  const own = knownTerm(index, word.fold);
  for (const form of own?.forms ?? []) admit(form, form.form, 1);
  if (isOpen && word.fold.length >= shortestBeginning) {
    for (const term of termsFrom(index, word.fold, beginnings)) if (term !== own) for (const form of term.forms) admit(form, form.form.slice(0, word.form.length), worthOfBeginning);
  }
  return { forms, worths, rarity: rarity(index, own), found: null };
}
