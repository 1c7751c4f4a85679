import { piecesOf, wordOf } from './search-text.ts';

/** What is searched of an answer. */
export interface SearchDocument {
  id: string;
  /** Counted by itself: its topic. */
  group: string;
  question: string;
  variants: readonly string[];
  short: string;
  /** Everything else that the answer says, as plain text. */
  body: string;
}

/** A word as it is written somewhere, with the places where it stands: slot and weight in one number each. */
export interface Form {
  readonly number: number;
  readonly form: string;
  readonly term: Term;
  places: Int32Array;
  count: number;
  /** In how many documents it stands now; dead places are not counted. */
  documents: number;
}
/** All forms of one folded word. */
export interface Term {
  readonly number: number;
  readonly fold: string;
  readonly forms: Form[];
  /** In how many documents it stands. */
  documents: number;
}

/** A document in the index: its questions as lists of form numbers, for the closer look at the best. */
export interface Entry {
  readonly id: string;
  readonly group: string;
  /** The question and its other wordings, each a list of form numbers. */
  readonly lines: readonly Int32Array[];
  /** The words of its short form and of the rest, in their order. */
  readonly text: Int32Array;
  readonly forms: Int32Array;
}

const weightBits = 8;
export const slotOf = (place: number): number => place >>> weightBits;
export const weightOf = (place: number): number => place & 0xff;

/** How much a word counts by where it stands; together they fit in a byte. */
const fieldWeights = [120, 60, 50, 25] as const;
/** Below this many dead slots nothing is gained by making the index anew. */
const worthSweeping = 256;

/**
 * An inverted index in memory over what one kind of reader may see. Documents come and go one at a time; a document that went leaves a dead slot behind,
 * and the index asks to be swept when there are many. Nothing in it survives its document: words that no document holds are unknown.
 */
export interface AnswerIndex {
  readonly terms: Map<string, Term>;
  readonly forms: Form[];
  /** The number of each form; -1 for what is no word. */
  readonly formNumbers: Map<string, number>;
  readonly entries: (Entry | undefined)[];
  readonly slots: Map<string, number>;
  readonly groups: Map<string, number>;
  /** How often two words stand side by side in questions: by the number of the first, then of the second. */
  readonly pairs: (Map<number, number> | undefined)[];
  dead: number;
  /** Folded words in order, for prefixes; made anew when words have come. */
  sorted: string[] | null;
}

export function emptyIndex(): AnswerIndex {
  return { terms: new Map(), forms: [], formNumbers: new Map(), entries: [], slots: new Map(), groups: new Map(), pairs: [], dead: 0, sorted: null };
}

/** An index of documents, in one go. */
export function buildIndex(documents: Iterable<SearchDocument>): AnswerIndex {
  const index = emptyIndex();
  for (const document of documents) addDocument(index, document);
  return index;
}

/** Adds a document; one with the same id is replaced. */
export function addDocument(index: AnswerIndex, document: SearchDocument): void {
  removeDocument(index, document.id);
  const slot = index.entries.length;
  const lines = [document.question, ...document.variants].map((line) => formsOf(index, line));
  const [short, body] = [formsOf(index, document.short), formsOf(index, document.body)];
  const forms = weigh(index, [lines[0] ?? [], lines.slice(1).flat(), short, body]);
  for (const number of forms) {
    const weight = Math.min(255, Math.max(1, Math.round(weights[number] as number)));
    append(index.forms[number] as Form, (slot << weightBits) | weight);
    weights[number] = 0;
  }
  const text = new Int32Array(short.length + body.length);
  text.set(short);
  text.set(body, short.length);
  const entry = { id: document.id, group: document.group, lines: lines.map((numbers) => Int32Array.from(numbers)), text, forms };
  index.entries.push(entry);
  index.slots.set(document.id, slot);
  index.groups.set(document.group, (index.groups.get(document.group) ?? 0) + 1);
  countWords(index, entry, 1);
  countPairs(index, entry, 1);
}

/** Takes a document out. */
export function removeDocument(index: AnswerIndex, id: string): void {
  const slot = index.slots.get(id);
  const entry = slot === undefined ? undefined : index.entries[slot];
  if (slot === undefined || !entry) return;
  index.entries[slot] = undefined;
  index.slots.delete(id);
  index.dead += 1;
  countWords(index, entry, -1);
  countPairs(index, entry, -1);
  const left = (index.groups.get(entry.group) ?? 1) - 1;
  if (left > 0) index.groups.set(entry.group, left);
  else index.groups.delete(entry.group);
}

/** True when so much of the index is dead that making it anew pays. */
export const needsSweep = (index: AnswerIndex): boolean => index.dead > worthSweeping && index.dead > index.slots.size / 2;

/** A word that some document holds now; those of documents that went are unknown again. */
export function knownTerm(index: AnswerIndex, folded: string): Term | undefined {
  const term = index.terms.get(folded);
  return term && term.documents > 0 ? term : undefined;
}

/** How rare a word is: rare words say more. */
export function rarity(index: AnswerIndex, term: Term | undefined): number {
  const all = index.slots.size;
  const held = term?.documents ?? 0;
  return Math.log(1 + (all - held + 0.5) / (held + 0.5));
}

/** Known words that begin with some letters, the frequent first. */
export function termsFrom(index: AnswerIndex, prefix: string, most: number): Term[] {
  index.sorted ??= [...index.terms.keys()].toSorted();
  const found: Term[] = [];
  for (let at = firstFrom(index.sorted, prefix); at < index.sorted.length && index.sorted[at]?.startsWith(prefix); at += 1) {
    const term = knownTerm(index, index.sorted[at] as string);
    if (term) found.push(term);
  }
  return found.toSorted((a, b) => b.documents - a.documents).slice(0, most);
}

/** How often two folded words stand side by side in questions. */
export function pairCount(index: AnswerIndex, first: string, second: string): number {
  const [before, after] = [index.terms.get(first), index.terms.get(second)];
  return before && after ? (index.pairs[before.number]?.get(after.number) ?? 0) : 0;
}

function firstFrom(sorted: readonly string[], prefix: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as string) < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Room for one document: the weight of each form, and how often it stands in one field. Emptied after use. */
let [weights, times] = [new Float64Array(1_024), new Uint32Array(1_024)];

/** Weighs the forms of a document by its fields. A word that is said three times in a field counts more than once said, but not three times as much. @returns the forms */
function weigh(index: AnswerIndex, fields: readonly number[][]): Int32Array {
  if (weights.length < index.forms.length) [weights, times] = [new Float64Array(2 * index.forms.length), new Uint32Array(2 * index.forms.length)];
  const forms: number[] = [];
  for (const [field, numbers] of fields.entries()) {
    const worth = fieldWeights[field] ?? 0;
    for (const number of numbers) times[number] = (times[number] as number) + 1;
    for (const number of numbers) {
      const count = times[number] as number;
      if (count === 0) continue;
      if (weights[number] === 0) forms.push(number);
      weights[number] = (weights[number] as number) + (worth * count) / (count + 0.7);
      times[number] = 0;
    }
  }
  return Int32Array.from(forms);
}

/** The forms of a text as numbers. A form is folded only when it is seen for the first time. */
function formsOf(index: AnswerIndex, text: string): number[] {
  const numbers: number[] = [];
  for (const form of piecesOf(text)) {
    const number = index.formNumbers.get(form) ?? newForm(index, form);
    if (number >= 0) numbers.push(number);
  }
  return numbers;
}

function newForm(index: AnswerIndex, written: string): number {
  const word = wordOf(written);
  const number = word ? index.forms.length : -1;
  index.formNumbers.set(written, number);
  if (!word) return number;
  let term = index.terms.get(word.fold);
  if (!term) {
    term = { number: index.terms.size, fold: word.fold, forms: [], documents: 0 };
    index.terms.set(word.fold, term);
    index.sorted = null;
  }
  const form: Form = { number, form: written, term, places: new Int32Array(2), count: 0, documents: 0 };
  term.forms.push(form);
  index.forms.push(form);
  return number;
}

function append(form: Form, place: number): void {
  if (form.count === form.places.length) {
    const longer = new Int32Array(form.count * 2);
    longer.set(form.places);
    form.places = longer;
  }
  form.places[form.count] = place;
  form.count += 1;
}

/** Which terms have been counted already for the document at hand. */
let [counted, round] = [new Uint32Array(1_024), 0];

function countWords(index: AnswerIndex, entry: Entry, by: number): void {
  if (counted.length < index.terms.size || round === 0xffffffff) [counted, round] = [new Uint32Array(2 * index.terms.size), 0];
  round += 1;
  for (const number of entry.forms) {
    const form = index.forms[number] as Form;
    form.documents += by;
    if (counted[form.term.number] !== round) form.term.documents += by;
    counted[form.term.number] = round;
  }
}

function countPairs(index: AnswerIndex, entry: Entry, by: number): void {
  for (const line of entry.lines) {
    for (let at = 1; at < line.length; at += 1) {
      const [before, after] = [(index.forms[line[at - 1] as number] as Form).term.number, (index.forms[line[at] as number] as Form).term.number];
      const followers = (index.pairs[before] ??= new Map<number, number>());
      const count = (followers.get(after) ?? 0) + by;
      if (count > 0) followers.set(after, count);
      else followers.delete(after);
    }
  }
}
