import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closesAt, isInTime, isUploadInTime, secondsLeft, shownClose, type Deadline } from './deadline.ts';

const plain: Deadline = { announced: '2026-12-31T16:59:59.000Z', extensions: [], graceSeconds: 0 };
const instant = fc.integer({ min: Date.parse('2020-01-01T00:00:00Z'), max: Date.parse('2090-01-01T00:00:00Z') });
const deadline: fc.Arbitrary<Deadline> = fc.record({
  announced: instant.map((at) => new Date(at).toISOString()),
  extensions: fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 43_200 }) }), { maxLength: 4 }),
  graceSeconds: fc.integer({ min: 0, max: 3_600 }),
});

describe('a deadline of 23:59:59 in Vietnam', () => {
  it.each([
    ['2026-12-31T16:59:58.999Z', true],
    ['2026-12-31T16:59:59.000Z', true],
    ['2026-12-31T16:59:59.999Z', true],
    ['2026-12-31T17:00:00.000Z', false],
    ['2027-01-01T00:00:00.000Z', false],
  ])('%s is in time: %s', (at, expected) => {
    expect(isInTime(at, plain)).toBe(expected);
    expect(isInTime(new Date(at), plain)).toBe(expected);
    expect(isUploadInTime({ begunAt: at }, plain)).toBe(expected);
  });

  it('is shown as it was announced, with or without grace', () => {
    expect(shownClose(plain)).toBe('2026-12-31T16:59:59.000Z');
    expect(shownClose({ ...plain, graceSeconds: 60 } as Deadline)).toBe('2026-12-31T16:59:59.000Z');
    expect(closesAt({ ...plain, graceSeconds: 60 })).toBe('2026-12-31T17:00:59.999Z');
  });

  it('moves by the sum of all extensions', () => {
    const longer = { ...plain, extensions: [{ minutes: 90 }, { minutes: 30 }] };
    expect(shownClose(longer)).toBe('2026-12-31T18:59:59.000Z');
    expect(isInTime('2026-12-31T18:59:59.999Z', longer)).toBe(true);
    expect(isInTime('2026-12-31T19:00:00.000Z', longer)).toBe(false);
  });

  it.each([
    ['2026-12-31T16:59:49.000Z', 11],
    ['2026-12-31T16:59:59.000Z', 1],
    ['2026-12-31T16:59:59.999Z', 1],
    ['2026-12-31T17:00:00.000Z', 0],
    ['2027-12-31T17:00:00.000Z', 0],
  ])('at %s %i seconds are left', (now, left) => expect(secondsLeft(now, plain)).toBe(left));
});

describe('any deadline', () => {
  it('counts its last millisecond and not the next one', () => {
    fc.assert(fc.property(deadline, (limit) => {
      const last = Date.parse(closesAt(limit));
      expect(isInTime(new Date(last), limit)).toBe(true);
      expect(isInTime(new Date(last + 1), limit)).toBe(false);
    }));
  });

  it('is monotonous: whoever was in time at one moment was in time at every earlier one', () => {
    fc.assert(fc.property(deadline, instant, fc.nat(10_000_000), (limit, at, earlier) => {
      if (isInTime(new Date(at), limit)) expect(isInTime(new Date(at - earlier), limit)).toBe(true);
    }));
  });

  it('lets nobody out by an extension or by grace who was in without', () => {
    fc.assert(fc.property(deadline, instant, fc.integer({ min: 1, max: 1_000 }), (limit, at, minutes) => {
      if (!isInTime(new Date(at), limit)) return;
      expect(isInTime(new Date(at), { ...limit, extensions: [...limit.extensions, { minutes }] })).toBe(true);
      expect(isInTime(new Date(at), { ...limit, graceSeconds: limit.graceSeconds + 1 })).toBe(true);
    }));
  });

  it('is the same whatever the order of its extensions and whatever the milliseconds of what was announced', () => {
    fc.assert(fc.property(deadline, fc.nat(999), (limit, milliseconds) => {
      expect(closesAt({ ...limit, extensions: [...limit.extensions].reverse() })).toBe(closesAt(limit));
      const second = limit.announced.slice(0, 19);
      expect(closesAt({ ...limit, announced: `${second}.${String(milliseconds).padStart(3, '0')}Z` })).toBe(closesAt({ ...limit, announced: `${second}.000Z` }));
    }));
  });

  it('never shows its grace', () => {
    fc.assert(fc.property(deadline, fc.nat(3_600), (limit, graceSeconds) => {
      expect(shownClose({ ...limit, graceSeconds } as Deadline)).toBe(shownClose(limit));
      expect(secondsLeft(limit.announced, { ...limit, graceSeconds } as Deadline)).toBe(secondsLeft(limit.announced, limit));
    }));
  });

  it('counts seconds down to zero exactly when the shown limit has passed', () => {
    fc.assert(fc.property(deadline, instant, (limit, at) => {
      const shown = { announced: limit.announced, extensions: limit.extensions };
      expect(secondsLeft(new Date(at), shown) > 0).toBe(isInTime(new Date(at), { ...shown, graceSeconds: 0 }));
    }));
  });
});
