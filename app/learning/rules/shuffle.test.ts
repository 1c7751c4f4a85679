import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleBodies } from '../../../tests/world/learning.ts';
import type { QuestionBody } from './question.ts';
import { seededRandom } from './random.ts';
import { shownOrder, shuffle } from './shuffle.ts';

const keys = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 0, maxLength: 8 });
const body = (type: QuestionBody['type']) => sampleBodies.find((each) => each.type === type) as QuestionBody;

test('shuffling keeps every item and depends on nothing but the seed', () => {
  fc.assert(
    fc.property(keys, fc.string(), (items, seed) => {
      const mixed = shuffle(items, seed);
      expect([...mixed].sort()).toEqual([...items].sort());
      expect(shuffle(items, seed)).toEqual(mixed);
    }),
  );
});

test('shuffling does not touch its input', () => {
  const items = ['a', 'b', 'c', 'd'];
  shuffle(items, 'seed');
  expect(items).toEqual(['a', 'b', 'c', 'd']);
});

test('every order of three comes up about equally often', () => {
  const counts = new Map<string, number>();
  for (let at = 0; at < 6_000; at += 1) {
    const order = shuffle(['a', 'b', 'c'], `seed-${at}`).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});

test('random numbers stay between 0 and 1', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const random = seededRandom(seed);
      for (let at = 0; at < 20; at += 1) {
        const value = random();
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
      }
    }),
  );
});

test('items to be ordered never start in their right order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 6 }), fc.string(), (count, seed) => {
      const items = Array.from({ length: count }, (_none, at) => ({ key: `k${at}`, text: `${at}`, why: '' }));
      const order = shownOrder({ type: 'ordering', text: '', items }, seed);
      expect([...order].sort()).toEqual(items.map((item) => item.key).sort());
      expect(order).not.toEqual(items.map((item) => item.key));
    }),
  );
});

test('options and rights are mixed, true or false and short answers are not', () => {
  expect(shownOrder(body('single'), 's').sort()).toEqual(['a', 'b', 'c']);
  expect(shownOrder(body('multiple'), 's').sort()).toEqual(['a', 'b', 'c']);
  expect(shownOrder(body('matching'), 's').sort()).toEqual(['m', 'n', 'p']);
  expect(shownOrder(body('true_false'), 's')).toEqual([]);
  expect(shownOrder(body('short_answer'), 's')).toEqual([]);
});
