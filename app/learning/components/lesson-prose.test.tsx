import { describe, expect, it } from 'vitest';
import { sampleBody } from '../../../tests/world/courses.ts';
import { newId } from '../../platform/ids.ts';
import { textOf } from '../../platform/http/slots.ts';
import { completionForm, lessonProse } from './lesson-prose.tsx';

const lesson = (checks = ['q1', 'q2']) => ({ lessonVersionId: newId(), courseSlug: 'an-toan', slug: 'bai', body: sampleBody(checks) });
const proseOf = (...asked: Parameters<typeof lessonProse>) => textOf(lessonProse(...asked));
const none = new Map<string, string>();
const checkedIn = (markup: string) => [...markup.matchAll(/<input[^>]*>/g)].map(([input]) => input).filter((input) => /\schecked=""/.test(input)).map((input) => /id="([^"]+)"/.exec(input)?.[1]);

describe('lessonProse', () => {
  it('keeps the order of prose and questions', () => {
    const markup = proseOf(lesson(), none, 'vi');
    const order = ['Đoạn đầu.', 'id="check-q1"', 'Sau q1.', 'id="check-q2"', 'Sau q2.'].map((part) => markup.indexOf(part));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('gives prose exactly as it was published', () => {
    expect(proseOf(lesson([]), none, 'vi')).toBe('<h2 id="mo-dau">Mở đầu</h2><p>Đoạn đầu.</p>');
  });

  it('marks the chosen option and no other', () => {
    const one = lesson();
    expect(checkedIn(proseOf(one, none, 'vi'))).toEqual([]);
    expect(checkedIn(proseOf(one, new Map([['q1', 'c']]), 'vi'))).toEqual(['check-q1-c']);
    expect(checkedIn(proseOf(one, new Map([['q1', 'c'], ['q2', 'b']]), 'vi'))).toEqual(['check-q1-c', 'check-q2-b']);
  });

  it('forgets nobody’s answer and mixes none up, however often it is asked', () => {
    const one = lesson();
    const mine = proseOf(one, new Map([['q1', 'a']]), 'vi');
    const hers = proseOf(one, new Map([['q1', 'b']]), 'vi');
    expect(proseOf(one, new Map([['q1', 'a']]), 'vi')).toBe(mine);
    expect(proseOf(one, new Map([['q1', 'b']]), 'vi')).toBe(hers);
    expect(mine).not.toBe(hers);
  });

  it('keeps two versions of a lesson apart', () => {
    const [old, next] = [lesson(['q1']), lesson(['q1'])];
    const check = next.body.blocks.find((block) => block.kind === 'check');
    if (check?.kind === 'check') check.question = 'Câu hỏi đã sửa?';
    proseOf(old, none, 'vi');
    expect(proseOf(next, none, 'vi')).toContain('Câu hỏi đã sửa?');
  });

  it('ties every answer to the form that ends the lesson, so that one button sends all without a script', () => {
    const inputs = [...proseOf(lesson(), none, 'vi').matchAll(/<input[^>]*>/g)].map(([input]) => input);
    expect(inputs).toHaveLength(6);
    for (const input of inputs) expect(input).toContain(`form="${completionForm}"`);
    expect(inputs.map((input) => /name="([^"]+)"/.exec(input)?.[1])).toEqual(['q1', 'q1', 'q1', 'q2', 'q2', 'q2']);
  });

  it('numbers the questions in the reader’s language', () => {
    const one = lesson();
    expect(proseOf(one, none, 'vi')).toContain('Câu hỏi trong bài · 2 trên 2');
    expect(proseOf(one, none, 'en')).toContain('Question in the text · 2 of 2');
  });

  it('keeps the markup of options, and shows the words of a question as text', () => {
    const one = lesson(['q1']);
    const check = one.body.blocks.find((block) => block.kind === 'check');
    if (check?.kind === 'check') check.question = 'Thẻ <script> làm gì?';
    const markup = proseOf(one, none, 'vi');
    expect(markup).toContain('<span>Phương án <b>a</b></span>');
    expect(markup).toContain('Thẻ &lt;script&gt; làm gì?');
  });
});
