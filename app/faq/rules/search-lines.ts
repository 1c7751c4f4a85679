import { rarity, type AnswerIndex, type Entry, type Form } from './search-index.ts';
import type { SoughtClause, SoughtWord } from './search-match.ts';

/** A question counts more than its other wordings. */
const worthOfVariant = 0.97;
/** Side by side in the text counts less than in a question. */
const worthOfText = 0.7;
const parts = { question: 0.6, line: 0.22, order: 0.18 } as const;

/** How rare each form of an index is; made once for a question, because the same words stand in many lines. */
export function raritiesOf(index: AnswerIndex): (number: number) => number {
  const known = new Float32Array(index.forms.length);
  return (number) => (known[number] as number) || (known[number] = rarity(index, (index.forms[number] as Form).term));
}

/**
 * For each form the clauses of a question that may mean it, a bit for each (a question has no more than 32 words): what no clause means need not be looked
 * at closely, nor a clause that means nothing of a line.
 */
export function soughtForms(index: AnswerIndex, clauses: readonly SoughtClause[]): Int32Array {
  const sought = new Int32Array(index.forms.length);
  for (const [at, { wordings }] of clauses.entries()) {
    for (const { words } of wordings) for (const { forms } of words) for (const { number } of forms) sought[number] = (sought[number] as number) | (1 << at);
  }
  return sought;
}

interface Look {
  rarityOf: (number: number) => number;
  sought: Int32Array;
}

/**
 * How well the best of an answer's questions fits what was asked, 0 to 1: how much of what was asked stands in it, how much of it was asked, and whether
 * the words follow each other as they were typed.
 */
export function bestLine(entry: Entry, clauses: readonly SoughtClause[], look: Look): number {
  let best = 0;
  for (const [at, line] of entry.lines.entries()) best = Math.max(best, (at === 0 ? 1 : worthOfVariant) * fitLine(line, clauses, look));
  return best;
}

/** What each word of the line at hand is held for; emptied before each. */
let held = new Float32Array(64);

function fitLine(line: Int32Array, clauses: readonly SoughtClause[], { rarityOf, sought }: Look): number {
  let meantHere = 0;
  for (let at = 0; at < line.length; at += 1) meantHere |= sought[line[at] as number] as number;
  if (meantHere === 0) return 0;
  if (held.length < line.length) held = new Float32Array(2 * line.length);
  held.fill(0, 0, line.length);
  let [asked, found, follows, end] = [0, 0, 0, -1];
  for (let nth = 0; nth < clauses.length; nth += 1) {
    const clause = clauses[nth] as SoughtClause;
    asked += clause.weight;
    const isMeant = (meantHere & (1 << nth)) !== 0 && placeOf(line, clause, { sought, bit: 1 << nth }).worth > 0;
    if (isMeant) {
      found += clause.weight * place.worth;
      for (let at = place.at; at < place.end; at += 1) held[at] = place.worth;
      if (place.at === end) follows += 1;
    }
    end = isMeant ? place.end : -1;
  }
  if (found === 0) return 0;
  let [said, meant] = [0, 0];
  for (let at = 0; at < line.length; at += 1) {
    const weight = rarityOf(line[at] as number);
    said += weight;
    meant += weight * (held[at] as number);
  }
  const order = clauses.length > 1 ? follows / (clauses.length - 1) : found / asked;
  return parts.question * (found / asked) + parts.line * (meant / said) * (found / asked) + parts.order * order;
}

/** Where a clause stands in a line: the best place of the best of its wordings, worth nothing when it stands nowhere. One object for all, because there are thousands. */
const place = { at: -1, end: -1, worth: 0 };

function placeOf(line: Int32Array, { wordings }: SoughtClause, { sought, bit }: { sought: Int32Array; bit: number }): typeof place {
  [place.at, place.end, place.worth] = [-1, -1, 0];
  for (const { words, worth } of wordings) {
    const [length, first] = [words.length, (words[0] as SoughtWord).worths];
    for (let at = 0; at < line.length; at += 1) {
      if (length === 1 && ((sought[line[at] as number] as number) & bit) === 0) continue;
      let sum = first[line[at] as number] as number;
      for (let offset = 1; offset < length && at + offset < line.length; offset += 1) sum += (words[offset] as SoughtWord).worths[line[at + offset] as number] as number;
      const value = (worth * sum) / length;
      if (value <= place.worth) continue;
      place.at = at;
      place.end = Math.min(line.length, at + length);
      place.worth = value;
    }
  }
  return place;
}

/** Words that were typed side by side. */
export interface TypedPair {
  first: SoughtWord;
  second: SoughtWord;
}

/** The neighbours of a question, across its clauses and inside them. */
export function pairsOf(clauses: readonly SoughtClause[]): TypedPair[] {
  const words = clauses.flatMap(({ wordings }) => wordings[0]?.words ?? []);
  return words.slice(1).flatMap((second, at) => (words[at] ? [{ first: words[at], second }] : []));
}

/** Which share of the pairs that were typed stands side by side in an answer, rare pairs counting more. */
export function pairShare(entry: Entry, pairs: readonly TypedPair[], sought: Int32Array): number {
  if (pairs.length === 0) return 0;
  const [inText, inLines] = [neighboursIn([entry.text], sought), neighboursIn(entry.lines, sought)];
  let [all, held] = [0, 0];
  for (const pair of pairs) {
    const weight = pair.first.rarity + pair.second.rarity;
    all += weight;
    held += weight * Math.max(worthOfText * side(inText, pair), side(inLines, pair));
  }
  return all === 0 ? 0 : held / all;
}

/** Forms that stand side by side and are both sought, one after the other: few of a long text. */
function neighboursIn(lines: readonly Int32Array[], sought: Int32Array): number[] {
  const found: number[] = [];
  for (const line of lines) {
    for (let at = 1; at < line.length; at += 1) {
      if (sought[line[at] as number] === 0) at += 1;
      else if (sought[line[at - 1] as number] !== 0) found.push(line[at - 1] as number, line[at] as number);
    }
  }
  return found;
}

function side(neighbours: readonly number[], { first, second }: TypedPair): number {
  let best = 0;
  for (let at = 1; at < neighbours.length; at += 2) {
    const after = second.worths[neighbours[at] as number] as number;
    if (after === 0) continue;
    const before = first.worths[neighbours[at - 1] as number] as number;
    if (before > 0) best = Math.max(best, (before + after) / 2);
  }
  return best;
}
