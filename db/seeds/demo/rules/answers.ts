import type { QuestionBody, QuestionResponse } from '../../../../app/learning/index.server.ts';
import type { Random } from './random.ts';

/** What somebody who knows the matter answers. */
export function rightAnswer(body: QuestionBody): QuestionResponse {
  switch (body.type) {
    case 'single':
      return { type: 'single', choice: body.options.find((option) => option.correct)?.key ?? '' };
    case 'multiple':
      return { type: 'multiple', choices: body.options.filter((option) => option.correct).map((option) => option.key) };
    case 'true_false':
      return { type: 'true_false', value: body.answer };
    case 'ordering':
      return { type: 'ordering', order: body.items.map((item) => item.key) };
    case 'matching':
      return { type: 'matching', pairs: Object.fromEntries(body.pairs.map((pair) => [pair.key, pair.key])) };
    case 'short_answer':
      return { type: 'short_answer', text: body.accepted[0] ?? '' };
  }
}

/** A plausible mistake: another option, one right choice forgotten, two steps swapped. */
export function wrongAnswer(body: QuestionBody, random: Random): QuestionResponse {
  switch (body.type) {
    case 'single':
      return { type: 'single', choice: random.pick(body.options.filter((option) => !option.correct)).key };
    case 'multiple':
      return { type: 'multiple', choices: wrongChoices(body.options, random) };
    case 'true_false':
      return { type: 'true_false', value: !body.answer };
    case 'ordering':
      return { type: 'ordering', order: swapped(body.items.map((item) => item.key), random) };
    case 'matching':
      return { type: 'matching', pairs: wrongPairs(body.pairs.map((pair) => pair.key), random) };
    case 'short_answer':
      return { type: 'short_answer', text: 'không rõ' };
  }
}

function wrongChoices(options: readonly { key: string; correct: boolean }[], random: Random): string[] {
  const forgotten = random.pick(options.filter((option) => option.correct)).key;
  const added = random.chance(0.6) ? random.pick(options.filter((option) => !option.correct)).key : undefined;
  return options.filter((option) => option.key === added || (option.correct && option.key !== forgotten)).map((option) => option.key);
}

function swapped(keys: readonly string[], random: Random): string[] {
  const at = random.int(0, keys.length - 2);
  return keys.map((key, position) => (position === at ? keys[at + 1] : position === at + 1 ? keys[at] : key) ?? key);
}

function wrongPairs(keys: readonly string[], random: Random): Record<string, string> {
  const rights = swapped(keys, random);
  return Object.fromEntries(keys.map((key, position) => [key, rights[position] ?? key]));
}
