import { knownTerm, rarity, slotOf, termsFrom, weightOf, type AnswerIndex, type Form } from './search-index.ts';
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
}
export interface SoughtClause {
  /** Wordings that the index can hold; the typed one first, even when it holds nothing. */
  readonly wordings: readonly { words: readonly SoughtWord[]; worth: number }[];
  readonly weight: number;
  readonly isDemanded: boolean;
}

/** Looks the words of a question up. */
export function seek(index: AnswerIndex, question: Question): SoughtClause[] {
  const areAllOptional = question.clauses.every(({ isOptional }) => isOptional);
  return question.clauses.map((clause) => seekClause(index, question, clause, areAllOptional));
}

function seekClause(index: AnswerIndex, question: Question, clause: Clause, areAllOptional: boolean): SoughtClause {
  const wordings = clause.wordings.map((words, at) => ({
    words: words.map((word, place) => seekWord(index, word, { isMarked: question.isMarked || at > 0, isOpen: at === 0 && clause.isOpen && place === words.length - 1 })),
    worth: at === 0 ? 1 : worthOfOtherWording,
  }));
  const sums = wordings.filter(({ words }, at) => at === 0 || words.every(({ forms }) => forms.length > 0)).map(({ words }) => words.reduce((sum, word) => sum + word.rarity, 0));
  const weight = Math.min(...sums) * (clause.isOptional && !areAllOptional ? worthOfCarrier : 1);
  return { wordings, weight, isDemanded: areAllOptional || !clause.isOptional };
}

function seekWord(index: AnswerIndex, word: Word, { isMarked, isOpen }: { isMarked: boolean; isOpen: boolean }): SoughtWord {
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
  return { forms, worths, rarity: rarity(index, own) };
}

/** What the index holds of a question, by slot. */
export interface Tally {
  readonly scores: Float32Array;
  /** How much of the question's weight a document holds, whichever field it stands in. */
  readonly covered: Float32Array;
  /** How many demanded clauses a document holds. */
  readonly met: Uint8Array;
  readonly slots: readonly number[];
}

/** Adds up what each document holds of a question. */
export function tally(index: AnswerIndex, clauses: readonly SoughtClause[]): Tally {
  const size = index.entries.length;
  const sum = { scores: new Float32Array(size), covered: new Float32Array(size), met: new Uint8Array(size) };
  const seen = new Uint8Array(size);
  const slots: number[] = [];
  const scratch = new Scratch(size);
  for (const clause of clauses) {
    for (const slot of scratch.fill(clause)) {
      if (seen[slot] === 0) slots.push(slot);
      seen[slot] = 1;
      sum.scores[slot] = (sum.scores[slot] ?? 0) + clause.weight * (scratch.best[slot] ?? 0);
      sum.covered[slot] = (sum.covered[slot] ?? 0) + clause.weight * (scratch.share[slot] ?? 0);
      if (clause.isDemanded && (scratch.share[slot] ?? 0) >= whole) sum.met[slot] = (sum.met[slot] ?? 0) + 1;
      scratch.best[slot] = 0;
      scratch.share[slot] = 0;
    }
  }
  return { ...sum, slots: slots.filter((slot) => index.entries[slot] !== undefined) };
}

/** A wording of which every word is there. */
const whole = 0.999;

/** Room for one clause, one wording and one word at a time, by slot; emptied after use instead of made anew. */
class Scratch {
  readonly best: Float32Array;
  readonly share: Float32Array;
  readonly #wording: Float32Array;
  readonly #words: Uint8Array;
  readonly #word: Float32Array;

  constructor(size: number) {
    [this.best, this.share, this.#wording, this.#word] = [new Float32Array(size), new Float32Array(size), new Float32Array(size), new Float32Array(size)];
    this.#words = new Uint8Array(size);
  }

  /** The best wording of a clause for each document. @returns the slots that hold any of it */
  fill(clause: SoughtClause): number[] {
    const held: number[] = [];
    for (const { words, worth: value } of clause.wordings) {
      const slots: number[] = [];
      const rarities = words.reduce((sum, word) => sum + word.rarity, 0);
      for (const word of words) this.#addWord(word, slots);
      for (const slot of slots) {
        const share = (this.#words[slot] ?? 0) / words.length;
        if (this.share[slot] === 0 && share > 0) held.push(slot);
        this.best[slot] = Math.max(this.best[slot] ?? 0, (value * share * (this.#wording[slot] ?? 0)) / rarities);
        this.share[slot] = Math.max(this.share[slot] ?? 0, share);
        this.#wording[slot] = 0;
        this.#words[slot] = 0;
      }
    }
    return held;
  }

  #addWord(word: SoughtWord, slots: number[]): void {
    const touched: number[] = [];
    for (const form of word.forms) {
      const value = word.worths[form.number] as number;
      for (let at = 0; at < form.count; at += 1) {
        const place = form.places[at] as number;
        const [slot, weight] = [slotOf(place), value * weightOf(place)];
        if (this.#word[slot] === 0) touched.push(slot);
        if (weight > (this.#word[slot] as number)) this.#word[slot] = weight;
      }
    }
    for (const slot of touched) {
      if (this.#words[slot] === 0) slots.push(slot);
      this.#wording[slot] = (this.#wording[slot] as number) + (word.rarity * (this.#word[slot] as number)) / 255;
      this.#words[slot] = (this.#words[slot] as number) + 1;
      this.#word[slot] = 0;
    }
  }
}
