import type { QuestionBody, QuestionResponse } from './question.ts';

/** A question after submission, line by line: what was chosen, what would have been right, and why. */
export interface ReviewedQuestion {
  text: string;
  lines: ReviewLine[];
  /** What was typed into a short answer; null for other types or when nothing was typed. */
  typed: string | null;
}

export interface ReviewLine {
  /** The option, the item, the left of a pair, `true`, `false`, or an accepted answer. */
  text: string;
  /** For pairs and items: what was put there (a right, a place); null when it was left open or does not apply. */
  given: string | null;
  /** For pairs and items: what belongs there. */
  wanted: string | null;
  isChosen: boolean;
  isRight: boolean;
  why: string;
}

/** Explains a question with the answer that was given, options in the order in which the attempt showed them. */
export function reviewQuestion(body: QuestionBody, order: readonly string[], response: QuestionResponse | null): ReviewedQuestion {
  const answer = response?.type === body.type ? response : null;
  return { text: body.text, lines: linesOf(body, order, answer), typed: answer?.type === 'short_answer' ? answer.text : null };
}

function linesOf(body: QuestionBody, order: readonly string[], answer: QuestionResponse | null): ReviewLine[] {
  switch (body.type) {
    case 'single':
    case 'multiple':
      return optionLines(body.options, order, answer);
    case 'true_false':
      return [true, false].map((value) => choiceLine(String(value), answer?.type === 'true_false' && answer.value === value, body.answer === value, value ? body.whyTrue : body.whyFalse));
    case 'ordering':
      return orderLines(body.items, answer);
    case 'matching':
      return pairLines(body.pairs, answer);
    case 'short_answer':
      return [choiceLine(body.accepted[0] ?? '', false, true, body.why)];
  }
}

function optionLines(options: readonly { key: string; text: string; correct: boolean; why: string }[], order: readonly string[], answer: QuestionResponse | null): ReviewLine[] {
  const chosen = answer?.type === 'single' ? [answer.choice] : answer?.type === 'multiple' ? answer.choices : [];
  const shown = order.flatMap((key) => options.filter((option) => option.key === key));
  return shown.map((option) => choiceLine(option.text, chosen.includes(option.key), option.correct, option.why));
}

function orderLines(items: readonly { key: string; text: string; why: string }[], answer: QuestionResponse | null): ReviewLine[] {
  const order = answer?.type === 'ordering' ? answer.order : [];
  return items.map((item, at) => {
    const place = order.indexOf(item.key);
    return { text: item.text, given: place < 0 ? null : String(place + 1), wanted: String(at + 1), isChosen: place >= 0, isRight: place === at, why: item.why };
  });
}

function pairLines(pairs: readonly { key: string; left: string; right: string; why: string }[], answer: QuestionResponse | null): ReviewLine[] {
  const chosen = answer?.type === 'matching' ? answer.pairs : {};
  return pairs.map((pair) => {
    const key = Object.hasOwn(chosen, pair.key) ? chosen[pair.key] : undefined;
    const given = pairs.find((other) => other.key === key)?.right ?? null;
    return { text: pair.left, given, wanted: pair.right, isChosen: given !== null, isRight: key === pair.key, why: pair.why };
  });
}

function choiceLine(text: string, isChosen: boolean, isRight: boolean, why: string): ReviewLine {
  return { text, given: null, wanted: null, isChosen, isRight, why };
}

/** All right, partly right, wrong, or not answered at all. */
export type Outcome = 'right' | 'partly' | 'wrong' | 'empty';

export function outcomeOf(points: number, hasResponse: boolean): Outcome {
  if (points >= 1) return 'right';
  if (points > 0) return 'partly';
  return hasResponse ? 'wrong' : 'empty';
}
