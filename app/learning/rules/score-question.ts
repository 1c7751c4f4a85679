import { fold } from '../../platform/text/fold.ts';
import type { QuestionBody, QuestionResponse } from './question.ts';

type Body<Type extends QuestionBody['type']> = Extract<QuestionBody, { type: Type }>;
type ChoiceBody = Extract<QuestionBody, { options: unknown }>;

/** What an answer is worth, from 0 to 1. No answer, or one that does not fit the question, is worth nothing. */
export function scoreQuestion(body: QuestionBody, response: QuestionResponse | null): number {
  if (response === null || response.type !== body.type) return 0;
  switch (response.type) {
    case 'single':
      return (body as ChoiceBody).options.some((option) => option.correct && option.key === response.choice) ? 1 : 0;
    case 'multiple':
      return scoreMultiple(body as ChoiceBody, response.choices);
    case 'true_false':
      return (body as Body<'true_false'>).answer === response.value ? 1 : 0;
    case 'ordering':
      return scoreOrdering(body as Body<'ordering'>, response.order);
    case 'matching':
      return scoreMatching(body as Body<'matching'>, response.pairs);
    case 'short_answer':
      return scoreShortAnswer(body as Body<'short_answer'>, response.text);
  }
}

/** Right ones chosen less wrong ones chosen, as a share of all right ones; never below nothing. */
function scoreMultiple({ options }: ChoiceBody, choices: readonly string[]): number {
  const chosen = new Set(choices);
  const right = options.filter((option) => option.correct);
  const hits = right.filter((option) => chosen.has(option.key)).length;
  const misses = options.filter((option) => !option.correct && chosen.has(option.key)).length;
  return right.length === 0 ? 0 : Math.max(0, (hits - misses) / right.length);
}

/** The share of neighbours (first and second, second and third, …) that the answer leaves in the right order. */
function scoreOrdering({ items }: Body<'ordering'>, order: readonly string[]): number {
  const places = items.map((item) => order.indexOf(item.key));
  const neighbours = places.slice(1).map((place, at) => [places[at] as number, place] as const);
  const right = neighbours.filter(([before, after]) => before >= 0 && before < after);
  return neighbours.length === 0 ? 0 : right.length / neighbours.length;
}

function scoreMatching({ pairs }: Body<'matching'>, chosen: Readonly<Record<string, string>>): number {
  const right = pairs.filter((pair) => Object.hasOwn(chosen, pair.key) && chosen[pair.key] === pair.key);
  return pairs.length === 0 ? 0 : right.length / pairs.length;
}

/** Keyboards for East Asian text type full-width letters and digits (０１２); they mean the same. */
export function foldAnswer(text: string): string {
  return fold(text.normalize('NFKC'));
}

function scoreShortAnswer({ accepted }: Body<'short_answer'>, text: string): number {
  const given = foldAnswer(text);
  return given !== '' && accepted.some((answer) => foldAnswer(answer) === given) ? 1 : 0;
}

/** The points of an attempt's questions on the ten-point scale. */
export function scoreAttempt(points: readonly number[]): number {
  return scaleScore(points.reduce((sum, point) => sum + point, 0), points.length);
}

/** A sum of points on the ten-point scale, rounded to one decimal, halves up. */
export function scaleScore(sum: number, questions: number): number {
  if (questions === 0) return 0;
  const tenths = (sum / questions) * 100;
  // Thirds do not add up exactly in binary; the tiny push keeps an exact half from falling.
  return Math.floor(tenths + 0.5 + 1e-9) / 10;
}
