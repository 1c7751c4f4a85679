import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import { freshDb } from '../../tests/support/db.ts';
import { listDoubles } from '../../tests/world/escalations.ts';
import { makeCourse } from '../../tests/world/learning.ts';
import { renewedCourse, yearly } from '../../tests/world/renewals.ts';
import { liveThroughYear, type YearHistory } from '../../tests/world/year.ts';
import { differences, expectedOf, listFaults, writtenIn, type Expected } from '../../tests/world/year-oracle.ts';

const people = 150;
let db: Db;
let history: YearHistory;
let expected: Expected;
let written: Expected;

beforeAll(async () => {
  db = await freshDb();
  const course = await makeCourse(db, renewedCourse);
  history = await liveThroughYear(db, { people, courseId: course.id });
  expected = await expectedOf(db, history, { months: yearly.everyMonths, lead: yearly.leadDays });
  written = await writtenIn(db, history);
}, 240_000);
afterAll(() => db.destroy());

describe('thirteen months of a province', () => {
  it('assigned by the rule and wrote every renewal, reminder, escalation and digest that people’s histories ask for, and nothing else', () => {
    expect(differences(expected, written)).toEqual([]);
  });

  it('would notice one that is missing, doubled or unasked for', () => {
    const [first = '', ...rest] = written.reminders;
    expect(differences(expected, { ...written, reminders: rest })).toEqual([`reminders missing: ${first}`]);
    expect(differences(expected, { ...written, reminders: [first, ...written.reminders] })).toEqual(['reminders: 1 lines twice']);
    expect(differences(expected, { ...written, told: [...written.told, 'x'] })).toEqual(['told unasked: x']);
  });

  it('has enough of everything to mean something', () => {
    const count = (kind: keyof Expected, pattern: RegExp) => expected[kind].filter((line) => pattern.test(line)).length;
    expect(count('rounds', / 2 \d{4}-/)).toBeGreaterThan(50);
    expect([count('assigned', /./) > people, count('assigned', / 2027-/) > 3, count('released', /./) > 3]).toEqual([true, true, true]);
    for (const step of ['before-7', 'before-1', 'due', 'after-3', 'after-10', 'after-31']) expect([step, count('reminders', new RegExp(` ${step} `)) > 20]).toEqual([step, true]);
    for (const step of ['after-7', 'after-21', 'after-35']) expect([step, count('escalations', new RegExp(` ${step} `)) > 20]).toEqual([step, true]);
    expect(count('digests', / 1$/)).toBeGreaterThan(200);
    expect(count('digests', / 0$/)).toBeGreaterThan(20);
    const unled = expected.escalations.filter((line) => !expected.told.some((one) => one.startsWith(line.slice(0, -11))));
    expect(unled.length).toBeGreaterThan(0);
    expect([history.lives.filter(({ leftAt }) => leftAt).length > 3, history.lives.filter(({ stays }) => stays.length > 1).length > 3, history.leadings.filter(({ to }) => to).length > 3]).toEqual([true, true, true]);
  });

  it('has no double, neither by the query nor in the mails, and a second run finds nothing to do', async () => {
    expect(await listDoubles(db)).toEqual([]);
    expect([history.mails.size > 500, [...history.mails.values()].filter((count) => count !== 1)]).toEqual([true, []]);
    expect(history.extra).toBe(0);
  });

  it('reminds nobody who has finished, and every message’s states add up to its recipients', async () => {
    expect(await listFaults(db)).toEqual({ late: [], unsummed: [] });
    const { count } = await db.selectFrom('delivery').select((of) => of.fn.countAll<number>().as('count')).where('detail', '=', 'COMPLETED').executeTakeFirstOrThrow();
    expect(Number(count)).toBeGreaterThan(0);
  });

  it('left no work undone and none that failed', async () => {
    const jobs = await db.selectFrom('job').select(['name', 'state', 'run_at']).where('state', '<>', 'DONE').execute();
    expect(jobs.filter(({ state }) => state !== 'QUEUED')).toEqual([]);
    expect(jobs.filter(({ run_at }) => run_at < '2027-12-31T10:00:00.000Z')).toEqual([]);
  });
});
