import { slotOf, weightOf, type AnswerIndex } from './search-index.ts';
import type { Gathered, Lookup, SoughtClause, SoughtWord } from './search-match.ts';

/** What the index holds of a question, by slot; good until the next question is tallied. */
export interface Tally {
  readonly scores: Float32Array;
  /** How much of the question's weight a document holds, whichever field it stands in. */
  readonly covered: Float32Array;
  /** How many demanded clauses a document holds. */
  readonly met: Uint8Array;
}

/** Begins a search: what the one before has gathered is given up. */
export function newLookup(): Lookup {
  gathered.length = 0;
  return new Map();
}

/** A wording of which every word is there. */
const whole = 0.999;

/** Adds up what each document holds of a question. */
export function tally(index: AnswerIndex, clauses: readonly SoughtClause[]): Tally {
  const room = roomFor(index.entries.length);
  for (const clause of clauses) {
    const wordings = clause.wordings.filter(({ words }) => words.some(({ forms }) => forms.length > 0));
    const [only] = wordings;
    if (!only) continue;
    if (wordings.length === 1 && only.words.length === 1) addWord(room, clause, { word: only.words[0] as SoughtWord, share: only.worth });
    else {
      let held = 0;
      for (const wording of wordings) held = addWording(room, wording, held);
      addBest(room, clause, held);
    }
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
  /** The slots that a clause, and that a wording has come upon: only these are looked at and emptied again. */
  readonly ofClause: Int32Array;
  readonly ofWording: Int32Array;

  constructor(size: number) {
    [this.scores, this.covered, this.best, this.share, this.wording, this.word] = [new Float32Array(size), new Float32Array(size), new Float32Array(size), new Float32Array(size), new Float32Array(size), new Float32Array(size)];
    [this.met, this.words, this.ofClause, this.ofWording] = [new Uint8Array(size), new Uint8Array(size), new Int32Array(size), new Int32Array(size)];
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

/** What most clauses are: one word. */
function addWord(room: Room, { weight, isDemanded }: SoughtClause, { word, share }: { word: SoughtWord; share: number }): void {
  const { scores, covered, met } = room;
  const [factor, demanded] = [(weight * share) / 255, isDemanded ? 1 : 0];
  const { from, end } = gather(room, word);
  const { slots, values } = gathered;
  for (let at = from; at < end; at += 1) {
    const slot = slots[at] as number;
    scores[slot] = (scores[slot] as number) + factor * (values[at] as number);
    covered[slot] = (covered[slot] as number) + weight;
    met[slot] = (met[slot] as number) + demanded;
  }
}

/** The documents of the words of one search, one word after the other, with what the best form of the word is worth in each. Kept from one search to the next for its room alone. */
const gathered = { slots: new Int32Array(0), values: new Float32Array(0), length: 0 };

function roomToGather(more: number): typeof gathered {
  if (gathered.slots.length < gathered.length + more) {
    const [slots, values] = [new Int32Array(2 * (gathered.length + more)), new Float32Array(2 * (gathered.length + more))];
    slots.set(gathered.slots.subarray(0, gathered.length));
    values.set(gathered.values.subarray(0, gathered.length));
    [gathered.slots, gathered.values] = [slots, values];
  }
  return gathered;
}

/** The best form of a word for each document that holds any. */
function gather({ word: best }: Room, word: SoughtWord): Gathered {
  if (word.found) return word.found;
  const from = gathered.length;
  const { slots, values } = roomToGather(word.forms.reduce((sum, { count }) => sum + count, 0));
  let end = from;
  for (const form of word.forms) {
    const value = word.worths[form.number] as number;
    const { places, count } = form;
    for (let at = 0; at < count; at += 1) {
      const place = places[at] as number;
      const slot = slotOf(place);
      const weight = value * weightOf(place);
      const before = best[slot] as number;
      if (before === 0) {
        slots[end] = slot;
        end += 1;
      }
      if (weight > before) best[slot] = weight;
    }
  }
  for (let at = from; at < end; at += 1) {
    const slot = slots[at] as number;
    values[at] = best[slot] as number;
    best[slot] = 0;
  }
  gathered.length = end;
  return (word.found = { from, end });
}

/** Takes one of several wordings into the best for each document. @returns how many documents the clause has come upon */
function addWording(room: Room, { words, worth: value }: SoughtClause['wordings'][number], before: number): number {
  const { best, share, wording, words: held, ofWording, ofClause } = room;
  const rarities = words.reduce((sum, word) => sum + word.rarity, 0);
  let [count, all] = [0, before];
  for (const word of words) {
    const { from, end } = gather(room, word);
    const { slots, values } = gathered;
    for (let at = from; at < end; at += 1) {
      const slot = slots[at] as number;
      if (held[slot] === 0) {
        ofWording[count] = slot;
        count += 1;
      }
      wording[slot] = (wording[slot] as number) + (word.rarity * (values[at] as number)) / 255;
      held[slot] = (held[slot] as number) + 1;
    }
  }
  for (let at = 0; at < count; at += 1) {
    const slot = ofWording[at] as number;
    const part = (held[slot] as number) / words.length;
    const fits = (value * part * (wording[slot] as number)) / rarities;
    const shared = share[slot] as number;
    if (shared === 0) {
      ofClause[all] = slot;
      all += 1;
    }
    if (fits > (best[slot] as number)) best[slot] = fits;
    if (part > shared) share[slot] = part;
    wording[slot] = 0;
    held[slot] = 0;
  }
  return all;
}

/** Adds the best wording of a clause to the sums. */
function addBest({ scores, covered, met, best, share, ofClause }: Room, { weight, isDemanded }: SoughtClause, count: number): void {
  for (let at = 0; at < count; at += 1) {
    const slot = ofClause[at] as number;
    const part = share[slot] as number;
    scores[slot] = (scores[slot] as number) + weight * (best[slot] as number);
    covered[slot] = (covered[slot] as number) + weight * part;
    if (isDemanded && part >= whole) met[slot] = (met[slot] as number) + 1;
    best[slot] = 0;
    share[slot] = 0;
  }
}

/** The slots of the documents that are there and have at least so much of something. */
export function slotsFrom(index: AnswerIndex, amounts: Float32Array | Uint8Array, least: number): Int32Array {
  const { entries } = index;
  const slots = new Int32Array(entries.length);
  let count = 0;
  for (let slot = 0; slot < slots.length; slot += 1) {
    if ((amounts[slot] as number) < least || entries[slot] === undefined) continue;
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
