import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testClock } from '../tests/support/clock.ts';
import { freshDb } from '../tests/support/db.ts';
import { nextRun, scheduleDue } from './schedules.ts';

const vietnam = 'Asia/Ho_Chi_Minh';
const moments = fc.date({ min: new Date('2024-01-01T00:00:00.000Z'), max: new Date('2030-12-31T00:00:00.000Z'), noInvalidDate: true });
const minuteOfDay = fc.integer({ min: 0, max: 1439 });
const face = (zone: string, at: string) => {
  const [hours = 0, minutes = 0] = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at)).split(':').map(Number);
  return hours * 60 + minutes;
};

describe('the next run', () => {
  it.each([
    ['2026-11-23T01:00:00.000Z', 60, vietnam, '2026-11-23T18:00:00.000Z'],
    ['2026-11-23T17:59:59.999Z', 60, vietnam, '2026-11-23T18:00:00.000Z'],
    ['2026-11-23T18:00:00.000Z', 60, vietnam, '2026-11-24T18:00:00.000Z'],
    ['2026-11-23T18:00:00.001Z', 60, vietnam, '2026-11-24T18:00:00.000Z'],
    ['2026-11-23T16:59:59.999Z', 0, vietnam, '2026-11-23T17:00:00.000Z'],
    ['2026-11-23T17:00:00.000Z', 0, vietnam, '2026-11-24T17:00:00.000Z'],
    ['2026-12-31T16:59:00.000Z', 1439, vietnam, '2027-01-01T16:59:00.000Z'],
    ['2028-02-28T20:00:00.000Z', 60, vietnam, '2028-02-29T18:00:00.000Z'],
    ['2026-11-23T01:00:00.000Z', 60, 'UTC', '2026-11-24T01:00:00.000Z'],
    ['2026-11-23T00:59:30.000Z', 60, 'UTC', '2026-11-23T01:00:00.000Z'],
    ['2026-11-23T00:00:00.000Z', 60, 'Asia/Kathmandu', '2026-11-23T19:15:00.000Z'],
    ['2026-11-23T12:00:00.000Z', 60, 'Pacific/Kiritimati', '2026-11-24T11:00:00.000Z'],
    // The clock is put forward between now and then, and back again.
    ['2026-03-28T23:30:00.000Z', 240, 'Europe/Berlin', '2026-03-29T02:00:00.000Z'],
    ['2026-10-24T22:30:00.000Z', 240, 'Europe/Berlin', '2026-10-25T03:00:00.000Z'],
  ])('after %s at minute %i in %s is %s', (now, at, zone, expected) => {
    expect(nextRun(new Date(now), at, zone)).toBe(expected);
  });

  it('in Vietnam is always later than now, within a day, and at the wanted minute', () => {
    fc.assert(fc.property(moments, minuteOfDay, (now, at) => {
      const run = nextRun(now, at, vietnam);
      const ahead = Date.parse(run) - now.getTime();
      return ahead > 0 && ahead <= 86_400_000 && face(vietnam, run) === at;
    }));
  });

  it('follows the clocks of other zones through the year, wherever the wanted time exists', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Tokyo');
    // From five in the morning on, no zone leaves out or repeats a minute.
    fc.assert(fc.property(moments, fc.integer({ min: 300, max: 1380 }), zones, (now, at, zone) => {
      const run = nextRun(now, at, zone);
      return Date.parse(run) > now.getTime() && face(zone, run) === at;
    }));
  });

  it('comes also on a night that leaves out its minute', () => {
    const run = nextRun(new Date('2026-03-28T23:30:00.000Z'), 150, 'Europe/Berlin');
    expect(Date.parse(run) - Date.parse('2026-03-29T01:00:00.000Z')).toBeLessThanOrEqual(3_600_000);
    expect(Date.parse(run)).toBeGreaterThan(Date.parse('2026-03-28T23:30:00.000Z'));
  });

  it('of a run is a day later', () => {
    fc.assert(fc.property(moments, minuteOfDay, (now, at) => {
      const run = nextRun(now, at, vietnam);
      return Date.parse(nextRun(new Date(run), at, vietnam)) - Date.parse(run) === 86_400_000;
    }));
  });
});

describe('planning', () => {
  const jobs = async (zone: string, ...at: string[]) => {
    const db = await freshDb();
    await using _ = db;
    for (const now of at) await scheduleDue(db, testClock(now), zone);
    return (await db.selectFrom('job').select(['name', 'run_at', 'unique_key']).orderBy('run_at').orderBy('name').execute()).map((job) => [job.name, job.run_at, job.unique_key]);
  };

  it('names each run by its local day', async () => {
    const [first] = await jobs(vietnam, '2026-11-23T01:00:00.000Z');
    expect(first).toEqual(['people.clear-held-forms', '2026-11-23T18:00:00.000Z', 'people.clear-held-forms:2026-11-24']);
    const utc = (await jobs('UTC', '2026-11-23T02:00:00.000Z')).find(([name]) => name === 'people.clear-held-forms');
    expect(utc).toEqual(['people.clear-held-forms', '2026-11-24T01:00:00.000Z', 'people.clear-held-forms:2026-11-24']);
  });

  it('does nothing twice in one night, and plans again in the next', async () => {
    const once = await jobs(vietnam, '2026-11-23T01:00:00.000Z');
    expect(await jobs(vietnam, '2026-11-23T01:00:00.000Z', '2026-11-23T17:00:00.000Z', '2026-11-23T17:59:59.000Z')).toEqual(once);
    expect(await jobs(vietnam, '2026-11-23T01:00:00.000Z', '2026-11-24T01:00:00.000Z')).toHaveLength(2 * once.length);
  });

  it('keeps jobs in their order within the night', async () => {
    const runs = (await jobs(vietnam, '2026-11-23T01:00:00.000Z')).map((job) => job[0]);
    expect(runs.slice(0, 3)).toEqual(['people.clear-held-forms', 'people.do-unit-deeds', 'people.fill-sort-keys']);
  });
});
