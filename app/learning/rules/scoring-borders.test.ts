import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuestionBody, QuestionResponse } from './question.ts';
import { scoreAttempt, scoreQuestion } from './score-question.ts';

const options = (rights: string, wrongs: string) => [...rights, ...wrongs].map((key) => ({ key, text: key, correct: rights.includes(key), why: 'vì' }));
const choose = (type: 'single' | 'multiple', rights: string, wrongs: string): QuestionBody => ({ type, text: '?', options: options(rights, wrongs) });
const order = (keys: string): QuestionBody => ({ type: 'ordering', text: '?', items: [...keys].map((key) => ({ key, text: key, why: 'vì' })) });
const match = (keys: string): QuestionBody => ({ type: 'matching', text: '?', pairs: [...keys].map((key) => ({ key, left: key, right: key.toUpperCase(), why: 'vì' })) });
const short = (...accepted: string[]): QuestionBody => ({ type: 'short_answer', text: '?', accepted, why: 'vì' });
const points = (body: QuestionBody, response: QuestionResponse | null) => scoreQuestion(body, response);

describe('one of several', () => {
  it.each([['b', 1], ['a', 0], ['c', 0], ['', 0], ['B', 0], ['bb', 0]])('choosing %j is worth %d', (choice, worth) => {
    expect(points(choose('single', 'b', 'ac'), { type: 'single', choice })).toBe(worth);
  });
});

describe('several of several', () => {
  it.each([
    // right options, wrong options, chosen, worth
    ['ab', 'cd', 'ab', 1],
    ['ab', 'cd', 'a', 1 / 2],
    ['ab', 'cd', 'ac', 0],
    ['ab', 'cd', 'abc', 1 / 2],
    ['ab', 'cd', 'abcd', 0],
    ['ab', 'cd', 'cd', 0],
    ['ab', 'cd', '', 0],
    ['abc', 'd', 'ab', 2 / 3],
    ['abc', 'd', 'abd', 1 / 3],
    ['abc', 'd', 'abcd', 2 / 3],
    ['abc', 'd', 'd', 0],
    ['abcd', 'e', 'abc', 3 / 4],
    ['abcd', 'e', 'ae', 0],
    ['a', 'bcd', 'a', 1],
    ['a', 'bcd', 'ab', 0],
    ['ab', '', 'ab', 1],
  ])('right %s, wrong %s: choosing %j is worth %d', (rights, wrongs, chosen, worth) => {
    expect(points(choose('multiple', rights, wrongs), { type: 'multiple', choices: [...chosen] })).toBeCloseTo(worth, 12);
  });

  it('does not care in which order or how often something was ticked', () => {
    const body = choose('multiple', 'abc', 'de');
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')), (choices) => {
      const tidy = [...new Set(choices)].sort();
      expect(points(body, { type: 'multiple', choices })).toBe(points(body, { type: 'multiple', choices: tidy }));
    }));
  });

  it('never pays for one more wrong tick', () => {
    const body = choose('multiple', 'abc', 'de');
    fc.assert(fc.property(fc.subarray(['a', 'b', 'c', 'd']), (choices) => {
      expect(points(body, { type: 'multiple', choices: [...choices, 'e'] })).toBeLessThanOrEqual(points(body, { type: 'multiple', choices }));
    }));
  });
});

describe('true or false', () => {
  it.each([[true, true, 1], [true, false, 0], [false, false, 1], [false, true, 0]])('the statement is %s, the answer %s: %d', (answer, value, worth) => {
    expect(points({ type: 'true_false', text: '?', answer, whyTrue: 'a', whyFalse: 'b' }, { type: 'true_false', value })).toBe(worth);
  });
});

describe('ordering', () => {
  it.each([
    ['abcd', 'abcd', 1],
    ['abcd', 'abdc', 2 / 3],
    ['abcd', 'bacd', 2 / 3],
    ['abcd', 'dabc', 2 / 3],
    ['abcd', 'badc', 1 / 3],
    ['abcd', 'cdab', 2 / 3],
    ['abcd', 'dcba', 0],
    ['abcd', 'abc-', 2 / 3],
    ['abcd', 'ab--', 1 / 3],
    ['abcd', 'a--d', 0],
    ['abcd', '-abc', 2 / 3],
    ['abcd', '----', 0],
    ['ab', 'ab', 1],
    ['ab', 'ba', 0],
    ['ab', 'a-', 0],
  ])('%s put as %s is worth %d', (right, put, worth) => {
    expect(points(order(right), { type: 'ordering', order: [...put].map((key) => (key === '-' ? '' : key)) })).toBeCloseTo(worth, 12);
  });

  it('is worth nothing when there is nothing to order', () => {
    expect(points(order('a'), { type: 'ordering', order: ['a'] })).toBe(0);
  });
});

describe('matching', () => {
  it.each([
    ['abcd', 'aa bb cc dd', 1],
    ['abcd', 'aa bb cc', 3 / 4],
    ['abcd', 'aa bb cd dc', 1 / 2],
    ['abcd', 'aa ba ca da', 1 / 4],
    ['abcd', 'ab ba cd dc', 0],
    ['abcd', '', 0],
    ['abc', 'aa', 1 / 3],
    ['ab', 'aa zz', 1 / 2],
  ])('%s answered with %j is worth %d', (keys, answered, worth) => {
    const pairs = Object.fromEntries(answered.split(' ').filter(Boolean).map((pair) => [pair[0] ?? '', pair[1] ?? '']));
    expect(points(match(keys), { type: 'matching', pairs })).toBeCloseTo(worth, 12);
  });
});

describe('short answer', () => {
  it.each([
    [['15', 'ngày 15'], '15', 1],
    [['15', 'ngày 15'], 'Ngày  15.', 1],
    [['15'], '15 ngày', 0],
    [['Đề án 06'], 'de an 06', 1],
    [['Đề án 06'], 'ĐỀ ÁN 06', 1],
    [['Đề án 06'], 'Đề án 6', 0],
    [['VNeID'], 'vneid', 1],
    [['VNeID'], '', 0],
    [['VNeID'], '…', 0],
    [['Hoà Bình'], 'Hòa Bình', 1],
    [['Hoà Bình'], 'Hoà Bình'.normalize('NFD'), 1],
  ] as [string[], string, number][])('of %j, %j is worth %d', (accepted, text, worth) => {
    expect(points(short(...accepted), { type: 'short_answer', text })).toBe(worth);
  });

  it('is never right when the bank accepts nothing', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(points(short('', ' . '), { type: 'short_answer', text })).toBe(0)));
  });
});

describe('the score of an attempt', () => {
  const ones = (count: number) => Array.from({ length: count }, () => 1);
  const zeros = (count: number) => Array.from({ length: count }, () => 0);

  it.each([
    ['all of 10', [...ones(10)], 10],
    ['8 of 10', [...ones(8), ...zeros(2)], 8],
    ['7 of 10 and a half', [...ones(7), 0.5, 0, 0], 7.5],
    ['7 of 9', [...ones(7), ...zeros(2)], 7.8],
    ['19 of 24', [...ones(19), ...zeros(5)], 7.9],
    ['four fifths of 15', [...ones(12), ...zeros(3)], 8],
    ['three thirds and a whole of two', [1 / 3 + 2 / 3, 1], 10],
    ['thirds only', [2 / 3, 2 / 3, 2 / 3], 6.7],
    ['a quarter of one', [0.25], 2.5],
    ['an exact half of a tenth upward', [...ones(1), ...zeros(7)], 1.3],
    ['just under it', [0.9999, ...zeros(7)], 1.2],
    ['nothing at all', zeros(6), 0],
  ] as [string, number[], number][])('%s', (_what, given, score) => {
    expect(scoreAttempt(given)).toBe(score);
  });

  it('does not depend on the order of the questions', () => {
    const thirds = fc.array(fc.constantFrom(0, 1 / 3, 1 / 2, 2 / 3, 3 / 4, 1), { minLength: 1, maxLength: 20 });
    fc.assert(fc.property(thirds.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, mixed]) => {
      expect(scoreAttempt(mixed)).toBe(scoreAttempt(all));
    }));
  });

  it('is the exact fraction, halves up, for any share of twelfths', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 30 }), (twelfths) => {
      const sum = twelfths.reduce((total, part) => total + part, 0);
      // floor(x + 1/2) in whole numbers: no binary fraction takes part.
      const tenths = Math.floor((200 * sum + 12 * twelfths.length) / (24 * twelfths.length));
      expect(scoreAttempt(twelfths.map((part) => part / 12))).toBe(tenths / 10);
    }));
  });
});
