import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, defineFormats } from './formats.ts';
import { defineMessages } from './messages.ts';

const zones = ['Asia/Ho_Chi_Minh', 'UTC', 'America/New_York', 'Pacific/Kiritimati', 'Asia/Kathmandu'];
const zone = fc.constantFrom(...zones);
const instant = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true });

describe('days and times', () => {
  it('agree with each other in every zone: the day of a moment is the day of its instant', () => {
    fc.assert(fc.property(zone, instant, (timeZone, at) => {
      for (const locale of ['vi', 'en'] as const) {
        const formats = defineFormats(locale, timeZone);
        const text = at.toISOString();
        const day = formats.day(dayIn(timeZone, at));
        expect(formats.day(text)).toBe(day);
        expect(formats.moment(text)).toBe(`${day} ${formats.time(text)}`);
        expect(formats.weekday(text).endsWith(`, ${day}`)).toBe(true);
        expect(formats.time(text)).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      }
    }));
  });

  it('are seven hours ahead of UTC in Vietnam, the whole year', () => {
    fc.assert(fc.property(instant, (at) => {
      expect(dayIn('Asia/Ho_Chi_Minh', at)).toBe(new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10));
    }));
  });

  it('never take a written day for an instant: it is the same in every zone', () => {
    fc.assert(fc.property(zone, instant, (timeZone, at) => {
      const day = at.toISOString().slice(0, 10);
      expect(defineFormats('vi', timeZone).day(day)).toBe(day.split('-').reverse().join('/'));
    }));
  });
});

describe('numbers', () => {
  const back = (text: string, locale: 'vi' | 'en') => Number(locale === 'vi' ? text.replaceAll('.', '').replace(',', '.') : text.replaceAll(',', ''));

  it('can be read back in both languages', () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('vi' as const, 'en' as const), (n, locale) => {
      expect(back(defineFormats(locale, 'UTC').number(n), locale)).toBe(n);
    }));
  });

  it('of a score have one decimal and are off by at most half of it', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1000 }), (hundredths) => {
      const text = defineFormats('vi', 'UTC').score(hundredths / 100);
      expect(text).toMatch(/^\d+,\d$/);
      expect(Math.abs(back(text, 'vi') - hundredths / 100)).toBeLessThanOrEqual(0.0500001);
    }));
  });

  it.each([[0, '0%'], [0.004, '0%'], [0.005, '1%'], [0.5, '50%'], [0.995, '100%'], [12.34, '1.234%']])('a share of %d is %s', (share, text) => {
    expect(defineFormats('vi', 'UTC').percent(share)).toBe(text);
  });

  it.each([[1, '0,1 kB', '0.1 kB'], [800, '0,8 kB', '0.8 kB'], [999, '1,0 kB', '1.0 kB'], [9_950, '10,0 kB', '10.0 kB'], [10_000, '10 kB', '10 kB'], [182_400, '183 kB', '183 kB'], [999_999, '1.000 kB', '1,000 kB'], [1_000_000, '1,0 MB', '1.0 MB'], [1_432_100, '1,4 MB', '1.4 MB']])('a file of %d bytes is %s, in English %s', (bytes, vi, en) => {
    expect([defineFormats('vi', 'UTC').bytes(bytes), defineFormats('en', 'UTC').bytes(bytes)]).toEqual([vi, en]);
  });
});

describe('placeholders', () => {
  const messages = defineMessages({ two: ['{a} rồi {b}', '{b} after {a}'], twice: ['{a} và {a}', '{a} and {a}'] });

  it('take any words as they are, also such that look like placeholders', () => {
    fc.assert(fc.property(fc.string(), fc.oneof(fc.string(), fc.constantFrom('{a}', '{b}', '$1', '$&')), (a, b) => {
      expect(messages.both('two', { a, b })).toEqual({ vi: `${a} rồi ${b}`, en: `${b} after ${a}` });
      expect(messages.in('vi')('twice', { a })).toBe(`${a} và ${a}`);
    }));
  });

  it('take zero for a number and not for nothing', () => {
    expect(messages.in('en')('twice', { a: 0 })).toBe('0 and 0');
  });
});
