import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WhenClosed } from '../../messaging/index.ts';
import { forecastOf, type ChannelFacts, type StartFacts } from './forecast.ts';
import { daysOf, endOf, monthAfter, weekdayOf } from './month.ts';
import { hourOf, quietParts, windowFacts } from './window.ts';

const zone = 'Asia/Ho_Chi_Minh';
const sms = (whenClosed: WhenClosed = 'WAIT'): ChannelFacts => ({ channel: 'SMS', audience: 1_300, reachable: 1_240, overCap: 37, whenClosed });
const quiet: StartFacts = { notAfter: '2026-11-30T00:00:00.000Z', isUrgent: false, quietUntil: '2026-11-24T00:00:00.000Z', quietChannels: ['SMS', 'PUSH'] };
const open: StartFacts = { ...quiet, quietUntil: null };

describe('what becomes of a campaign at its start', () => {
  it('waits, expires or is dropped in quiet hours, all of it', () => {
    expect(forecastOf(sms(), quiet)).toMatchObject({ atOnce: 0, waits: 1_240, until: quiet.quietUntil, unreachable: 60 });
    expect(forecastOf(sms('EXPIRE'), quiet)).toMatchObject({ atOnce: 0, waits: 0, expires: 1_240 });
    expect(forecastOf(sms('DROP'), quiet)).toMatchObject({ drops: 1_240 });
  });

  it('does not wait beyond its last moment', () => {
    expect(forecastOf(sms(), { ...quiet, notAfter: '2026-11-23T23:59:00.000Z' })).toMatchObject({ waits: 0, expires: 1_240 });
  });

  it('holds back only those over the cap by day, and nobody when it is urgent or in the app', () => {
    expect(forecastOf(sms(), open)).toMatchObject({ atOnce: 1_203, waits: 37, until: null });
    expect(forecastOf({ ...sms(), channel: 'EMAIL' }, quiet)).toMatchObject({ atOnce: 1_203, waits: 37 });
    expect(forecastOf(sms(), { ...quiet, isUrgent: true })).toMatchObject({ atOnce: 1_240, waits: 0 });
    expect(forecastOf({ ...sms(), channel: 'IN_APP' }, quiet)).toMatchObject({ atOnce: 1_240 });
  });

  it('holds nothing back of what people carry to VNeID: it rings at no hour that is ours, and counts towards no cap', () => {
    for (const start of [open, quiet, { ...quiet, quietChannels: ['VNEID'] }]) expect(forecastOf({ ...sms(), channel: 'VNEID' }, start)).toMatchObject({ atOnce: 1_240, waits: 0, expires: 0, drops: 0, unreachable: 60 });
  });

  it('adds up to the audience, whatever holds', () => {
    const facts = fc.record({ channel: fc.constantFrom('SMS' as const, 'EMAIL' as const, 'IN_APP' as const), audience: fc.nat(9_000), reachable: fc.nat(9_000), overCap: fc.nat(9_000), whenClosed: fc.constantFrom<WhenClosed>('WAIT', 'EXPIRE', 'DROP') });
    fc.assert(fc.property(facts, fc.constantFrom(quiet, open, { ...quiet, isUrgent: true }, { ...quiet, notAfter: '2026-11-23T20:00:00.000Z' }), (some, start) => {
      const [overCap = 0, reachable = 0, audience = 0] = [some.overCap, some.reachable, some.audience].toSorted((a, b) => a - b);
      const { atOnce, waits, expires, drops, unreachable } = forecastOf({ ...some, audience, reachable, overCap }, start);
      expect(atOnce + waits + expires + drops + unreachable).toBe(audience);
      expect(Math.min(atOnce, waits, expires, drops, unreachable)).toBeGreaterThanOrEqual(0);
    }));
  });
});

describe('the time of a campaign', () => {
  it('knows its days in Vietnam, and when it goes over midnight', () => {
    expect(windowFacts('2026-12-31T16:30:00.000Z', '2026-12-31T18:00:00.000Z', null, zone)).toMatchObject({ firstDay: '2026-12-31', lastDay: '2027-01-01', crossesMidnight: true, isWeekend: false });
    expect(windowFacts('2026-12-31T01:00:00.000Z', '2026-12-31T17:00:00.000Z', null, zone)).toMatchObject({ lastDay: '2026-12-31', crossesMidnight: false });
    expect(windowFacts('2026-11-28T01:00:00.000Z', '2026-12-05T01:00:00.000Z', null, zone)).toMatchObject({ crossesMidnight: false, isWeekend: true });
  });

  it('knows when nothing of it is left outside the quiet hours', () => {
    expect(windowFacts('2026-11-23T16:00:00.000Z', '2026-11-23T23:00:00.000Z', '2026-11-24T00:00:00.000Z', zone).isAllQuiet).toBe(true);
    expect(windowFacts('2026-11-23T16:00:00.000Z', '2026-11-24T00:30:00.000Z', '2026-11-24T00:00:00.000Z', zone).isAllQuiet).toBe(false);
  });

  it('is drawn by the hour', () => {
    expect(hourOf('2026-11-23T16:30:00.000Z', zone)).toBe(23.5);
    expect(quietParts({ from: '22:00', to: '07:00' })).toEqual([[0, 7], [22, 24]]);
    expect(quietParts({ from: '11:30', to: '13:30' })).toEqual([[11.5, 13.5]]);
    expect(quietParts({ from: '22:00', to: '00:00' })).toEqual([[22, 24]]);
    expect(quietParts({ from: '00:00', to: '00:00' })).toEqual([]);
  });
});

describe('a month', () => {
  it('has its days, its neighbours and its weekdays', () => {
    expect([daysOf('2026-11').length, daysOf('2028-02').length, daysOf('2026-11')[0], daysOf('2026-11').at(-1)]).toEqual([30, 29, '2026-11-01', '2026-11-30']);
    expect([monthAfter('2026-12', 1), monthAfter('2026-01', -1), monthAfter('2026-11', 14), endOf('2026-12')]).toEqual(['2027-01', '2025-12', '2028-01', '2027-01-01']);
    expect(['2026-11-23', '2026-11-29'].map(weekdayOf)).toEqual([1, 7]);
  });
});
