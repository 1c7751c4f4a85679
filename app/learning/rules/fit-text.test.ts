import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitText, type TextBox } from './fit-text.ts';

/** Every letter half as wide as it is high. */
const measure = (text: string) => text.length * 0.5;
const box: TextBox = { width: 200, maxLines: 2, largest: 30, smallest: 10 };

describe('fitText', () => {
  it('sets a short text large, on one line', () => expect(fitText('Lý An', box, measure)).toEqual({ size: 30, lines: ['Lý An'] }));

  it('shrinks a little before it breaks', () => {
    const fitted = fitText('Nguyễn Văn Bình', box, measure);
    expect(fitted.lines).toHaveLength(1);
    expect(fitted.size).toBeCloseTo(200 / 7.5);
  });

  it('breaks a long text in the middle', () => {
    const { lines } = fitText('một hai ba bốn năm sáu bảy tám', box, measure);
    expect(lines).toEqual(['một hai ba bốn', 'năm sáu bảy tám']);
  });

  it('likes to break before a capital or after a comma', () => {
    expect(fitText('ban tổ chức đào tạo Đề án của tỉnh', { ...box, width: 120 }, measure).lines).toEqual(['ban tổ chức đào tạo', 'Đề án của tỉnh']);
    expect(fitText('kỹ năng số cho dân, dạy và học tại xã', { ...box, width: 100 }, measure).lines).toEqual(['kỹ năng số cho dân,', 'dạy và học tại xã']);
  });

  it('cuts what does not fit even at the smallest size', () => {
    const { size, lines } = fitText('từ '.repeat(200).trim(), box, measure);
    expect(size).toBe(10);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/từ…$/);
  });

  it('cuts a single endless word between letters', () => {
    const { lines } = fitText('a'.repeat(500), { ...box, maxLines: 1 }, measure);
    expect(lines).toEqual([`${'a'.repeat(39)}…`]);
  });

  it('never sets a line wider than the box, or type outside its sizes', () => {
    const texts = fc.array(fc.stringMatching(/^[a-zđ]{1,30}$/), { minLength: 1, maxLength: 40 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(texts, fc.constantFrom(1 as const, 2 as const), (text, maxLines) => {
        const { size, lines } = fitText(text, { ...box, maxLines }, measure);
        expect(lines.length).toBeLessThanOrEqual(maxLines);
        expect(size).toBeGreaterThanOrEqual(box.smallest);
        expect(size).toBeLessThanOrEqual(box.largest);
        for (const line of lines) expect(measure(line) * size).toBeLessThanOrEqual(box.width + 1e-6);
      }),
    );
  });
});
