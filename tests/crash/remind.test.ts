import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { databaseFile, type Db } from '../../db/client.ts';
import { freshDbAt } from '../support/db.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';
import { enrolled, makeCourse } from '../world/courses.ts';
import { listDoubles } from '../world/escalations.ts';
import { makePerson, makeUnit } from '../world/people.ts';
import { reminderFaults } from '../world/reminders.ts';

// A Monday, half past eight: reminders, leaders' notices and digests are all due.
const moment = '2026-11-23T01:30:00.000Z';
const [courses, units, people] = [8, 12, 60];
const madeAt = '2026-01-05T01:00:00.000Z';
const late = people / 2;
/** Each enrolment has one reminder; everybody who is a week late is told of once a course; each leader has a notice for each course, and one digest. */
const whole = { reminder: courses * people, escalation: courses * late, escalation_named: courses * late, escalation_notice: courses * units, leader_digest: units, message_recipient: courses * people + courses * units + units };
type Counts = typeof whole;

/** Units with a leader each; everybody is enrolled in every course, one half due in a week, the other half a week late. */
async function seed(folder: string): Promise<Db> {
  const db = await freshDbAt(databaseFile(folder), { synchronous: 'NORMAL' });
  const crowd: string[] = [];
  for (let count = 0; count < units; count += 1) {
    const unitId = await makeUnit(db, { name: `UBND xã ${count}` });
    await makePerson(db, { unitId, grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId }] });
    for (let own = 0; own < people / units; own += 1) crowd.push((await makePerson(db, { unitId })).id);
  }
  for (let count = 0; count < courses; count += 1) {
    const course = await makeCourse(db);
    for (const [at, id] of crowd.entries()) await enrolled(db, id, course, { dueOn: at % 2 === 0 ? '2026-11-30' : '2026-11-16', now: madeAt });
  }
  return db;
}

const start = (folder: string) => startProcess('tests/crash/remind-worker.ts', { DATA_DIR: folder, LOG_LEVEL: 'warn' }, [moment]);
const countOf = async (db: Db, table: keyof Counts) => Number((await db.selectFrom(table).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);

async function countsOf(db: Db): Promise<Counts> {
  const tables = Object.keys(whole) as (keyof Counts)[];
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await countOf(db, table)] as const))) as Counts;
}

/** Wherever it was cut off: what is marked as written stands in a message, nothing stands in two, and nobody is half told of. */
async function expectWhole(db: Db): Promise<Counts> {
  const counts = await countsOf(db);
  expect([counts.escalation_named, counts.message_recipient]).toEqual([counts.escalation, counts.reminder + counts.escalation_notice + counts.leader_digest]);
  expect([await reminderFaults(db), await listDoubles(db)]).toEqual([[], []]);
  return counts;
}

it('mornings that begin at the same moment in several processes write each reminder, notice and digest once', async () => {
  using folder = temporaryFolder();
  const db = await seed(folder.path);
  const workers = [start(folder.path), start(folder.path), start(folder.path)];
  for (const worker of workers) await expect.poll(() => worker.output(), { timeout: 60_000 }).toContain('ready');
  writeFileSync(join(folder.path, 'go'), '');
  const ended = await Promise.all(workers.map((worker) => worker.ended));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  const wrote = ended.map(({ output }) => /wrote (\d+) (\d+) (\d+)/.exec(output)?.slice(1).map(Number) ?? []);
  expect([0, 1, 2].map((kind) => wrote.reduce((sum, numbers) => sum + (numbers[kind] ?? NaN), 0))).toEqual([whole.reminder, whole.escalation, whole.leader_digest]);
  expect(await expectWhole(db)).toEqual(whole);
  await db.destroy();
});

it('a morning that is killed in its reminders, its notices and its digests is finished by the next process: nobody is left out, nobody is written to twice', async () => {
  using folder = temporaryFolder();
  const db = await seed(folder.path);
  // Killed as soon as so many are there: in the middle of each kind, and twice among the leaders' notices.
  for (const [table, enough] of [['reminder', 1], ['escalation_notice', 1], ['escalation_notice', (courses * units) / 2], ['leader_digest', 1]] as const) {
    rmSync(join(folder.path, 'go'), { force: true });
    const worker = start(folder.path);
    await expect.poll(() => worker.output(), { timeout: 60_000 }).toContain('ready');
    writeFileSync(join(folder.path, 'go'), '');
    while (worker.child.exitCode === null && (await countOf(db, table)) < enough) await pause(1);
    worker.child.kill('SIGKILL');
    await worker.ended;
    await expectWhole(db);
  }
  expect(await start(folder.path).ended).toMatchObject({ code: 0 });
  expect(await expectWhole(db)).toEqual(whole);
  const jobs = await db.selectFrom('job').select('name').where('name', '=', 'messaging.fan-out').execute();
  expect(jobs).toHaveLength(courses * 2 + courses * units + units);
  await db.destroy();
});
