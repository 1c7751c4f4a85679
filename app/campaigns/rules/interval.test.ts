import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceOf, shareOf, verdictOf } from './interval.ts';
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

describe('figures of hostile series', () => {
  it('of nobody are unknown, in every sentence that follows', () => {
    for (const of of [0, -1]) expect(shareOf(0, of)).toBeNull();
    expect([verdictOf(null, 0), verdictOf(null, 100), differenceOf(null, null), differenceOf(shareOf(1, 1), null)]).toEqual(['UNKNOWN', 'UNKNOWN', null, null]);
  });

  it.each([[0, 1, 0, 0.7935], [1, 1, 0.2065, 1], [10, 10, 0.7225, 1], [0, 10, 0, 0.2775]])('%i of %i says as little as it knows', (count, of, low, high) => {
    const share = shareOf(count, of);
    expect([share?.low, share?.high].map((bound) => Number(bound?.toFixed(4)))).toEqual([low, high]);
  });

  it('when all answer alike before and after are no change, never an impossible one', () => {
    for (const [count, of] of [[0, 1], [1, 1], [0, 5_000], [5_000, 5_000]] as const) {
      const found = differenceOf(shareOf(count, of), shareOf(count, of));
      expect(found?.difference).toBe(0);
      expect([(found?.low ?? 1) <= 0, (found?.high ?? -1) >= 0]).toEqual([true, true]);
    }
    fc.assert(fc.property(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60), (a, b, c, d) => {
      const found = differenceOf(shareOf(Math.min(a, b), Math.max(a, b)), shareOf(Math.min(c, d), Math.max(c, d)));
      return !found || (found.low >= -1 - 1e-9 && found.high <= 1 + 1e-9 && found.low <= found.difference + 1e-9 && found.difference <= found.high + 1e-9);
    }));
  });

  it('reach a target only when no doubt is left, and one answer never does', () => {
    expect([verdictOf(shareOf(1, 1), 80), verdictOf(shareOf(0, 1), 80), verdictOf(shareOf(80, 100), 80), verdictOf(shareOf(9_000, 10_000), 80), verdictOf(shareOf(7_000, 10_000), 80), verdictOf(shareOf(0, 1), 0)]).toEqual(['UNDECIDED', 'MISSED', 'UNDECIDED', 'REACHED', 'MISSED', 'REACHED']);
  });
});
