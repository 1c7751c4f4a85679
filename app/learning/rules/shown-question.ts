import type { QuestionBody, QuestionType } from './question.ts';

/**
 * A question as a learner may see it before she submits: no right answers, no reasons, and numbers instead of the bank's keys,
 * because the keys of items and pairs would give the answer away.
 */
export interface ShownQuestion {
  type: QuestionType;
  text: string;
  /** What can be chosen: options; `true` and `false`; places (without text); the rights of a matching question. */
  choices: { value: string; text: string }[];
  /** Rows that each take one choice: items to be ordered, lefts to be matched. */
  rows: { name: string; text: string }[];
}

/** The question in the order that was drawn for this attempt. */
export function showQuestion(body: QuestionBody, order: readonly string[]): ShownQuestion {
  const { type, text } = body;
  switch (body.type) {
    case 'single':
    case 'multiple':
      return { type, text, choices: order.map((key, at) => ({ value: numberOf(at), text: textOf(body.options, key) })), rows: [] };
    case 'true_false':
      return { type, text, choices: ['true', 'false'].map((value) => ({ value, text: '' })), rows: [] };
    case 'ordering':
      return {
        type,
        text,
        choices: order.map((_key, at) => ({ value: numberOf(at), text: '' })),
        rows: order.map((key, at) => ({ name: `place-${at + 1}`, text: textOf(body.items, key) })),
      };
    case 'matching':
      return {
        type,
        text,
        choices: order.map((key, at) => ({ value: numberOf(at), text: body.pairs.find((pair) => pair.key === key)?.right ?? '' })),
        rows: body.pairs.map((pair, at) => ({ name: `pair-${at + 1}`, text: pair.left })),
      };
    case 'short_answer':
      return { type, text, choices: [], rows: [] };
  }
}

function numberOf(at: number): string {
  return String(at + 1);
}

function textOf(things: readonly { key: string; text: string }[], key: string): string {
  return things.find((thing) => thing.key === key)?.text ?? '';
}
