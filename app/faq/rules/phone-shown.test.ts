import { describe, expect, it } from 'vitest';
import { phoneShown } from './phone-shown.ts';

describe('a telephone number', () => {
  it.each([
    ['19000368', '1900 0368', 'tel:19000368'],
    ['1900 0368', '1900 0368', 'tel:19000368'],
    ['1800.1234', '1800 1234', 'tel:18001234'],
    [' 1900 0368, nhánh 2', '1900 0368, nhánh 2', 'tel:19000368'],
    ['113', '113', 'tel:113'],
    ['0229 387 1111', '0229 387 1111', 'tel:02293871111'],
    ['(0229) 387-1234', '(0229) 387-1234', 'tel:02293871234'],
    ['+84 912 345 678', '+84 912 345 678', 'tel:+84912345678'],
  ])('%s is read %s and dialled %s', (typed, text, href) => expect(phoneShown(typed)).toEqual({ text, href }));

  it('never dials anything but figures', () => {
    for (const hostile of ['<script>', '1900"onclick="x', '113;ext=5', '']) expect(phoneShown(hostile).href).toMatch(/^tel:\+?\d*$/);
  });
});
