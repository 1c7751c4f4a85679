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
 * How well the best of an answer's questions fits what was asked, 0 to 1: how much of what was asked stands in it, how much of it was asked, and whether
 * the words follow each other as they were typed.
 */
export function bestLine(entry: Entry, clauses: readonly SoughtClause[], rarityOf: (number: number) => number): number {
  let best = 0;
  for (const [at, line] of entry.lines.entries()) best = Math.max(best, (at === 0 ? 1 : worthOfVariant) * fitLine(line, clauses, rarityOf));
  return best;
}

function fitLine(line: Int32Array, clauses: readonly SoughtClause[], rarityOf: (number: number) => number): number {
  const held = new Float32Array(line.length);
  let [asked, found, follows, end] = [0, 0, 0, -1];
  for (const clause of clauses) {
    const place = placeOf(line, clause);
    asked += clause.weight;
    if (place.worth > 0) {
      found += clause.weight * place.worth;
      for (let at = place.at; at < place.end; at += 1) held[at] = place.worth;
      if (place.at === end) follows += 1;
    }
    end = place.worth > 0 ? place.end : -1;
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

/** Where a clause stands in a line: the best place of the best of its wordings, worth nothing when it stands nowhere. */
function placeOf(line: Int32Array, { wordings }: SoughtClause): { at: number; end: number; worth: number } {
  const best = { at: -1, end: -1, worth: 0 };
  for (const { words, worth } of wordings) {
    for (let at = 0; at < line.length; at += 1) {
      let sum = 0;
      for (let offset = 0; offset < words.length && at + offset < line.length; offset += 1) sum += (words[offset] as SoughtWord).worths[line[at + offset] as number] as number;
      const value = (worth * sum) / words.length;
      if (value > best.worth) Object.assign(best, { at, end: Math.min(line.length, at + words.length), worth: value });
    }
  }
  return best;
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
export function pairShare(entry: Entry, pairs: readonly TypedPair[]): number {
  let [all, held] = [0, 0];
  for (const { first, second } of pairs) {
    const weight = first.rarity + second.rarity;
    let best = worthOfText * side(entry.text, first, second);
    for (const line of entry.lines) best = Math.max(best, side(line, first, second));
    all += weight;
    held += weight * best;
  }
  return all === 0 ? 0 : held / all;
}

function side(line: Int32Array, first: SoughtWord, second: SoughtWord): number {
  let best = 0;
  for (let at = 1; at < line.length; at += 1) {
    const after = second.worths[line[at] as number] as number;
    if (after === 0) continue;
    const before = first.worths[line[at - 1] as number] as number;
    if (before > 0) best = Math.max(best, (before + after) / 2);
  }
  return best;
}
