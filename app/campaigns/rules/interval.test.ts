import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, shareOf } from './interval.ts';
import { spokenSeconds, syllables } from '../../platform/text/spoken.ts';

describe('a share with its interval', () => {
  it.each([
    // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i lies between the published bounds', (count, of, low, high) => {
    const share = shareOf(count, of);
    expect([share?.low, share?.high].map((bound) => Number(bound?.toFixed(4)))).toEqual([low, high]);
  });

  it('holds the share and stays between 0 and 1', () => {
    fc.assert(fc.property(fc.nat(5_000), fc.nat(5_000), (a, b) => {
      const share = shareOf(Math.min(a, b), Math.max(a, b));
      if (!share) return Math.max(a, b) === 0;
      return share.low >= 0 && share.high <= 1 && share.low <= share.share + 1e-12 && share.high >= share.share - 1e-12;
    }));
  });

  it('a difference is published as in Newcombe 1998, and unknown when a side is', () => {
    // 56/70 against 48/80: 0.0524 to 0.3339.
    const found = differenceOf(shareOf(48, 80), shareOf(56, 70));
    expect([found?.difference, found?.low, found?.high].map((one) => Number(one?.toFixed(4)))).toEqual([0.2, 0.0524, 0.3339]);
    expect(differenceOf(null, shareOf(1, 2))).toBeNull();
  });
});

describe('words for other media', () => {
  it('a script takes as long as its syllables', () => {
    expect(syllables('Thưa bà con! Gọi ngay 113 – nhé.')).toBe(9);
    expect(spokenSeconds('một '.repeat(33), 3.3)).toBe(10);
    expect(spokenSeconds('một '.repeat(33), 2)).toBe(17);
    expect(spokenSeconds('', 3.3)).toBe(0);
  });
});
