import { describe, expect, it } from 'vitest';
import { sampleBodies } from '../../../tests/world/learning.ts';
import { answerShares } from './answer-shares.ts';
import type { QuestionBody, QuestionResponse, QuestionType } from './question.ts';

const bodyOf = (type: QuestionType) => sampleBodies.find((body) => body.type === type) as QuestionBody;
/** `text count` for each line, with a star at what is right. */
const linesOf = (type: QuestionType, responses: (QuestionResponse | null)[]) => answerShares(bodyOf(type), responses).lines.map(({ text, isRight, count }) => `${isRight ? '*' : ''}${text}: ${count}`);

describe('how often each option was chosen', () => {
  it('of one', () => {
    const chose = (choice: string): QuestionResponse => ({ type: 'single', choice });
    expect(linesOf('single', [chose('a'), chose('b'), chose('b'), null])).toEqual(['Mở tệp trên máy khác: 1', '*Xác minh theo danh bạ cơ quan: 2', 'Xoá thư ngay: 0']);
  });

  it('of several, each by itself', () => {
    const chose = (...choices: string[]): QuestionResponse => ({ type: 'multiple', choices });
    expect(linesOf('multiple', [chose('a', 'c'), chose('a'), chose('b')])).toEqual(['*Đặt hạn rất gấp: 2', 'Viết thư thật dài: 1', '*Mượn danh cấp trên: 1']);
  });

  it('of true and false', () => {
    expect(linesOf('true_false', [{ type: 'true_false', value: true }, { type: 'true_false', value: false }, { type: 'true_false', value: false }])).toEqual(['true: 1', '*false: 2']);
  });

  it('of places, with the place that was wrong most often', () => {
    const put = (...order: string[]): QuestionResponse => ({ type: 'ordering', order });
    const { lines } = answerShares(bodyOf('ordering'), [put('x', 'y', 'z'), put('y', 'x', 'z'), put('y', 'x', 'z'), put('z', 'y', 'x'), put('x', '', 'z')]);
    expect(lines.map(({ count, mistake }) => [count, mistake])).toEqual([
      [2, { text: '2', count: 2 }],
      [2, { text: '1', count: 2 }],
      [4, { text: '1', count: 1 }],
    ]);
  });

  it('of pairs, with the partner that was wrong most often', () => {
    const pair = (pairs: Record<string, string>): QuestionResponse => ({ type: 'matching', pairs });
    const { lines } = answerShares(bodyOf('matching'), [pair({ m: 'm', n: 'n', p: 'p' }), pair({ m: 'n', n: 'm' }), pair({ m: 'n', n: 'n', p: 'toString' })]);
    expect(lines.map(({ text, count }) => [text, count])).toEqual([['Đổi ca trực quầy', 1], ['Nghỉ phép dài ngày', 2], ['Người mới chưa có tài khoản', 1]]);
    expect(lines[0]?.mistake).toEqual({ text: 'Cấp quyền tạm cho người làm thay', count: 2 });
    expect(lines[2]?.mistake).toBeNull();
  });

  it('of words that were typed, alike ones together, and only those that several people typed', () => {
    const typed = (text: string): QuestionResponse => ({ type: 'short_answer', text });
    expect(linesOf('short_answer', [typed('15'), typed('Ngày 15'), typed('ngay  15'), typed('NGÀY 15'), typed('20'), typed('20'), typed('20'), typed('tôi là Nguyễn Văn A'), typed('15')])).toEqual(['20: 3', '*ngay 15: 3']);
  });
});

it('counts what was left open, and what does not fit the question, as left open', () => {
  const shares = answerShares(bodyOf('single'), [null, { type: 'true_false', value: true }, { type: 'single', choice: 'b' }]);
  expect(shares).toMatchObject({ answers: 3, empty: 2 });
  expect(shares.lines.map(({ count }) => count)).toEqual([0, 1, 0]);
});

it('says nothing wrong about a question that nobody has answered', () => {
  for (const body of sampleBodies) expect(answerShares(body, [])).toMatchObject({ answers: 0, empty: 0 });
});
