import type { QuestionBody, QuestionResponse } from './question.ts';

/** Longer answers than this are not an answer to a short question. */
export const longestAnswer = 300;

/** What a form sends for one question: `answer`, `place-<n>` or `pair-<n>`, with the numbers that the page showed. */
export type AnswerFields = Record<string, unknown>;
export type ResponseFault = 'unknown' | 'duplicate' | 'too-long' | 'shape';
export type ParsedResponse = { ok: true; response: QuestionResponse | null } | { ok: false; fault: ResponseFault };

class Refused extends Error {
  readonly fault: ResponseFault;
  constructor(fault: ResponseFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Reads an answer from form fields. Nothing is trusted: a field or a number that the question does not have is refused.
 * @returns null as response when the question was left, or made, empty
 */
export function parseResponse(body: QuestionBody, order: readonly string[], fields: AnswerFields): ParsedResponse {
  try {
    return { ok: true, response: read(body, order, fields) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, fault: error.fault };
    throw error;
  }
}

function read(body: QuestionBody, order: readonly string[], fields: AnswerFields): QuestionResponse | null {
  if (body.type === 'ordering') return readOrder(order, rowsOf(fields, 'place', order.length));
  if (body.type === 'matching') return readPairs(body.pairs.map((pair) => pair.key), order, rowsOf(fields, 'pair', order.length));
  if (Object.keys(fields).some((name) => name !== 'answer')) throw new Refused('unknown');
  const answer = Object.hasOwn(fields, 'answer') ? fields['answer'] : '';
  if (body.type === 'multiple') return readChoices(order, [answer].flat());
  const text = textIn(answer).trim();
  if (text === '') return null;
  if (body.type === 'single') return { type: 'single', choice: keyAt(order, text) };
  if (body.type === 'short_answer') return { type: 'short_answer', text };
  if (text !== 'true' && text !== 'false') throw new Refused('unknown');
  return { type: 'true_false', value: text === 'true' };
}

function readChoices(order: readonly string[], values: readonly unknown[]): QuestionResponse | null {
  if (values.length > order.length + 1) throw new Refused('duplicate');
  const numbers = values.map(textIn).filter((value) => value !== '');
  if (new Set(numbers).size < numbers.length) throw new Refused('duplicate');
  const choices = numbers.map((number) => keyAt(order, number));
  return choices.length === 0 ? null : { type: 'multiple', choices: order.filter((key) => choices.includes(key)) };
}

function readOrder(items: readonly string[], places: readonly string[]): QuestionResponse | null {
  const order = items.map(() => '');
  for (const [at, place] of places.entries()) {
    if (place === '') continue;
    keyAt(items, place);
    if (order[Number(place) - 1] !== '') throw new Refused('duplicate');
    order[Number(place) - 1] = items[at] as string;
  }
  return order.every((key) => key === '') ? null : { type: 'ordering', order };
}

function readPairs(lefts: readonly string[], rights: readonly string[], chosen: readonly string[]): QuestionResponse | null {
  const pairs = lefts.flatMap((left, at) => (chosen[at] ? [[left, keyAt(rights, chosen[at])] as const] : []));
  return pairs.length === 0 ? null : { type: 'matching', pairs: Object.fromEntries(pairs) };
}

function rowsOf(fields: AnswerFields, stem: string, count: number): string[] {
  const names = Array.from({ length: count }, (_none, at) => `${stem}-${at + 1}`);
  if (Object.keys(fields).some((name) => !names.includes(name))) throw new Refused('unknown');
  return names.map((name) => (Object.hasOwn(fields, name) ? textIn(fields[name]) : ''));
}

function keyAt(keys: readonly string[], number: string): string {
  const key = /^[1-9]\d?$/.test(number) ? keys[Number(number) - 1] : undefined;
  if (key === undefined) throw new Refused('unknown');
  return key;
}

function textIn(value: unknown): string {
  if (typeof value !== 'string') throw new Refused('shape');
  if (value.length > longestAnswer) throw new Refused('too-long');
  return value;
}

/** The form fields that show a stored answer again: what `parseResponse` would read as this answer. */
export function fieldsOfResponse(body: QuestionBody, order: readonly string[], response: QuestionResponse | null): Record<string, string | string[]> {
  const numberOf = (key: string | undefined) => (key !== undefined && order.includes(key) ? String(order.indexOf(key) + 1) : '');
  if (response === null || response.type !== body.type) return {};
  switch (response.type) {
    case 'single':
      return { answer: numberOf(response.choice) };
    case 'multiple':
      return { answer: response.choices.map(numberOf) };
    case 'true_false':
      return { answer: String(response.value) };
    case 'short_answer':
      return { answer: response.text };
    case 'ordering':
      return Object.fromEntries(order.map((key, at) => [`place-${at + 1}`, response.order.includes(key) ? String(response.order.indexOf(key) + 1) : '']));
    case 'matching':
      return Object.fromEntries(body.type === 'matching' ? body.pairs.map((pair, at) => [`pair-${at + 1}`, numberOf(response.pairs[pair.key])]) : []);
  }
}

export type AnswerState = 'empty' | 'partial' | 'answered';

/** Whether a question has been answered; rows that were left open make it partial. */
export function answerState(body: QuestionBody, response: QuestionResponse | null): AnswerState {
  if (response === null) return 'empty';
  if (response.type === 'ordering') return response.order.includes('') ? 'partial' : 'answered';
  if (response.type === 'matching' && body.type === 'matching') return body.pairs.every((pair) => Object.hasOwn(response.pairs, pair.key)) ? 'answered' : 'partial';
  return 'answered';
}
