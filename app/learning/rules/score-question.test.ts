import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleBodies } from '../../../tests/world/learning.ts';
import type { QuestionBody, QuestionResponse } from './question.ts';
import { scoreAttempt, scoreQuestion } from './score-question.ts';

const [single, multiple, trueFalse, ordering, matching, short] = sampleBodies as [QuestionBody, QuestionBody, QuestionBody, QuestionBody, QuestionBody, QuestionBody];
const anyResponse: fc.Arbitrary<QuestionResponse | null> = fc.oneof(
  fc.constant(null),
  fc.record({ type: fc.constant('single' as const), choice: fc.string() }),
  fc.record({ type: fc.constant('multiple' as const), choices: fc.array(fc.constantFrom('a', 'b', 'c', 'x', '__proto__')) }),
  fc.record({ type: fc.constant('true_false' as const), value: fc.boolean() }),
  fc.record({ type: fc.constant('ordering' as const), order: fc.array(fc.constantFrom('x', 'y', 'z', '')) }),
  fc.record({ type: fc.constant('matching' as const), pairs: fc.dictionary(fc.constantFrom('m', 'n', 'p', 'constructor'), fc.constantFrom('m', 'n', 'p', 'toString')) }),
  fc.record({ type: fc.constant('short_answer' as const), text: fc.string() }),
);

test('points are always between 0 and 1, whatever was stored', () => {
  fc.assert(
    fc.property(fc.constantFrom(...sampleBodies), anyResponse, (body, response) => {
      const points = scoreQuestion(body, response);
      expect(points).toBeGreaterThanOrEqual(0);
      expect(points).toBeLessThanOrEqual(1);
      if (response?.type !== body.type) expect(points).toBe(0);
    }),
  );
});

test('a single choice and a true or false are all or nothing', () => {
  expect(scoreQuestion(single, { type: 'single', choice: 'b' })).toBe(1);
  expect(scoreQuestion(single, { type: 'single', choice: 'a' })).toBe(0);
  expect(scoreQuestion(single, { type: 'single', choice: 'zz' })).toBe(0);
  expect(scoreQuestion(trueFalse, { type: 'true_false', value: false })).toBe(1);
  expect(scoreQuestion(trueFalse, { type: 'true_false', value: true })).toBe(0);
});

test('several options: right ones less wrong ones, as a share of the right ones, never below 0', () => {
  const points = (...choices: string[]) => scoreQuestion(multiple, { type: 'multiple', choices });
  expect(points('a', 'c')).toBe(1);
  expect(points('a')).toBe(0.5);
  expect(points('a', 'b')).toBe(0);
  expect(points('a', 'b', 'c')).toBe(0.5);
  expect(points('b')).toBe(0);
  expect(points('a', 'a', 'a')).toBe(0.5);
});

test('choosing everything never gives full points when something is wrong', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 3, maxLength: 5 }), (rights) => {
      fc.pre(rights.includes(false));
      const options = rights.map((correct, at) => ({ key: String(at), text: '', correct, why: '' }));
      const body: QuestionBody = { type: 'multiple', text: '', options };
      expect(scoreQuestion(body, { type: 'multiple', choices: options.map((option) => option.key) })).toBeLessThan(1);
      expect(scoreQuestion(body, { type: 'multiple', choices: options.filter((option) => option.correct).map((option) => option.key) })).toBe(rights.includes(true) ? 1 : 0);
    }),
  );
});

test('ordering counts neighbours in the right order; gaps count as wrong', () => {
  const points = (...order: string[]) => scoreQuestion(ordering, { type: 'ordering', order });
  expect(points('x', 'y', 'z')).toBe(1);
  expect(points('z', 'x', 'y')).toBe(0.5);
  expect(points('x', 'z', 'y')).toBe(0.5);
  expect(points('z', 'y', 'x')).toBe(0);
  expect(points('x', 'y', '')).toBe(0.5);
  expect(points('', '', '')).toBe(0);
});

test('only the right order is worth everything, and its reverse nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 5 }).chain((count) => fc.shuffledSubarray(Array.from({ length: count }, (_none, at) => String(at)), { minLength: count })), (order) => {
      const right = [...order].sort();
      const body: QuestionBody = { type: 'ordering', text: '', items: right.map((key) => ({ key, text: '', why: '' })) };
      expect(scoreQuestion(body, { type: 'ordering', order }) === 1).toBe(order.join() === right.join());
      expect(scoreQuestion(body, { type: 'ordering', order: [...right].reverse() })).toBe(0);
    }),
  );
});

test('matching counts right pairs; keys of Object.prototype are no answer', () => {
  const points = (pairs: Record<string, string>) => scoreQuestion(matching, { type: 'matching', pairs });
  expect(points({ m: 'm', n: 'n', p: 'p' })).toBe(1);
  expect(points({ m: 'm', n: 'p', p: 'n' })).toBeCloseTo(1 / 3);
  expect(points({ m: 'm' })).toBeCloseTo(1 / 3);
  expect(points(JSON.parse('{"__proto__": {"m": "m"}}') as Record<string, string>)).toBe(0);
});

test('short answers are compared without capitals, marks and punctuation', () => {
  const points = (text: string) => scoreQuestion(short, { type: 'short_answer', text });
  for (const text of ['15', ' 15. ', 'Ngày 15', 'ngay 15', 'NGÀY 15!', '１５', 'ｎｇàｙ １５', 'Ngày 15'.normalize('NFD'), 'Nga\u0300y 15']) expect(points(text)).toBe(1);
  for (const text of ['', '   ', '?', '16', 'ngày 15 tháng 1']) expect(points(text)).toBe(0);
});

test('the score is on ten points, rounded to one decimal, halves up', () => {
  expect(scoreAttempt([])).toBe(0);
  expect(scoreAttempt([1, 1, 1])).toBe(10);
  expect(scoreAttempt([1, 0, 0])).toBe(3.3);
  expect(scoreAttempt([1, 1, 0])).toBe(6.7);
  expect(scoreAttempt([1 / 3, 1 / 3, 1 / 3])).toBe(3.3);
  // 79.5 of 100 tenths: exactly a half.
  expect(scoreAttempt([...Array.from({ length: 15 }, () => 1), 0.9, 0, 0, 0, 0])).toBe(8);
  expect(scoreAttempt([...Array.from({ length: 15 }, () => 1), 0.88, 0, 0, 0, 0])).toBe(7.9);
});

test('a score is never out of range and never falls when an answer gets better', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 }), (points) => {
      const score = scoreAttempt(points);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(10);
      expect(Math.round(score * 10)).toBeCloseTo(score * 10, 9);
      expect(scoreAttempt([1, ...points.slice(1)])).toBeGreaterThanOrEqual(score);
    }),
  );
});
