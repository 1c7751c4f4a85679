import type { QuestionBody } from './question.ts';
import { seededRandom } from './random.ts';

/** The items in an order that follows from the seed; every order is equally likely (Fisher–Yates). */
export function shuffle<Item>(items: readonly Item[], seed: string): Item[] {
  const random = seededRandom(seed);
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [mixed[at], mixed[other]] = [mixed[other] as Item, mixed[at] as Item];
  }
  return mixed;
}

/**
 * The keys of a question in the order in which this attempt shows them: options, the items to be ordered, or the rights to be matched.
 * Items to be ordered never start in their right order; true or false and short answers have nothing to shuffle.
 */
export function shownOrder(body: QuestionBody, seed: string): string[] {
  switch (body.type) {
    case 'single':
    case 'multiple':
      return shuffle(body.options.map((option) => option.key), seed);
    case 'matching':
      return shuffle(body.pairs.map((pair) => pair.key), seed);
    case 'ordering':
      return unsorted(body.items.map((item) => item.key), seed);
    default:
      return [];
  }
}

function unsorted(right: string[], seed: string): string[] {
  const mixed = shuffle(right, seed);
  const isRight = mixed.every((key, at) => key === right[at]);
  return isRight ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}
