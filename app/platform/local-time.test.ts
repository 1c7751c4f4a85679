import fc from 'fast-check';
import { expect, it } from 'vitest';
import { instantOf, isLocalTime, isRealMoment, localOf, localSecondOf } from './local-time.ts';

it('a time of the wall clock and its instant lead to each other, in any zone without a clock change at that moment', () => {
  const zone = fc.constantFrom('Asia/Ho_Chi_Minh', 'UTC', 'Asia/Kathmandu', 'Pacific/Kiritimati');
  fc.assert(fc.property(zone, fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }), (timeZone, date) => {
    const minute = `${date.toISOString().slice(0, 16)}:00.000Z`;
    expect(instantOf(localOf(minute, timeZone), timeZone)).toBe(minute);
  }));
});

it('knows Vietnam’s zone and a summer time', () => {
  expect(instantOf('2026-11-23T08:00', 'Asia/Ho_Chi_Minh')).toBe('2026-11-23T01:00:00.000Z');
  expect(instantOf('2026-07-01T08:00', 'Europe/Berlin')).toBe('2026-07-01T06:00:00.000Z');
});

it('is exact to the second where that is asked for', () => {
  const zone = fc.constantFrom('Asia/Ho_Chi_Minh', 'UTC', 'Asia/Kathmandu');
  fc.assert(fc.property(zone, fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }), (timeZone, date) => {
    const second = `${date.toISOString().slice(0, 19)}.000Z`;
    expect(instantOf(localSecondOf(second, timeZone), timeZone)).toBe(second);
  }));
  expect(localSecondOf('2026-12-31T17:00:00.000Z', 'Asia/Ho_Chi_Minh')).toBe('2027-01-01T00:00:00');
});

it('knows times that the calendar has from those that it has not', () => {
  for (const real of ['2026-11-23T08:00', '2026-11-23T08:00:59', '2028-02-29T00:00', '2026-12-31T23:59:59']) expect(isRealMoment(real), real).toBe(true);
  for (const none of ['', '2026-02-30T08:00', '2026-02-29T08:00', '2026-04-31T08:00:00', '2026-00-10T08:00', '2026-13-01T08:00', '2026-11-23T24:00', '2026-11-23T08:60', '2026-11-23T08:00:60', '2026-11-23', '2026-11-23 08:00', '2026-11-23T08:00Z', '2026-11-23T8:00', ' 2026-11-23T08:00']) expect(isRealMoment(none), none).toBe(false);
  // Whatever is real comes back as it was typed; what is not would come back as another day.
  const part = (from: number, to: number) => fc.integer({ min: from, max: to }).map((value) => String(value).padStart(2, '0'));
  fc.assert(fc.property(fc.integer({ min: 1990, max: 2099 }), part(0, 13), part(0, 32), part(0, 24), part(0, 60), (year, month, day, hour, minute) => {
    const local = `${year}-${month}-${day}T${hour}:${minute}`;
    if (isRealMoment(local)) expect(localOf(instantOf(local, 'Asia/Ho_Chi_Minh'), 'Asia/Ho_Chi_Minh')).toBe(local);
  }));
});

it.each(['2026-11-23T08:00', '2028-02-29T23:59', '2026-12-31T00:00'])('%s is a time of a wall clock', (text) => expect(isLocalTime(text)).toBe(true));
it.each(['2026-11-31T08:00', '2026-02-29T08:00', '2026-02-30T08:00', '2026-13-01T08:00', '2026-00-10T08:00', '2026-11-23T24:00', '2026-11-23T08:60', '2026-11-23 08:00', '2026-11-23T08:00:00', '2026-11-23T8:00', '2026-11-23', '', ' 2026-11-23T08:00', '2026-11-23T08:00\n', '+02026-11-23T08:00', '２０２６-11-23T08:00'])('%j is none', (text) => expect(isLocalTime(text)).toBe(false));
