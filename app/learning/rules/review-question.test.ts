import { expect, test } from 'vitest';
import { sampleBodies } from '../../../tests/world/learning.ts';
import { afterSaving } from './after-saving.ts';
import type { QuestionBody } from './question.ts';
import { outcomeOf, reviewQuestion } from './review-question.ts';

const [single, multiple, trueFalse, ordering, matching, short] = sampleBodies as [QuestionBody, QuestionBody, QuestionBody, QuestionBody, QuestionBody, QuestionBody];

test('every option is explained, in the order of the attempt, with the choice marked', () => {
  const { lines } = reviewQuestion(single, ['c', 'b', 'a'], { type: 'single', choice: 'c' });
  expect(lines.map((line) => [line.text, line.isChosen, line.isRight])).toEqual([
    ['Xoá thư ngay', true, false],
    ['Xác minh theo danh bạ cơ quan', false, true],
    ['Mở tệp trên máy khác', false, false],
  ]);
  expect(lines.every((line) => line.why !== '')).toBe(true);
});

test('several choices are each marked', () => {
  const { lines } = reviewQuestion(multiple, ['a', 'b', 'c'], { type: 'multiple', choices: ['a', 'b'] });
  expect(lines.map((line) => [line.isChosen, line.isRight])).toEqual([[true, true], [true, false], [false, true]]);
});

test('true and false are both explained', () => {
  const { lines } = reviewQuestion(trueFalse, [], { type: 'true_false', value: true });
  expect(lines).toMatchObject([{ text: 'true', isChosen: true, isRight: false }, { text: 'false', isChosen: false, isRight: true }]);
});

test('items stand in their right order with the place that they were given', () => {
  const { lines } = reviewQuestion(ordering, ['z', 'y', 'x'], { type: 'ordering', order: ['y', 'x', ''] });
  expect(lines).toMatchObject([{ given: '2', wanted: '1', isRight: false }, { given: '1', wanted: '2', isRight: false }, { given: null, wanted: '3', isRight: false, isChosen: false }]);
});

test('pairs show what was put there and what belongs there', () => {
  const { lines } = reviewQuestion(matching, ['m', 'n', 'p'], { type: 'matching', pairs: { m: 'm', n: 'p' } });
  expect(lines.map((line) => line.isRight)).toEqual([true, false, false]);
  expect(lines[1]?.given).toBe('Đề nghị quản trị cấp gấp');
  expect(lines[2]?.given).toBeNull();
});

test('a short answer shows what was typed and what is accepted', () => {
  expect(reviewQuestion(short, [], { type: 'short_answer', text: '16' })).toMatchObject({ typed: '16', lines: [{ text: '15', isRight: true }] });
  expect(reviewQuestion(short, [], null).typed).toBeNull();
});

test('an answer of another type counts as none', () => {
  expect(reviewQuestion(single, ['a', 'b', 'c'], { type: 'short_answer', text: 'x' }).lines.some((line) => line.isChosen)).toBe(false);
});

test('the outcome has a word for everything between right and empty', () => {
  expect([outcomeOf(1, true), outcomeOf(0.5, true), outcomeOf(0, true), outcomeOf(0, false)]).toEqual(['right', 'partly', 'wrong', 'empty']);
});

test('a plain form goes on, stays or goes back after saving', () => {
  const form = (go: 'next' | 'stay' | 'previous') => ({ q: 3, go, fields: {} });
  expect(afterSaving('id', form('next'), { ok: true })).toBe('/attempts/id?q=4');
  expect(afterSaving('id', form('stay'), { ok: true })).toBe('/attempts/id?q=3');
  expect(afterSaving('id', form('previous'), { ok: true })).toBe('/attempts/id?q=2');
});

test('a refused form comes back with its places and nothing else', () => {
  const fields = { 'place-1': '2', 'place-2': '2', 'place-3': 'x'.repeat(5_000), answer: 'secret', fault: 'mine', q: '9' };
  expect(afterSaving('id', { q: 3, go: 'next', fields }, { ok: false, reason: 'invalid', fault: 'duplicate' })).toBe('/attempts/id?place-1=2&place-2=2&q=3&fault=duplicate');
});

test('a form that came too late goes to the result and says so', () => {
  const form = { q: 3, go: 'next', fields: {} } as const;
  expect(afterSaving('id', form, { ok: false, reason: 'over', isTimeUp: true })).toBe('/attempts/id/result?late=1');
  expect(afterSaving('id', form, { ok: false, reason: 'over', isTimeUp: false })).toBe('/attempts/id/result');
});
