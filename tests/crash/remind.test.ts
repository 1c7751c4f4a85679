import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { databaseFile, openDatabase, type Db } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';
import { enrolled, makeCourse } from '../world/courses.ts';
import { makePerson, makeUnit } from '../world/people.ts';
import { reminderFaults } from '../world/reminders.ts';

const moment = '2026-11-23T01:00:00.000Z';
const courses = 8;
const people = 60;

/** Everybody is enrolled in every course and due in a week: one reminder each. */
async function seed(folder: string): Promise<Db> {
  const db = openDatabase(databaseFile(folder));
  await migrate(db);
  const unitId = await makeUnit(db);
  const crowd: string[] = [];
  for (let count = 0; count < people; count += 1) crowd.push((await makePerson(db, { unitId })).id);
  for (let count = 0; count < courses; count += 1) {
    const course = await makeCourse(db);
    for (const id of crowd) await enrolled(db, id, course, { dueOn: '2026-11-30', now: '2026-01-05T01:00:00.000Z' });
  }
  return db;
}

const start = (folder: string) => startProcess('tests/crash/remind-worker.ts', { DATA_DIR: folder, LOG_LEVEL: 'warn' }, [moment]);
const countOf = async (db: Db, table: 'reminder' | 'message_recipient') => Number((await db.selectFrom(table).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);

it('runs of reminders at the same moment in several processes write each reminder once', async () => {
  using folder = temporaryFolder();
  const db = await seed(folder.path);
  const workers = [start(folder.path), start(folder.path), start(folder.path)];
  for (const worker of workers) await expect.poll(() => worker.output(), { timeout: 60_000 }).toContain('ready');
  writeFileSync(join(folder.path, 'go'), '');
  const ended = await Promise.all(workers.map((worker) => worker.ended));
  expect(ended.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(ended.reduce((sum, { output }) => sum + Number(/wrote (\d+)/.exec(output)?.[1]), 0)).toBe(courses * people);
  expect([await countOf(db, 'reminder'), await countOf(db, 'message_recipient'), await reminderFaults(db)]).toEqual([courses * people, courses * people, []]);
  await db.destroy();
});

it('a run that is killed again and again is finished by the next one: nobody is left out, nobody is written to twice', async () => {
  using folder = temporaryFolder();
  const db = await seed(folder.path);
  const seen: number[] = [];
  for (const patience of [8, 25, 45, 70]) {
    rmSync(join(folder.path, 'go'), { force: true });
    const worker = start(folder.path);
    await expect.poll(() => worker.output(), { timeout: 60_000 }).toContain('ready');
    writeFileSync(join(folder.path, 'go'), '');
    await pause(patience);
    worker.child.kill('SIGKILL');
    await worker.ended;
    seen.push(await countOf(db, 'reminder'));
    expect([await countOf(db, 'message_recipient'), await reminderFaults(db)]).toEqual([seen.at(-1), []]);
  }
  expect(await start(folder.path).ended).toMatchObject({ code: 0 });
  expect([await countOf(db, 'reminder'), await countOf(db, 'message_recipient'), await reminderFaults(db)]).toEqual([courses * people, courses * people, []]);
  const jobs = await db.selectFrom('job').select('name').where('name', '=', 'messaging.fan-out').execute();
  expect(jobs).toHaveLength(courses);
  await db.destroy();
});
