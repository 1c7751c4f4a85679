import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beaconBody, countedSeconds, longestReport } from './beacon.ts';

const good = { lesson: '01930000-0000-7000-8000-000000000001', seconds: 60, position: 500, key: 'abcd1234' };

describe('countedSeconds', () => {
  it('is never more than was reported, than two minutes, or than time has passed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 86_400 }), fc.option(fc.integer({ min: 0, max: 1_000_000 }), { nil: undefined }), fc.integer({ min: 0, max: 1_000_000 }), (reported, last, now) => {
        const counted = countedSeconds(reported, last, now);
        expect(counted).toBeGreaterThanOrEqual(0);
        expect(counted).toBeLessThanOrEqual(Math.min(reported, longestReport));
        if (last !== undefined) expect(counted).toBeLessThanOrEqual(Math.max(0, Math.ceil((now - last) / 1000)));
      }),
    );
  });

  it('does not let two tabs read twice: the sum stays below the time on the wall', () => {
    const seconds = fc.array(fc.record({ wait: fc.integer({ min: 0, max: 200 }), reported: fc.integer({ min: 0, max: 300 }) }), { maxLength: 40 });
    fc.assert(
      fc.property(seconds, (reports) => {
        let now = 0;
        let last: number | undefined;
        let sum = 0;
        for (const { wait, reported } of reports) {
          now += wait * 1000;
          sum += countedSeconds(reported, last, now);
          last = now;
        }
        expect(sum).toBeLessThanOrEqual(longestReport + now / 1000);
      }),
    );
  });

  it('counts nothing when the clock was set back', () => {
    expect(countedSeconds(60, 100_000, 40_000)).toBe(0);
  });

  it('counts an honest first report in full', () => {
    expect(countedSeconds(60, undefined, 0)).toBe(60);
    expect(countedSeconds(500, undefined, 0)).toBe(120);
  });
});

describe('beaconBody', () => {
  it('takes what the reader sends', () => {
    expect(beaconBody.parse(good)).toEqual(good);
  });

  it.each([
    ['a lesson that is no id', { lesson: 'mat-khau' }],
    ['half a second', { seconds: 0.5 }],
    ['negative time', { seconds: -1 }],
    ['more than a day', { seconds: 86_401 }],
    ['seconds as text', { seconds: '60' }],
    ['a place beyond the end', { position: 1001 }],
    ['a short key', { key: 'abc' }],
    ['a long key', { key: 'a'.repeat(65) }],
    ['a key with other signs', { key: 'abcd 1234' }],
    ['no key', { key: undefined }],
  ])('refuses %s', (_, change) => {
    expect(beaconBody.safeParse({ ...good, ...change }).success).toBe(false);
  });
});
