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

/** What the index holds of a question, by slot; good until the next question is tallied. */
export interface Tally {
  readonly scores: Float32Array;
  /** How much of the question's weight a document holds, whichever field it stands in. */
  readonly covered: Float32Array;
  /** How many demanded clauses a document holds. */
  readonly met: Uint8Array;
}

/** A wording of which every word is there. */
const whole = 0.999;

/** Adds up what each document holds of a question. */
export function tally(index: AnswerIndex, clauses: readonly SoughtClause[]): Tally {
  const room = roomFor(index.entries.length);
  for (const clause of clauses) {
    const wordings = clause.wordings.filter(({ words }) => words.some(({ forms }) => forms.length > 0));
    const [only] = wordings;
    if (wordings.length === 1 && only?.words.length === 1) addWord(room, clause, { word: only.words[0] as SoughtWord, share: only.worth });
    else for (const wording of wordings) addWording(room, wording);
    if (wordings.length > 1 || (only && only.words.length > 1)) addBest(room, clause);
  }
  return room;
}

/** Room for one question: sums, then one clause, one wording and one word at a time, by slot. Made once and emptied, because making it for each question costs as much as a search. */
class Room implements Tally {
  readonly scores: Float32Array;
  readonly covered: Float32Array;
  readonly met: Uint8Array;
  readonly best: Float32Array;
  readonly share: Float32Array;
  readonly wording: Float32Array;
  readonly words: Uint8Array;
  readonly word: Float32Array;
  readonly touched: Int32Array;

  constructor(size: number) {
    [this.scores, this.covered, this.best, this.share, this.wording, this.word] = [new Float32Array(size), new Float32Array(size), new Float32Array(size), new Float32Array(size), new Float32Array(size), new Float32Array(size)];
    [this.met, this.words, this.touched] = [new Uint8Array(size), new Uint8Array(size), new Int32Array(size)];
  }
}
let lastRoom = new Room(0);

function roomFor(size: number): Room {
  if (lastRoom.met.length < size) lastRoom = new Room(size + (size >>> 2));
  const { scores, covered, met } = lastRoom;
  scores.fill(0, 0, size);
  covered.fill(0, 0, size);
  met.fill(0, 0, size);
  return lastRoom;
}

/** What most clauses are: one word. Of several forms in one document the best counts. */
function addWord(room: Room, { weight, isDemanded }: SoughtClause, { word, share }: { word: SoughtWord; share: number }): void {
  const { scores, covered, met, touched, word: values } = room;
  const [factor, demanded] = [(weight * share) / 255, isDemanded ? 1 : 0];
  const count = gather(room, word);
  for (let at = 0; at < count; at += 1) {
    const slot = touched[at] as number;
    scores[slot] = (scores[slot] as number) + factor * (values[slot] as number);
    covered[slot] = (covered[slot] as number) + weight;
    met[slot] = (met[slot] as number) + demanded;
    values[slot] = 0;
  }
}

/** The best form of a word for each document that holds any. @returns how many those are; their slots are the first of `touched` */
function gather({ word: values, touched }: Room, word: SoughtWord): number {
  let count = 0;
  for (const form of word.forms) {
    const value = word.worths[form.number] as number;
    const { places, count: all } = form;
    for (let at = 0; at < all; at += 1) {
      const place = places[at] as number;
      const slot = slotOf(place);
      const weight = value * weightOf(place);
      const before = values[slot] as number;
      if (before === 0) {
        touched[count] = slot;
        count += 1;
      }
      if (weight > before) values[slot] = weight;
    }
  }
  return count;
}

/** Takes one of several wordings into the best for each document. */
function addWording(room: Room, { words, worth: value }: SoughtClause['wordings'][number]): void {
  const { best, share, wording, words: held, word: values, touched } = room;
  const rarities = words.reduce((sum, word) => sum + word.rarity, 0);
  for (const word of words) {
    const count = gather(room, word);
    for (let at = 0; at < count; at += 1) {
      const slot = touched[at] as number;
      wording[slot] = (wording[slot] as number) + (word.rarity * (values[slot] as number)) / 255;
      held[slot] = (held[slot] as number) + 1;
      values[slot] = 0;
    }
  }
  for (let slot = 0; slot < held.length; slot += 1) {
    if (held[slot] === 0) continue;
    const part = (held[slot] as number) / words.length;
    best[slot] = Math.max(best[slot] as number, (value * part * (wording[slot] as number)) / rarities);
    share[slot] = Math.max(share[slot] as number, part);
    wording[slot] = 0;
    held[slot] = 0;
  }
}

/** Adds the best wording of a clause to the sums. */
function addBest({ scores, covered, met, best, share }: Room, { weight, isDemanded }: SoughtClause): void {
  for (let slot = 0; slot < share.length; slot += 1) {
    const part = share[slot] as number;
    if (part === 0) continue;
    scores[slot] = (scores[slot] as number) + weight * (best[slot] as number);
    covered[slot] = (covered[slot] as number) + weight * part;
    if (isDemanded && part >= whole) met[slot] = (met[slot] as number) + 1;
    best[slot] = 0;
    share[slot] = 0;
  }
}

/** The slots of the documents that a question may mean, and are there. */
export function slotsWhere(index: AnswerIndex, fits: (slot: number) => boolean): Int32Array {
  const slots = new Int32Array(index.entries.length);
  let count = 0;
  for (let slot = 0; slot < slots.length; slot += 1) {
    if (!fits(slot) || index.entries[slot] === undefined) continue;
    slots[count] = slot;
    count += 1;
  }
  return slots.subarray(0, count);
}

/** The score of the one that comes at this place among some slots: a small heap, because sorting all of them costs more than everything else. */
export function scoreAt(slots: Int32Array, scores: Float32Array, place: number): number {
  const heap = new Float32Array(place);
  for (const slot of slots) {
    const score = scores[slot] as number;
    if (score <= (heap[0] as number)) continue;
    let at = 0;
    for (let child = 1; child < place; child = 2 * at + 1) {
      if (child + 1 < place && (heap[child + 1] as number) < (heap[child] as number)) child += 1;
      if ((heap[child] as number) >= score) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = score;
  }
  return heap[0] as number;
}
