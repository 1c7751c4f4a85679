import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialledNumber, maskedNumber, mobileNumber } from './phone.ts';

const own = fc.tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{8}$/)).map(([first, rest]) => first + rest);
const sign = fc.constantFrom(' ', '.', '-', '(', ')', '\u2013', '\u00a0', '\t', '\n');

describe('a mobile number', () => {
  it.each([
    ['0912345678'], ['+84912345678'], ['0084912345678'], ['84912345678'], ['(+84) 912-345-678'], ['091.234.5678'], ['0912–345–678'], ['\ufeff0912 345 678'],
  ])('%j is one', (typed) => {
    expect(mobileNumber(typed)).toBe('+84912345678');
  });

  it.each([
    [''], [' '], ['+'], ['912345678'], ['084912345678'], ['+840912345678'], ['00840912345678'], ['+84+84912345678'], ['0912345678 '.repeat(2)], ['09123456789'], ['091234567'], ['0112345678'], ['0212345678'], ['0412345678'], ['0612345678'], ['02293871234'], ['1900 0368'], ['113'],
    ['+12025550100'], ['+85912345678'], ['０９１２３４５６７８'], ['٠٩١٢٣٤٥٦٧٨'], ['0912345678x'], ['0912345678/0987654321'], ['tel:0912345678'], ['=0912345678'], ['9.12345678E8'], ["0912345678' or '1'='1"], ['0'.repeat(100_000)], [`0912${' '.repeat(100_000)}345678x`],
  ])('%j is none', (typed) => {
    expect(mobileNumber(typed)).toBeNull();
  });

  it('is the same however it is begun and whatever stands between its digits', () => {
    fc.assert(fc.property(own, fc.constantFrom('0', '84', '+84', '0084'), fc.array(sign, { minLength: 9, maxLength: 9 }), (digits, begin, between) => {
      expect(mobileNumber(begin + [...digits].map((digit, at) => `${between[at]}${digit}`).join(''))).toBe(`+84${digits}`);
    }));
  });

  it('is dialled as it was typed, and dialling it finds it again', () => {
    fc.assert(fc.property(own, (digits) => {
      expect([dialledNumber(`+84${digits}`), mobileNumber(dialledNumber(`+84${digits}`))]).toEqual([`0${digits}`, `+84${digits}`]);
    }));
  });

  it('is shown to others by its first and its last three digits, in whatever form it is kept', () => {
    fc.assert(fc.property(own, fc.constantFrom('0', '84', '+84', '0084'), fc.constantFrom('', ' ', '.'), (digits, begin, between) => {
      const kept = begin + [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6)].join(between);
      expect([maskedNumber(kept), dialledNumber(kept)]).toEqual([`0${digits.slice(0, 1)}xx xxx ${digits.slice(-3)}`, `0${digits}`]);
    }));
  });

  it('that is none stays one that can be read, and is hidden but for its end', () => {
    expect([dialledNumber('0229 3871 234'), maskedNumber('0229 3871 234'), dialledNumber('+842293871234'), maskedNumber('+842293871234')]).toEqual(['0229 3871 234', 'xx xxx 234', '02293871234', '02xx xxx 234']);
  });
});
