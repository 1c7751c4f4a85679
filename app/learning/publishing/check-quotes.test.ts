import { describe, expect, it } from 'vitest';
import { straightQuotes } from './check-quotes.ts';

describe('straight marks', () => {
  it.each([
    ['Bác hỏi: "Giấy này đâu?"', [6]],
    ['Bác hỏi: “Giấy này đâu?”', []],
    ['<Callout kind="remember" title="Nói “không” được">', []],
    ['<Option why="Sai.">Trả lời "có" ngay</Option>', [6]],
    ['Gõ `a = "b"` vào ô.', []],
    ['Câu một.\n\nCâu "hai".', [8]],
  ])('in the words of a lesson: %s', (words, lines) => {
    expect(straightQuotes(`---\ntitle: "Báo ngay: 15 phút đầu"\nminutes: 7\n---\n\n${words}\n`)).toEqual(lines);
  });

  it('in what stands above them', () => {
    expect(straightQuotes('---\ntitle: Hiểu "khoá nối"\nminutes: 7\n---\n\nLời.\n')).toEqual([2]);
  });

  it.each([
    ['    text: "Ai giữ khoá?"', []],
    ['    accepted: ["đọc", "xem"]', []],
    ['      - { key: a, text: "Một, hai", why: "Vì: ba" }', []],
    ['    text: "Câu \\"khoá nối\\" là gì?"', [1]],
    [`    text: 'Câu "khoá nối" là gì?'`, [1]],
    ['    text: Câu "khoá nối" là gì?', [1]],
    ['      - { key: a, text: Hỏi "có đúng không" và chờ, why: "Vì." }', [1]],
    ['    text: "Dòng một\n      dòng hai."', []],
  ])('in a bank: %s', (yaml, lines) => {
    expect(straightQuotes(yaml)).toEqual(lines);
  });
});
