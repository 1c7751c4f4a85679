import { describe, expect, it } from 'vitest';
import { faultsOfText, listTexts } from './catalogues.ts';
import { plant, projectRoot } from './tree.ts';

const faults = (vi: string, en: string) => faultsOfText({ where: 'x', vi, en }).map((fault) => fault.replace(/^x: /, '').split(/[:(]/)[0]?.trim());

describe('texts', () => {
  const { texts, faults: malformed } = listTexts(projectRoot);

  it('are all there, in both languages', () => {
    expect(malformed).toEqual([]);
    expect(texts.length).toBeGreaterThan(50);
    expect(texts.flatMap(faultsOfText)).toEqual([]);
  });

  it.each([
    ['a missing language', '', 'Save', 'a language is missing'],
    ['blank English', 'Lưu', ' ', 'a language is missing'],
    ['other placeholders', 'Còn {n} bài', '{count} left', 'placeholders differ'],
    ['shouting', 'Đã lưu!', 'Saved', 'has an exclamation mark'],
    ['an English word', 'Vui lòng nhập password', 'Please enter the password', 'English is left in the Vietnamese text'],
    ['an English sentence', 'Enter staff number here', 'Enter staff number here', 'English is left in the Vietnamese text'],
    ['a Vietnamese word', 'Lưu bài', 'Save bài', 'Vietnamese is left in the English text'],
    ['decomposed letters', 'Lưu lại'.normalize('NFD'), 'Keep', 'is not in composed Unicode'],
  ])('are caught with %s', (_what, vi, en, fault) => {
    expect(faults(vi, en)).toContain(fault);
  });

  it('may hold names, numbers and short words of both languages', () => {
    expect(faults('Học 06', 'Học 06')).toEqual([]);
    expect(faults('English', 'Tiếng Việt')).toEqual([]);
    expect(faults('In', 'Print')).toEqual([]);
    expect(faults('OTP', 'OTP')).toEqual([]);
    expect(faults('Sửa tệp content/course.yaml, mục as_of.', 'Mend the file content/course.yaml, field as_of.')).toEqual([]);
    expect(faults('{n} bài, do {name} giao', '{n} lessons, set by {name}')).toEqual([]);
  });

  it.each(['Đọc kĩ trước khi gửi', 'Lí do', 'Quí III', 'tỉ lệ đạt'])('are spelt in one way: not %j', (text) => {
    expect(faults(text, 'Text')).toEqual(['is spelt in two ways']);
  });

  it('may hold words that only begin or end like these', () => {
    expect(faults('Kìm giá, tinh tế, kín, lít, tỉnh lệch', 'Text')).toEqual([]);
  });

  it('are caught when they are not written out', () => {
    using tree = plant({
      'app/a.ts': "export const m = defineMessages({ a: ['Một', 'One'], b: ['Hai'], c: both, ...more });",
      'app/b.ts': 'export const m = defineMessages(texts);',
    });
    const found = listTexts(tree.root, ['app']);
    expect(found.texts).toHaveLength(1);
    expect(found.faults).toHaveLength(4);
  });
});
