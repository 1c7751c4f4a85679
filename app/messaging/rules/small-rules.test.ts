import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mobileNumber } from '../../platform/text/phone.ts';
import { severityOf, statusIn } from './mail-status.ts';
import { shuffledBy } from './shuffled-by.ts';
import { smsSize, withoutMarks } from './sms-segments.ts';
import { topicKey } from './topic-key.ts';
import { packageState, type PackageDates } from './vneid-state.ts';

describe('how bad a refusal of a mail server is', () => {
  it.each<[string | null, number | null, string]>([
    ['5.1.1', 550, 'address'], ['5.1.10', 556, 'address'], ['5.1.7', 550, 'mail'], ['5.1.8', 553, 'mail'], ['5.2.1', 550, 'address'], ['5.2.0', 550, 'address'], ['5.2.2', 552, 'mail'], ['5.3.4', 552, 'mail'], ['5.7.1', 550, 'mail'], ['5.7.26', 550, 'mail'], ['5.0.0', 550, 'address'],
    ['4.2.2', 452, 'passing'], ['4.7.0', 421, 'passing'], ['4.1.1', 550, 'passing'], [null, 421, 'passing'], [null, 451, 'passing'], [null, 550, 'address'], [null, 551, 'address'], [null, 553, 'address'], [null, 552, 'mail'], [null, 554, 'mail'], [null, null, 'mail'], ['2.0.0', 250, 'mail'],
  ])('%s with %s is for the %s', (status, code, expected) => expect(severityOf(status, code)).toBe(expected));

  it('is found in what servers say, and nowhere else', () => {
    expect(['550 5.1.1 <a@b.c>: Recipient unknown', '550-5.7.26 unauthenticated', '(5.2.2)', '#5.1.1 smtp'].map(statusIn)).toEqual(['5.1.1', '5.7.26', '5.2.2', '5.1.1']);
    expect(['', '10.5.1.1', '5.1.1.7', '5.1', '3.1.1', '15.1.1', '5.1234.1'].map(statusIn)).toEqual([null, null, null, null, null, null, null]);
  });
});

describe('how many texts a text is', () => {
  const text = fc.string({ unit: fc.constantFrom('a', ' ', '€', '{', 'đ', 'ế', '😀', '\n', '0'), maxLength: 400 });
  it('grows with it, fits its segments, and is one for every text that is not long', () => {
    fc.assert(fc.property(text, text, (one, other) => {
      const { segments, units, encoding } = smsSize(one);
      const [alone, joined] = encoding === 'GSM7' ? [160, 153] : [70, 67];
      expect(units <= alone ? segments <= 1 : segments >= 2 && segments * joined >= units).toBe(true);
      expect(smsSize(one + other).segments).toBeGreaterThanOrEqual(segments);
      expect(segments === 0).toBe(one === '');
    }));
  });

  it('is never dearer without marks, and taking them off twice changes nothing', () => {
    fc.assert(fc.property(text, (one) => smsSize(withoutMarks(one)).segments <= smsSize(one).segments + (/…/.test(one) ? 1 : 0) && withoutMarks(withoutMarks(one)) === withoutMarks(one)));
  });
});

it('a number stays itself once it is written in full', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('0', '8', '4', '+', '9', '1', ' ', '.', '-'), maxLength: 16 }), (raw) => {
    const number = mobileNumber(raw);
    return number === null || (/^\+84[35789]\d{8}$/.test(number) && mobileNumber(number) === number);
  }));
});

it('an order that belongs to a text loses nothing and is the same every time', () => {
  fc.assert(fc.property(fc.array(fc.nat()), fc.string(), (list, by) => {
    expect(shuffledBy(list, by)).toEqual(shuffledBy(list, by));
    expect(shuffledBy(list, by).toSorted((a, b) => a - b)).toEqual(list.toSorted((a, b) => a - b));
  }));
  expect(new Set(Array.from({ length: 40 }, (_, at) => shuffledBy(['a', 'b', 'c'], `người ${at}`)[0])).size).toBe(3);
});

it('a topic that is gone counts as the system’s', () => {
  expect(['SECURITY', 'security', '__proto__', ''].map(topicKey)).toEqual(['topic.SECURITY', 'topic.SYSTEM', 'topic.SYSTEM', 'topic.SYSTEM']);
});

describe('a package for VNeID', () => {
  const dates: PackageDates = { handedAt: null, receivedAt: null, cancelledAt: null, notAfter: '2026-11-30T02:00:00.000Z' };
  it.each<[string, Partial<PackageDates>, string, string]>([
    ['waits to be handed over until the last millisecond', {}, '2026-11-30T01:59:59.999Z', 'MADE'],
    ['is void at its last moment', {}, '2026-11-30T02:00:00.000Z', 'VOID'],
    ['is void when its message was cancelled', { cancelledAt: 'x' }, '2026-11-23T00:00:00.000Z', 'VOID'],
    ['that has left the house is no longer void', { handedAt: 'x', cancelledAt: 'x' }, '2027-01-01T00:00:00.000Z', 'HANDED_OVER'],
    ['that was answered is that for ever', { handedAt: 'x', receivedAt: 'x', cancelledAt: 'x' }, '2027-01-01T00:00:00.000Z', 'RECEIVED'],
  ])('%s', (_what, changes, now, expected) => expect(packageState({ ...dates, ...changes }, now)).toBe(expected));
});
