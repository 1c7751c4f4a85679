import { expect, it } from 'vitest';
import { rulesChange, rulesText } from './rules-shown.server.ts';

const baseUrl = 'https://hoc06.vi-du.vn';
const rules = '## Điều 1. Bài dự thi\n\nMỗi đội nộp **một** bài.\n\n- Dữ liệu mở\n- [Hỏi đáp](/help)\n\n| Giải | Số tiền |\n|---|---|\n| Nhất | `50` |';

it('shows rules as words, without a sign of Markdown', () => {
  expect(rulesText(rules, baseUrl)).toBe(`Điều 1. Bài dự thi\n\nMỗi đội nộp một bài.\n\n- Dữ liệu mở\n- Hỏi đáp (/help)\n\nGiải: Nhất\nSố tiền: 50`);
  expect(rulesText('[Nơi khác](https://vi-du.invalid/help)', baseUrl)).toBe('Nơi khác (https://vi-du.invalid/help)');
});

it('says what changed between two versions word by word', () => {
  const change = rulesChange({ version: 1, body: rules }, rules.replace('một', 'tối đa hai').replace('Bài', 'BÀI'), baseUrl);
  expect(change?.version).toBe(1);
  const words = (kind: string) => change?.pieces.filter((piece) => piece.kind === kind).map(({ text }) => text.trim()).join(' ');
  expect([words('removed'), words('added')]).toEqual(['Bài một', 'BÀI tối đa hai']);
  expect(change?.pieces.map(({ text }) => text).join('')).not.toMatch(/[*#|`]/);
});

it('has nothing to compare the first version with, and no words where only the look was changed', () => {
  expect(rulesChange(undefined, rules, baseUrl)).toBeNull();
  expect(rulesChange({ version: 2, body: rules }, rules.replaceAll('**', '*'), baseUrl)).toEqual({ version: 2, pieces: [] });
});
