import { describe, expect, it } from 'vitest';
import { wishOf, wishQuery } from '../forms/slot-plan.ts';
import { airSeconds, overlap } from './air-time.ts';
import { momentsOf, mostDays } from './repeat.ts';

describe('a repeat', () => {
  it('is every time of day on every chosen weekday, in order, each once', () => {
    const week = { from: '2026-11-28', to: '2026-12-06', weekdays: [], times: ['17:00', '06:30', '17:00'] };
    expect(momentsOf(week)).toHaveLength(18);
    expect(momentsOf({ ...week, weekdays: [1, 7] })).toEqual(['2026-11-29T06:30', '2026-11-29T17:00', '2026-11-30T06:30', '2026-11-30T17:00', '2026-12-06T06:30', '2026-12-06T17:00']);
    expect(momentsOf({ ...week, to: '2026-11-28', times: ['06:30'] })).toEqual(['2026-11-28T06:30']);
    expect(momentsOf({ ...week, from: '2028-02-28', to: '2028-03-01', times: ['00:00'] })).toEqual(['2028-02-28T00:00', '2028-02-29T00:00', '2028-03-01T00:00']);
  });
});

describe('what is typed for a repeat', () => {
  const good = { medium: 'LED', from: '2026-11-28', to: '2026-12-01', t1: '06:30' };
  const faults = (changes: object) => Object.keys(wishOf(wishQuery.parse({ ...good, ...changes })).faults ?? {});
  it.each<[string, object, string[]]>([
    ['nothing at all', { medium: '', from: '', to: '', t1: '' }, ['medium', 'from', 't1']],
    ['a day that there is not', { from: '2026-02-30' }, ['from']],
    ['an end before its beginning', { to: '2026-11-27' }, ['to']],
    ['a quarter of a year and more', { to: '2027-02-28' }, ['to']],
    ['an hour that there is not', { t2: '25:00' }, ['t2']],
    ['a weekday that does not come', { to: '2026-11-29', d1: 'on' }, ['d1']],
    ['words for people', { medium: 'MESSAGE' }, ['medium']],
  ])('is refused for %s', (_what, changes, fields) => expect(faults(changes)).toEqual(fields));

  it('may leave the last day out, and holds as many days as it says', () => {
    expect(wishOf(wishQuery.parse({ ...good, to: '', t4: '17:00' })).wish?.at).toEqual(['2026-11-28T06:30', '2026-11-28T17:00']);
    expect(wishOf(wishQuery.parse({ ...good, to: '2027-02-27' })).wish?.at).toHaveLength(mostDays);
  });
});

describe('how long a broadcast takes its place', () => {
  const at = { rate: 3.3, isDrill: false };
  it('is a round of pages, all languages of a bulletin, a crawl that passes once, and nothing for a poster', () => {
    expect(airSeconds('LED', { pages: ['a', 'b'], seconds: 6 }, at)).toBe(12);
    const one = airSeconds('LOUDSPEAKER', { script: 'một hai ba' }, at);
    expect(airSeconds('LOUDSPEAKER', { script: 'một hai ba', variants: [{ language: 'Mường', text: 'một hai ba' }] }, at)).toBe(2 * one);
    expect(airSeconds('LOUDSPEAKER', { script: 'một hai ba' }, { ...at, isDrill: true })).toBeGreaterThan(one);
    expect(airSeconds('CRAWL', { text: 'một hai ba' }, at)).toBe(2);
    expect(airSeconds('POSTER', { headline: 'x' }, at)).toBe(0);
  });

  it('runs into another only while one of them is on', () => {
    const noon = { startsAt: '2026-11-24T05:00:00.000Z', seconds: 60 };
    const later = (seconds: number, length = 60) => ({ startsAt: new Date(Date.parse(noon.startsAt) + seconds * 1_000).toISOString(), seconds: length });
    expect([later(0), later(59), later(60), later(-60), later(-59), later(-61, 120), later(10, 0)].map((other) => overlap(noon, other))).toEqual([true, true, false, false, true, true, true]);
  });
});
