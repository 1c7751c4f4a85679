import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localOf } from '../../platform/local-time.ts';
import { overCap, quietHours, quietUntil } from './sending-hours.ts';

const zone = 'Asia/Ho_Chi_Minh';
const night = { from: '22:00', to: '07:00' };

describe('quiet hours', () => {
  it.each([
    ['2026-11-23T14:59:59.999Z', null],
    ['2026-11-23T15:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-23T16:59:59.999Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-23T17:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-23T23:59:59.999Z', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24T00:00:00.000Z', null],
    ['2026-12-31T16:30:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['2028-02-28T20:00:00.000Z', '2028-02-29T00:00:00.000Z'],
  ])('at %s wait until %s', (at, until) => expect(quietUntil(at, zone, night)).toBe(until));

  it('of the same day, up to midnight, and none at all', () => {
    expect(quietUntil('2026-11-23T04:30:00.000Z', zone, { from: '11:30', to: '13:30' })).toBe('2026-11-23T06:30:00.000Z');
    expect(quietUntil('2026-11-23T06:30:00.000Z', zone, { from: '11:30', to: '13:30' })).toBeNull();
    expect(quietUntil('2026-11-23T16:59:00.000Z', zone, { from: '22:00', to: '00:00' })).toBe('2026-11-23T17:00:00.000Z');
    expect(quietUntil('2026-11-23T17:00:00.000Z', zone, { from: '22:00', to: '00:00' })).toBeNull();
    for (const at of ['2026-11-23T00:00:00.000Z', '2026-11-23T17:00:00.000Z']) expect(quietUntil(at, zone, { from: '07:00', to: '07:00' })).toBeNull();
  });

  it('end at their end, within a day, and the moment that they name is open', () => {
    const time = fc.tuple(fc.nat(23), fc.nat(59)).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
    fc.assert(fc.property(fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true }), time, time, (date, from, to) => {
      const at = date.toISOString();
      const until = quietUntil(at, zone, { from, to });
      if (until === null) return true;
      return until > at && Date.parse(until) - date.getTime() <= 86_400_000 && localOf(until, zone).slice(11) === to && quietUntil(until, zone, { from, to }) === null;
    }));
  });

  it('are a setting that takes times only', () => {
    const isRight = (from: string, to = '07:00') => quietHours.value.safeParse({ from, to, channels: ['SMS'] }).success;
    expect(['22:00', '00:00', '23:59'].map((from) => isRight(from))).toEqual([true, true, true]);
    expect(['24:00', '7:00', '22:60', '', '22:00 ', '2200'].map((from) => isRight(from))).toEqual([false, false, false, false, false, false]);
    expect(quietHours.value.safeParse({ ...night, channels: ['FAX'] }).success).toBe(false);
  });
});

describe('the cap of a day', () => {
  const now = '2026-11-23T02:00:00.000Z';
  const due = (messageId: string, recipientId = 'a', isFree = false) => ({ recipientId, messageId, isFree });

  it('lets so many messages go, each on however many channels, and names the moment of the next', () => {
    const recent = new Map([['a', new Map([['m1', '2026-11-22T09:00:00.000Z'], ['m2', '2026-11-22T10:00:00.000Z']])]]);
    expect(overCap([due('m3'), due('m3'), due('m4'), due('m1'), due('m4', 'b'), due('m5', 'a', true)], recent, 3, now)).toEqual([null, null, '2026-11-23T09:00:00.000Z', null, null, null]);
  });

  it('waits for the one that must be old when there were more than the cap', () => {
    const recent = new Map([['a', new Map([['m1', '2026-11-22T09:00:00.000Z'], ['m2', '2026-11-22T10:00:00.000Z'], ['m3', '2026-11-22T11:00:00.000Z']])]]);
    expect(overCap([due('m4')], recent, 2, now)).toEqual(['2026-11-23T10:00:00.000Z']);
    expect(overCap([due('m4')], recent, 1, now)).toEqual(['2026-11-23T11:00:00.000Z']);
  });

  it('never lets more than the cap go to anybody, never holds the free ones, and lets the first of each go', () => {
    const some = fc.record({ recipientId: fc.constantFrom('a', 'b'), messageId: fc.constantFrom('m1', 'm2', 'm3', 'm4', 'm5'), isFree: fc.boolean() });
    fc.assert(fc.property(fc.array(some), fc.integer({ min: 1, max: 4 }), (list, cap) => {
      const found = overCap(list, new Map(), cap, now);
      for (const person of ['a', 'b']) {
        const gone = new Set(list.filter((one, at) => one.recipientId === person && !one.isFree && found[at] === null).map(({ messageId }) => messageId));
        const wanted = new Set(list.filter((one) => one.recipientId === person && !one.isFree).map(({ messageId }) => messageId));
        expect(gone.size).toBe(Math.min(cap, wanted.size));
      }
      expect(list.every(({ isFree }, at) => !isFree || found[at] === null)).toBe(true);
      for (const until of found) if (until !== null) expect(until > now).toBe(true);
    }));
  });
});
