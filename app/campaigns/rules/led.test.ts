import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPage, readingSeconds, textWidth } from './led.ts';

const board = { width: 192, height: 64 };
const page = 'CÔNG AN KHÔNG CẤP ĐỊNH DANH MỨC 2 QUA ĐIỆN THOẠI';

describe('a page on a board', () => {
  it('is set as large as it fits, broken between words', () => {
    expect(fitPage('VNeID', board, 14)).toMatchObject({ lines: ['VNeID'], size: 42, overflow: null });
    const fitted = fitPage(page, board, 14);
    expect(fitted).toMatchObject({ size: 14, overflow: null });
    expect(fitted.lines.join(' ')).toBe(page);
  });

  it('says in numbers when the board is too small', () => {
    expect(fitPage(page, { width: 96, height: 32 }, 14)).toMatchObject({ size: 14, lines: [expect.any(String) as string], overflow: { letters: 48, room: 7, word: null } });
    const word = fitPage('Khôngxuốngdòngđượcởbấtkỳchỗnào', { width: 64, height: 64 }, 14);
    expect(word.overflow).toMatchObject({ letters: 30, word: 'Khôngxuốngdòngđượcởbấtkỳchỗnào' });
    expect(word.lines).toHaveLength(3);
  });

  it('shows the same for composed and decomposed letters', () => {
    expect(textWidth(page.normalize('NFD'))).toBe(textWidth(page));
    expect(textWidth('Ế')).toBe(textWidth('E'));
    expect(textWidth('漢')).toBe(0.8);
  });

  it('never draws beyond the board, loses no word that fits and ends for any text', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'Ế', 'W', '1', 'đ', '漢', '.'), minLength: 1, maxLength: 30 });
    fc.assert(fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), fc.integer({ min: 16, max: 512 }), fc.integer({ min: 16, max: 256 }), fc.integer({ min: 8, max: 20 }), (words, width, height, smallest) => {
      const { lines, size, overflow } = fitPage(words.join(' '), { width, height }, smallest);
      if (overflow) return size === smallest && overflow.room <= overflow.letters;
      return lines.join(' ') === words.join(' ') && lines.length * size * 1.4 <= height - 4 && lines.every((line) => textWidth(line) * size <= width - 4);
    }));
  });

  it('needs its time to be read', () => {
    expect([readingSeconds('CẢNH BÁO'), readingSeconds(page)]).toEqual([2, 5]);
  });
});
