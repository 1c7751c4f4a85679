import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleBodies } from '../../../tests/world/learning.ts';
import { answerState, fieldsOfResponse, longestAnswer, parseResponse } from './question-response.ts';
import type { QuestionBody, QuestionResponse } from './question.ts';
import { scoreQuestion } from './score-question.ts';
import { showQuestion } from './shown-question.ts';
import { shownOrder } from './shuffle.ts';

const [single, multiple, trueFalse, ordering, matching, short] = sampleBodies as [QuestionBody, QuestionBody, QuestionBody, QuestionBody, QuestionBody, QuestionBody];
const orders: Record<string, string[]> = { single: ['c', 'a', 'b'], multiple: ['b', 'c', 'a'], ordering: ['z', 'x', 'y'], matching: ['p', 'm', 'n'], true_false: [], short_answer: [] };
const parse = (body: QuestionBody, fields: Record<string, unknown>) => parseResponse(body, orders[body.type] as string[], fields);
const good = (response: QuestionResponse | null) => ({ ok: true, response });
const bad = (fault: string) => ({ ok: false, fault });

test('reads the numbers that the page showed as the bank keys', () => {
  expect(parse(single, { answer: '3' })).toEqual(good({ type: 'single', choice: 'b' }));
  expect(parse(multiple, { answer: ['2', '3'] })).toEqual(good({ type: 'multiple', choices: ['c', 'a'] }));
  expect(parse(multiple, { answer: '1' })).toEqual(good({ type: 'multiple', choices: ['b'] }));
  expect(parse(trueFalse, { answer: 'false' })).toEqual(good({ type: 'true_false', value: false }));
  expect(parse(ordering, { 'place-1': '3', 'place-2': '1', 'place-3': '2' })).toEqual(good({ type: 'ordering', order: ['x', 'y', 'z'] }));
  expect(parse(matching, { 'pair-1': '2', 'pair-2': '3', 'pair-3': '1' })).toEqual(good({ type: 'matching', pairs: { m: 'm', n: 'n', p: 'p' } }));
  expect(parse(short, { answer: ' ngày 15 ' })).toEqual(good({ type: 'short_answer', text: 'ngày 15' }));
});

test('an empty form is no answer', () => {
  for (const body of sampleBodies) expect(parse(body, {})).toEqual(good(null));
  expect(parse(ordering, { 'place-1': '', 'place-2': '', 'place-3': '' })).toEqual(good(null));
  expect(parse(short, { answer: '   ' })).toEqual(good(null));
  expect(parse(multiple, { answer: [] })).toEqual(good(null));
});

test('half an answer is kept with its gaps', () => {
  expect(parse(ordering, { 'place-2': '1' })).toEqual(good({ type: 'ordering', order: ['x', '', ''] }));
  expect(parse(matching, { 'pair-2': '3' })).toEqual(good({ type: 'matching', pairs: { n: 'n' } }));
});

test('options that the question does not have are refused', () => {
  for (const answer of ['0', '4', '-1', '1.0', '01', 'a', '99999999999', 'true', 'constructor', '__proto__']) expect(parse(single, { answer })).toEqual(bad('unknown'));
  expect(parse(multiple, { answer: ['1', '9'] })).toEqual(bad('unknown'));
  expect(parse(trueFalse, { answer: '1' })).toEqual(bad('unknown'));
  expect(parse(ordering, { 'place-1': '4' })).toEqual(bad('unknown'));
  expect(parse(matching, { 'pair-1': 'toString' })).toEqual(bad('unknown'));
});

test('fields that the question does not have are refused', () => {
  expect(parse(single, { answer: '1', extra: 'x' })).toEqual(bad('unknown'));
  expect(parse(ordering, { 'place-4': '1' })).toEqual(bad('unknown'));
  expect(parse(ordering, { answer: '1' })).toEqual(bad('unknown'));
  expect(parse(matching, JSON.parse('{"__proto__": "1"}') as Record<string, unknown>)).toEqual(bad('unknown'));
  expect(parse(single, JSON.parse('{"__proto__": {"answer": "1"}}') as Record<string, unknown>)).toEqual(bad('unknown'));
});

test('the same thing twice is refused', () => {
  expect(parse(multiple, { answer: ['1', '1'] })).toEqual(bad('duplicate'));
  expect(parse(multiple, { answer: Array.from({ length: 100_000 }, () => '1') })).toEqual(bad('duplicate'));
  expect(parse(ordering, { 'place-1': '2', 'place-2': '2' })).toEqual(bad('duplicate'));
});

test('huge texts, lists and things that are no text are refused', () => {
  const huge = 'a'.repeat(10_000_000);
  for (const body of [single, multiple, trueFalse, short]) expect(parse(body, { answer: huge })).toEqual(bad('too-long'));
  expect(parse(ordering, { 'place-1': huge })).toEqual(bad('too-long'));
  expect(parse(short, { answer: 'a'.repeat(longestAnswer) })).toMatchObject({ ok: true });
  expect(parse(single, { answer: ['1'] })).toEqual(bad('shape'));
  expect(parse(short, { answer: 15 })).toEqual(bad('shape'));
  expect(parse(multiple, { answer: [['1']] })).toMatchObject({ ok: false });
  expect(parse(matching, { 'pair-1': { m: 'm' } })).toEqual(bad('shape'));
});

test('nothing that a form can hold makes the parser throw or invent a key', () => {
  const names = fc.constantFrom('answer', 'place-1', 'place-2', 'place-3', 'pair-1', 'pair-2', 'pair-3', '__proto__', 'toString', 'q');
  const values = fc.oneof(fc.constantFrom('1', '2', '3', '', 'true'), fc.string(), fc.array(fc.string(), { maxLength: 5 }), fc.constant(undefined), fc.integer());
  fc.assert(
    fc.property(fc.constantFrom(...sampleBodies), fc.dictionary(names, values), (body, fields) => {
      const parsed = parse(body, fields);
      if (!parsed.ok || parsed.response === null) return;
      expect(parsed.response.type).toBe(body.type);
      expect(parse(body, fieldsOfResponse(body, orders[body.type] as string[], parsed.response))).toEqual(parsed);
    }),
    { numRuns: 500 },
  );
});

test('what is shown and sent back unchanged is the same answer', () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const right: QuestionResponse[] = [
        { type: 'single', choice: 'b' },
        { type: 'multiple', choices: ['a', 'c'] },
        { type: 'true_false', value: false },
        { type: 'ordering', order: ['x', 'y', 'z'] },
        { type: 'matching', pairs: { m: 'm', n: 'n', p: 'p' } },
        { type: 'short_answer', text: '15' },
      ];
      for (const [at, body] of sampleBodies.entries()) {
        const order = shownOrder(body, seed);
        const parsed = parseResponse(body, order, fieldsOfResponse(body, order, right[at] ?? null));
        expect(parsed.ok && scoreQuestion(body, parsed.response)).toBe(1);
      }
    }),
  );
});

test('a shown question holds neither keys nor reasons nor right answers', () => {
  for (const body of sampleBodies) {
    const shown = JSON.stringify(showQuestion(body, orders[body.type] as string[]));
    expect(shown).not.toMatch(/"(key|why|correct|accepted|whyTrue|whyFalse)"/);
    expect(shown).toContain(body.text);
  }
  expect(showQuestion(ordering, ['z', 'x', 'y']).rows.map((row) => row.text)).toEqual(['Ghi lại thời điểm', 'Đổi mật khẩu từ máy tin cậy', 'Báo đầu mối']);
  expect(showQuestion(matching, ['p', 'm', 'n']).choices[0]?.text).toBe('Đề nghị quản trị cấp gấp');
  expect(showQuestion(short, []).choices).toEqual([]);
});

test('rows that were left open make an answer partial', () => {
  expect(answerState(single, null)).toBe('empty');
  expect(answerState(single, { type: 'single', choice: 'a' })).toBe('answered');
  expect(answerState(ordering, { type: 'ordering', order: ['x', '', 'z'] })).toBe('partial');
  expect(answerState(ordering, { type: 'ordering', order: ['x', 'y', 'z'] })).toBe('answered');
  expect(answerState(matching, { type: 'matching', pairs: { m: 'm' } })).toBe('partial');
  expect(answerState(matching, { type: 'matching', pairs: { m: 'm', n: 'm', p: 'm' } })).toBe('answered');
});

test('an answer of another type is shown as nothing', () => {
  expect(fieldsOfResponse(single, ['a'], { type: 'short_answer', text: 'x' })).toEqual({});
  expect(fieldsOfResponse(single, ['a'], null)).toEqual({});
});
