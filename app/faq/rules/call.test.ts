import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialledNumber, maskedNumber } from '../../platform/text/phone.ts';
import { callerNumber } from './call-number.ts';
import { maskDigits, supersedes, wrapCodes, wrapFault } from './call.ts';

describe('long numbers in what was said', () => {
  it.each([
    ['CCCD 037190001234', 'CCCD ***234'],
    ['037 190 001 234', '***234'],
    ['037-190-001-234', '***234'],
    ['037–190–001–234', '***234'],
    ['０３７１９０００１２３４', '***２３４'],
    ['mã 482913', 'mã ***913'],
    ['gọi 0912 345 678 nhé', 'gọi ***678 nhé'],
    ['phí 1.500.000 đồng', 'phí 1.500.000 đồng'],
    ['vay 200.000.000 đồng, nợ 1.200.000.000đ', 'vay 200.000.000 đồng, nợ 1.200.000.000đ'],
    ['số 200.000.000', 'số ***000'],
    ['ngày 28/11/2026 lúc 14:30', 'ngày 28/11/2026 lúc 14:30'],
    ['12345', '12345'],
    ['', ''],
  ])('%j is kept as %j', (text, masked) => {
    expect(maskDigits(text)).toBe(masked);
  });

  it('never stay, whatever stands around them, and masking twice changes nothing', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 .-–aé\n'), maxLength: 60 }), (text) => {
      const masked = maskDigits(text);
      expect(masked).not.toMatch(/\d{6}|\d(?:[ .\-–]?\d){8}/);
      expect(maskDigits(masked)).toBe(masked);
    }));
  });
});

describe('two states of a call', () => {
  const state = fc.record({ revision: fc.integer({ min: 1, max: 20 }), isWrapped: fc.boolean() });

  it('never beat each other both, nor anything itself', () => {
    fc.assert(fc.property(state, state, (one, two) => {
      expect(supersedes(one, one)).toBe(false);
      expect(supersedes(one, two) && supersedes(two, one)).toBe(false);
    }));
  });

  it('end with the same one in every order', () => {
    fc.assert(fc.property(fc.uniqueArray(state, { minLength: 1, maxLength: 6, selector: ({ revision, isWrapped }) => `${revision}${isWrapped}` }), fc.nat(), (states, turn) => {
      const last = (order: typeof states) => order.reduce((kept, next) => (supersedes(next, kept) ? next : kept));
      const turned = [...states.slice(turn % states.length), ...states.slice(0, turn % states.length)];
      expect(last(turned)).toEqual(last(states));
      expect(last(states.toReversed())).toEqual(last(states));
    }));
  });

  it('are ended when one of them is', () => {
    expect([supersedes({ revision: 1, isWrapped: true }, { revision: 9, isWrapped: false }), supersedes({ revision: 9, isWrapped: false }, { revision: 1, isWrapped: true })]).toEqual([true, false]);
  });
});

describe('what a wrap-up lacks', () => {
  it('is nothing for every ending that needs nothing', () => {
    for (const wrap of [null, ...wrapCodes].filter((code) => code !== 'NOT_FOUND' && code !== 'CALL_BACK')) expect(wrapFault({ wrap, question: '', callbackAt: null, handTo: null, handBody: null }, false)).toBeNull();
  });
});

describe('numbers of callers', () => {
  const mobile = fc.tuple(fc.constantFrom('3', '5', '7', '8', '9'), fc.stringMatching(/^\d{8}$/)).map((parts) => parts.join(''));
  const landline = fc.stringMatching(/^2\d{9}$/);
  const prefix = fc.constantFrom('0', '84', '+84', '0084');

  it('are the same number however they are written, and are dialled as at home', () => {
    fc.assert(fc.property(fc.oneof(mobile, landline), prefix, fc.constantFrom('', ' ', '.', '-'), (own, before, between) => {
      const written = `${before}${between}${[...own].join(between)}`;
      expect(callerNumber(written)).toBe(`+84${own}`);
      expect(callerNumber(dialledNumber(`+84${own}`))).toBe(`+84${own}`);
    }));
  });

  it('show four of their digits at most', () => {
    fc.assert(fc.property(fc.oneof(mobile, landline), (own) => {
      expect(maskedNumber(`+84${own}`).replace(/\D/g, '')).toBe(`0${own.slice(0, 1)}${own.slice(-3)}`);
    }));
  });

  it.each(['', ' ', '113', '1900 0368', '0612345678', '091234567', '09123456789', '+1 202 555 0100', '+840912345678', '0912345678; drop', '０９１２３４５６７８', 'anonymous', 'NaN', '+84'])('%j is none', (raw) => {
    expect(callerNumber(raw)).toBeNull();
  });
});
