import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deskQuery, fileParams, headerForm, lineForm, lineParams, lineTyped, monthText, partParams, receiptsForm, startForm, stepForm, stepParams, summaryQuery, textForm, typedNumber, versionParams } from './monthly.ts';

const line = (fields: Record<string, unknown>) => lineForm.safeParse({ revision: '0', status: 'IN_PROGRESS', ...fields });
const amountOf = (typed: string) => { const parsed = line({ quantity: typed }); return parsed.success ? parsed.data.quantity : 'refused'; };

describe('a number as people write it', () => {
  it.each<[string, number | null]>([
    ['', null], ['   ', null], ['0', 0], ['7', 7], ['1250', 1250], ['1.250', 1250], ['1.250.000', 1_250_000], ['1.250,5', 1250.5], ['12,5', 12.5], ['12.5', 12.5], ['0,125', 0.125], ['0.125', 0.125], ['00.500', 0.5], ['1.25', 1.25], ['007', 7], ['999999999999', 999_999_999_999], ['0,000001', 0.000001], [' 5 ', 5],
  ])('"%s" is %s', (typed, value) => expect(amountOf(typed)).toBe(value));

  it.each(['-1', '−1', '+1', '1e3', '0x10', 'Infinity', 'NaN', '1.25.3', '1,2,3', '1.250.00', '1 250', '=1+1', '１２', '٣', '1.', '.5', ',5', '1000000000000', '0,0000001', 'mười', '<b>1</b>', '1'.repeat(31), '1;drop', '5%'])('"%s" is none', (typed) => expect(amountOf(typed)).toBe('refused'));

  it('comes back from the form as it was stored', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 999 }), (whole, part) => {
      const value = Number(`${whole}.${String(part).padStart(3, '0')}`);
      expect(amountOf(typedNumber(value))).toBe(value);
    }));
    expect([typedNumber(null), typedNumber(0), typedNumber(1250.5)]).toEqual(['', '0', '1250,5']);
  });

  it('with points for thousands is the whole number, however large', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 999_999_999 }), (value) => {
      expect(amountOf(new Intl.NumberFormat('vi').format(value))).toBe(value);
    }));
  });

  it('never becomes negative or endless, whatever is typed', () => {
    fc.assert(fc.property(fc.string({ maxLength: 32 }), (typed) => {
      const value = amountOf(typed);
      expect(value === null || value === 'refused' || (Number.isFinite(value) && Number(value) >= 0)).toBe(true);
    }));
  });
});

describe('a line', () => {
  it('may be empty, and comes back from the form as it was typed', () => {
    const empty = line({ status: '' });
    expect(empty.data).toEqual({ revision: 0, status: null, quantity: null, target: null, measure: '', evidence: '', link: null, comment: '', difficulties: '', tasks: '' });
    const full = { status: 'BLOCKED', quantity: '12,5', target: '100', measure: 'người', evidence: 'a\nb', link: 'https://vi-du.invalid/a?b=1', comment: '<i>"', difficulties: 'Thiếu máy\nThiếu người', tasks: '=1+1' };
    expect(lineTyped(lineForm.parse({ revision: '3', ...full }))).toEqual(full);
  });

  it.each(['javascript:alert(1)', 'JAVASCRIPT:alert(1)', ' javascript:alert(1)', 'data:text/html,x', 'ftp://a.b', '//a.b', 'vi-du.invalid', 'http://', 'https:// a', 'http', 'file:///etc/passwd', 'vbscript:x'])('takes no link like "%s"', (link) => expect(line({ link }).success).toBe(false));
  it.each(['http://vi-du.invalid', 'HTTPS://VI-DU.invalid/Đường-dẫn', 'https://vi-du.invalid/?q=<script>'])('takes the link "%s"', (link) => expect(line({ link }).data?.link).toBe(link));
  it.each([{ target: '0' }, { target: '0,0' }, { target: '-5' }, { measure: 'x'.repeat(61) }, { measure: 'a\u0007' }, { evidence: 'x'.repeat(3_001) }, { comment: 'x'.repeat(3_001) }, { difficulties: 'x'.repeat(3_001) }, { tasks: 'x'.repeat(3_001) }, { link: `https://a.b/${'x'.repeat(500)}` }, { status: 'in_progress' }, { status: 'toString' }, { revision: '-1' }, { revision: '1.5' }, { revision: '9999999' }])('refuses %j', (bad) => expect(line(bad).success).toBe(false));
  it('of exactly the longest text is taken, also when a browser sent it with CRLF', () => {
    expect(line({ evidence: 'x'.repeat(3_000) }).success).toBe(true);
    expect(line({ evidence: 'x\r\n'.repeat(1_500) }).success).toBe(true);
  });
});

describe('texts', () => {
  it('have Unix ends and no blank ends, and stop at ten thousand', () => {
    expect(textForm.parse({ revision: '1', text: '  một\r\nhai\r\n\r\n ' })).toEqual({ revision: 1, text: 'một\nhai' });
    expect([textForm.safeParse({ revision: '1', text: 'x'.repeat(10_000) }).success, textForm.safeParse({ revision: '1', text: 'x'.repeat(10_001) }).success]).toEqual([true, false]);
    expect(textForm.safeParse({ revision: '1' }).success).toBe(false);
  });
  it('of the header are one line each', () => {
    expect(headerForm.parse({ revision: 0 })).toEqual({ revision: 0, sign: '', place: '', onBehalf: '', signerTitle: '', signerName: '' });
    for (const bad of [{ signerName: 'x'.repeat(101) }, { sign: 'x'.repeat(61) }, { place: 'x'.repeat(101) }, { onBehalf: 'x'.repeat(151) }, { signerTitle: 'a\nb' }]) expect(headerForm.safeParse({ revision: 0, ...bad }).success).toBe(false);
  });
  it('of a step may be none, and are not endless', () => {
    expect(stepForm.parse({ revision: '4' })).toEqual({ revision: 4, reason: '' });
    expect(stepForm.safeParse({ revision: '4', reason: 'x'.repeat(2_001) }).success).toBe(false);
  });
});

describe('addresses', () => {
  it.each(['2026-00', '2026-13', '1999-12', '2026-1', '202612', '2026-12-01', '2026-12\n', ' 2026-12', '２０２６-12', ''])('take no month like "%s"', (month) => {
    expect(monthText.safeParse(month).success).toBe(false);
    expect(deskQuery.parse({ month }).month).toBeUndefined();
    expect(startForm.safeParse({ unit: 'u', month }).success).toBe(false);
  });
  it('that make no sense show everything instead of a fault', () => {
    expect(deskQuery.parse({ state: 'X', punctuality: '1', q: 'x'.repeat(101), done: '-1', month: '2026-12' })).toEqual({ month: '2026-12', state: undefined, punctuality: undefined, q: '', done: undefined });
    expect(summaryQuery.parse({ month: 'x', unit: '' })).toEqual({ month: undefined, unit: undefined });
    expect(summaryQuery.parse({ unit: 'x'.repeat(121) }).unit).toBeUndefined();
  });
  it('name parts, lines, versions and steps that there are', () => {
    expect(partParams.parse({ report: 'r', part: 'next' }).part).toBe('NEXT');
    for (const part of ['header', 'lines', '__proto__', '']) expect(partParams.safeParse({ report: 'r', part }).success).toBe(false);
    expect(lineParams.parse({ report: 'r', number: '043' }).number).toBe(43);
    for (const number of ['-1', '1.0', '1e1', '1000', '']) expect(lineParams.safeParse({ report: 'r', number }).success).toBe(false);
    for (const version of ['-1', 'x', '10000']) expect(versionParams.safeParse({ report: 'r', version }).success).toBe(false);
    for (const step of ['hand-in', 'submit', 'constructor', 'RECEIVE', '']) expect(stepParams.safeParse({ report: 'r', step }).success).toBe(false);
    expect(fileParams.safeParse({ report: 'r', file: 'x'.repeat(61) }).success).toBe(false);
  });
  it('of receipts are ids with revisions, five hundred at most', () => {
    expect(receiptsForm.parse({ month: '2026-12' }).reports).toEqual([]);
    for (const one of ['a', 'a:', ':1', 'a:x', '../a:1', 'a:1:2', 'a b:1']) expect(receiptsForm.safeParse({ month: '2026-12', reports: [one] }).success).toBe(false);
    expect(receiptsForm.safeParse({ month: '2026-12', reports: Array.from({ length: 501 }, (_, at) => `a${at}:1`) }).success).toBe(false);
  });
});
