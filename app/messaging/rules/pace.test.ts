import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opensAt, recentCalls, roomFor, sliceMilliseconds, windowMilliseconds, withCalls, type Calls } from './pace.ts';

/** What processes that share a note do: each looks in turn, takes at most as much as there is room, and writes down what it took. */
function played(perSecond: number, tries: readonly { after: number; wants: number }[]): { at: number; count: number }[] {
  let [calls, at]: [Calls, number] = [[], 1_000_000];
  const begun: { at: number; count: number }[] = [];
  for (const { after, wants } of tries) {
    at += after;
    const recent = recentCalls(calls, at);
    const count = Math.min(wants, roomFor(recent, perSecond));
    if (count === 0) continue;
    calls = withCalls(recent, at, count);
    begun.push({ at, count });
  }
  return begun;
}

const tries = fc.array(fc.record({ after: fc.double({ min: 0, max: 700, noNaN: true }), wants: fc.integer({ min: 1, max: 40 }) }), { minLength: 1, maxLength: 120 });
const perSecond = fc.integer({ min: 1, max: 60 });

describe('what a provider allows a second', () => {
  it('is never exceeded in any second, wherever it begins', () => {
    fc.assert(
      fc.property(perSecond, tries, (most, plan) => {
        const begun = played(most, plan);
        for (const { at: from } of begun) {
          const within = begun.filter(({ at }) => at >= from && at < from + windowMilliseconds).reduce((sum, { count }) => sum + count, 0);
          expect(within).toBeLessThanOrEqual(most);
        }
      }),
    );
  });

  it('is used up: whoever asks again when it opens finds room, not later than a slice after the second is over', () => {
    fc.assert(
      fc.property(perSecond, tries, (most, plan) => {
        const [last] = played(most, plan).slice(-1);
        const at = last?.at ?? 0;
        const full = withCalls([], at, most);
        const opens = opensAt(full, most, at);
        expect(roomFor(recentCalls(full, opens), most)).toBe(most);
        expect(opens - at).toBeLessThan(windowMilliseconds + sliceMilliseconds);
        expect(opens - at).toBeGreaterThanOrEqual(windowMilliseconds);
      }),
    );
  });

  it('keeps a short note, however many calls there are', () => {
    let calls: Calls = [];
    for (let at = 0; at < 5_000; at += 1) calls = withCalls(recentCalls(calls, at), at, 1);
    expect(calls.length).toBeLessThanOrEqual(windowMilliseconds / sliceMilliseconds + 1);
  });

  it('forgets what was noted before the machine was started anew', () => {
    const noted = withCalls([], 864_000_000, 10);
    expect(roomFor(recentCalls(noted, 60_000), 10)).toBe(10);
  });

  it('opens bit by bit, as the earliest calls fall out of the second', () => {
    const calls = withCalls(withCalls([], 1_000, 3), 1_400, 2);
    expect([roomFor(recentCalls(calls, 1_999), 5), opensAt(calls, 5, 1_999)]).toEqual([0, 2_000]);
    expect(roomFor(recentCalls(calls, 2_000), 5)).toBe(3);
    expect(opensAt(recentCalls(calls, 2_000), 5, 2_000)).toBe(2_000);
  });
});
