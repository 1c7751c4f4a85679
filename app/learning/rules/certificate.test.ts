import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeAlphabet, certificateDay, endReasonOf, groupCode, numberAfter, plusMonths, readCode, signedFields, statusOn, validUntil, type CertificateFacts } from './certificate.ts';

describe('validity', () => {
  it.each([
    ['2026-11-23', 12, '2027-11-23'],
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-03-31', 1, '2026-04-30'],
    ['2026-05-15', 0, '2026-05-15'],
  ])('%s plus %i months is %s', (day, months, expected) => expect(plusMonths(day, months)).toBe(expected));

  it('never leaves the month that it was asked for', () => {
    const days = fc.date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2060-12-31T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 120 }), (day, months) => {
        const index = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
        const later = plusMonths(day, months);
        expect(index(later) - index(day)).toBe(months);
        expect(Number(later.slice(8))).toBeLessThanOrEqual(Number(day.slice(8)));
      }),
    );
  });

  it('has no end when the course sets none', () => expect(validUntil('2026-11-23', null)).toBeNull());

  it('counts days as Vietnam does', () => {
    expect(certificateDay('2026-11-22T16:59:59.999Z')).toBe('2026-11-22');
    expect(certificateDay('2026-11-22T17:00:00.000Z')).toBe('2026-11-23');
  });
});

describe('status', () => {
  const valid = { valid_until: '2027-11-23', revoked_at: null, revoked_reason: null };
  it('holds through the last day', () => {
    expect(statusOn(valid, '2027-11-23')).toBe('VALID');
    expect(statusOn(valid, '2027-11-24')).toBe('EXPIRED');
    expect(statusOn({ ...valid, valid_until: null }, '2099-01-01')).toBe('VALID');
  });
  it('is revoked even after it would have ended', () => {
    expect(statusOn({ ...valid, revoked_at: '2027-01-01T00:00:00.000Z', revoked_reason: 'OTHER' }, '2030-01-01')).toBe('REVOKED');
  });
  it('calls a renewed one expired, because nobody took it back', () => {
    expect(statusOn({ ...valid, revoked_at: '2028-01-01T00:00:00.000Z', revoked_reason: 'RENEWED' }, '2028-02-01')).toBe('EXPIRED');
  });
  it('reads unknown reasons as OTHER', () => {
    expect([endReasonOf(null), endReasonOf('RULES_BROKEN'), endReasonOf('free text')]).toEqual([null, 'RULES_BROKEN', 'OTHER']);
  });
});

describe('codes', () => {
  const code = 'ABCD-EFGH-JKMN';
  it.each([code, 'abcd-efgh-jkmn', ' abcd efgh jkmn ', 'ABCDEFGHJKMN', 'abcd–efgh—jkmn', 'ＡＢＣＤ-efgh-jkmn', `https://hoc06.vi-du.invalid/verify/${code}`, `http://x/verify/abcdefghjkmn?from=qr`])('reads %s', (typed) => {
    expect(readCode(typed)).toEqual({ ok: true, code });
  });
  it.each([
    ['', 'empty'],
    [' - ', 'empty'],
    ['ABCD-EFGH-JKM', 'length'],
    ['ABCD-EFGH-JKMNP', 'length'],
    ['ABCD-EFGH-JKM0', 'confusable'],
    ['ABCD-EFGH-JKMO', 'confusable'],
    ['abcd-efgh-jkml', 'confusable'],
    ['ABCD-EFGH-JKMĐ', 'character'],
    ['<script>', 'confusable'],
    ['ABCD🎉', 'character'],
  ])('refuses %j as %s', (typed, fault) => expect(readCode(typed)).toEqual({ ok: false, fault }));

  it('reads back every code that can be issued, however it is cased and spaced', () => {
    const codes = fc.array(fc.constantFrom(...codeAlphabet), { minLength: 12, maxLength: 12 }).map((letters) => groupCode(letters.join('')));
    fc.assert(fc.property(codes, (issued) => {
      expect(readCode(issued.toLowerCase().replaceAll('-', ' '))).toEqual({ ok: true, code: issued });
    }));
  });
  it('has an alphabet that nobody misreads', () => {
    expect(codeAlphabet).not.toMatch(/[01OIL]/);
    expect(new Set(codeAlphabet).size).toBe(31);
  });
});

describe('numbers', () => {
  it('counts up within a year', () => {
    expect(numberAfter(null, 'NB', '2026')).toBe('NB-2026-000001');
    expect(numberAfter('NB-2026-000122', 'NB', '2026')).toBe('NB-2026-000123');
    expect(numberAfter('NB-2026-099999', 'NB', '2026')).toBe('NB-2026-100000');
  });
  it('stops rather than sort wrongly', () => expect(() => numberAfter('NB-2026-999999', 'NB', '2026')).toThrow(RangeError));
});

it('signs every field of a certificate', () => {
  const row: CertificateFacts = {
    id: 'a', certificate_no: 'b', verify_code: 'c', user_id: 'd', course_id: 'e', course_version_id: 'f', course_title: 'g', full_name: 'h', unit_name: 'i',
    score: 8.5, periods: 3, issued_at: 'j', valid_until: 'k', revoked_at: 'l', revoked_reason: 'm', replaces_id: 'n',
  };
  for (const value of Object.values(row)) expect(signedFields(row)).toContain(value);
});
