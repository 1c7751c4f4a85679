import type { QuestionBody, QuestionResponse } from './question.ts';
import { foldAnswer } from './score-question.ts';

/** One thing that could be answered, and how many did. */
export interface AnswerShare {
  /** An option; `true` or `false`; an item or the left of a pair, for which right answers are counted; a short answer. */
  text: string;
  isRight: boolean;
  count: number;
  /** For items and pairs: what was put there wrongly most often (a place, a right), and by how many. */
  mistake: { text: string; count: number } | null;
}

/** How often each option was chosen. `empty`: left open. */
export interface AnswerShares {
  answers: number;
  empty: number;
  lines: AnswerShare[];
}

/** What people typed by themselves may say who they are: shown only when so many typed the same. */
export const sameWordsFrom = 3;
const shownWords = 8;

/** Counts answers by option. What does not fit the question counts as left open. */
export function answerShares(body: QuestionBody, responses: readonly (QuestionResponse | null)[]): AnswerShares {
  const given = responses.filter((response) => response?.type === body.type) as QuestionResponse[];
  return { answers: responses.length, empty: responses.length - given.length, lines: linesOf(body, given) };
}

function linesOf(body: QuestionBody, given: readonly QuestionResponse[]): AnswerShare[] {
  const count = (fits: (response: QuestionResponse) => boolean) => given.filter(fits).length;
  switch (body.type) {
    case 'single':
    case 'multiple':
      return body.options.map(({ key, text, correct }) => plain(text, correct, count((one) => (one.type === 'single' ? one.choice === key : one.type === 'multiple' && one.choices.includes(key)))));
    case 'true_false':
      return [true, false].map((value) => plain(String(value), body.answer === value, count((one) => one.type === 'true_false' && one.value === value)));
    case 'ordering':
      return body.items.map(({ key, text }, at) => placed(text, String(at + 1), given.map((one) => placeOf(one, key))));
    case 'matching':
      return body.pairs.map(({ key, left, right }) => placed(left, right, given.map((one) => rightOf(body.pairs, one, key))));
    case 'short_answer':
      return wordLines(body.accepted, given);
  }
}

function plain(text: string, isRight: boolean, count: number): AnswerShare {
  return { text, isRight, count, mistake: null };
}

function placed(text: string, wanted: string, found: readonly (string | null)[]): AnswerShare {
  const wrong = mostCommon(found.filter((one): one is string => one !== null && one !== wanted));
  return { text, isRight: true, count: found.filter((one) => one === wanted).length, mistake: wrong ? { text: wrong[0], count: wrong[1] } : null };
}

function placeOf(response: QuestionResponse, key: string): string | null {
  const place = response.type === 'ordering' ? response.order.indexOf(key) : -1;
  return place < 0 ? null : String(place + 1);
}

function rightOf(pairs: readonly { key: string; right: string }[], response: QuestionResponse, left: string): string | null {
  const key = response.type === 'matching' && Object.hasOwn(response.pairs, left) ? response.pairs[left] : undefined;
  return pairs.find((pair) => pair.key === key)?.right ?? null;
}

function wordLines(accepted: readonly string[], given: readonly QuestionResponse[]): AnswerShare[] {
  const rights = new Set(accepted.map(foldAnswer));
  const counted = tally(given.map((one) => (one.type === 'short_answer' ? foldAnswer(one.text) : '')));
  return counted.filter(([, count]) => count >= sameWordsFrom).slice(0, shownWords).map(([text, count]) => plain(text, rights.has(text), count));
}

function mostCommon(texts: readonly string[]): [string, number] | undefined {
  return tally(texts)[0];
}

/** Texts with their counts, the most common first; ties by text, so that the order never changes by itself. */
function tally(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
}
