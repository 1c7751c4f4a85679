import { afterEach, expect, it, vi } from 'vitest';
import { newId } from './ids.ts';

afterEach(() => void vi.useRealTimers());

it('ids are UUIDs of the seventh kind, all different, and sort in the order of their making, also within a millisecond and when the clock is set back', () => {
  vi.useFakeTimers({ now: new Date('2100-01-01T00:00:00.000Z'), toFake: ['Date'] });
  const ids = Array.from({ length: 3_000 }, (_, nth) => {
    if (nth === 1_000) vi.setSystemTime(new Date('2100-01-01T00:00:00.001Z'));
    if (nth === 2_000) vi.setSystemTime(new Date('2099-12-31T23:59:59.000Z'));
    return newId();
  });
  expect(ids.filter((id) => !/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  const madeAt = (id = '') => Number.parseInt(id.replace('-', '').slice(0, 12), 16) - Date.parse('2100-01-01T00:00:00.000Z');
  expect([madeAt(ids[0]), madeAt(ids[999]), madeAt(ids[1_000]), madeAt(ids.at(-1))]).toEqual([0, 0, 1, 1]);
  // What is random is random in each of them, not once for a millisecond.
  expect(new Set(ids.map((id) => id.slice(-12))).size).toBe(ids.length);
});
