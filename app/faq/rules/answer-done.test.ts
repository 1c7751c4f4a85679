import { expect, it } from 'vitest';
import { answerDone } from './answer-done.ts';

const at = '2026-11-23T01:00:00.000Z';
const later = '2026-11-24T01:00:00.000Z';
const deed = (action: string, details: Record<string, unknown> = {}) => ({ action: `answer.${action}`, at, details });

it('says what was done last and nothing else that an address claims', () => {
  expect([answerDone('approved', deed('approve')), answerDone('published', deed('approve')), answerDone('approved', null), answerDone(undefined, deed('approve'))]).toEqual(['approved', null, null, null]);
  for (const hostile of ['__proto__', 'constructor', 'toString', '', 'draft']) expect(answerDone(hostile, deed('create'))).toBeNull();
});

it('tells what is shown at once from what is shown later', () => {
  expect(['published', 'scheduled', 'planned'].map((done) => answerDone(done, deed('publish', { publishAt: at })))).toEqual(['published', null, 'planned']);
  expect(['published', 'scheduled', 'planned'].map((done) => answerDone(done, deed('publish', { publishAt: later })))).toEqual([null, 'scheduled', 'planned']);
  expect(['withdrawn', 'withdrawal'].map((done) => answerDone(done, deed('withdraw', { withdrawAt: at })))).toEqual(['withdrawn', null]);
  expect(['withdrawn', 'withdrawal'].map((done) => answerDone(done, deed('withdraw', { withdrawAt: later })))).toEqual([null, 'withdrawal']);
});
