import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { listProgressDifferences } from '../../app/learning/index.server.ts';
import { databaseFile, type Db } from '../../db/client.ts';
import { freshDbAt } from '../support/db.ts';
import { testClock } from '../support/clock.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';
import { completeLessons, enrol, makeCourse, sampleBodies } from '../world/learning.ts';
import { makeEditor, sit, suspend } from '../world/sittings.ts';

const moment = '2026-11-25T01:00:00.000Z';
const people = 120;
const keys = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'];

/** Everybody got q1 and one more of six wrong, and passes once q1 counts as right; every third one tried twice. */
async function seed(folder: string): Promise<{ db: Db; suspensionId: string; attempts: number }> {
  const db = await freshDbAt(databaseFile(folder), { synchronous: 'NORMAL' });
  const blueprint = [{ module: 'm1', level: 'REMEMBER' as const, count: 5 }];
  const course = await makeCourse(db, { modules: { m1: ['bai-1'] }, questions: sampleBodies.map((body, at) => ({ key: `q${at + 1}`, module: 'm1', body })), assessments: [{ key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint }] });
  let attempts = 0;
  for (let count = 0; count < people; count += 1) {
    const learner = await enrol(db, course);
    await completeLessons(db, course, learner);
    for (let number = 1; number <= (count % 3 === 0 ? 2 : 1); number += 1, attempts += 1) {
      await sit(db, { userId: learner.id, course: course.slug, assessment: 'kiem-tra-m1', number, startedAt: `2026-11-24T0${number}:00:00.000Z`, submittedAt: `2026-11-24T0${number}:10:00.000Z`, given: Object.fromEntries(keys.map((key) => [key, key === 'q1' || key === 'q3' ? 'wrong' : 'right'])) });
    }
  }
  const suspensionId = await suspend(db, testClock(moment), await makeEditor(db), course.slug, 'q1');
  return { db, suspensionId, attempts };
}

const start = (folder: string, suspensionId: string) => startProcess('tests/crash/remark-worker.ts', { DATA_DIR: folder, LOG_LEVEL: 'warn' }, [suspensionId, moment]);
const countOf = async (db: Db, table: 'attempt_remark' | 'message_recipient' | 'certificate') => Number((await db.selectFrom(table).select((row) => row.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);

/** Whatever was cut off: a person's attempts, her notice, her certificate and the ledger go together. */
async function expectWhole(db: Db): Promise<void> {
  const done = await db.selectFrom('attempt_remark as r').innerJoin('attempt as a', 'a.id', 'r.attempt_id').select('a.user_id').distinct().orderBy('a.user_id').execute();
  const told = await db.selectFrom('message_recipient').select('user_id').orderBy('user_id').execute();
  expect(told).toEqual(done);
  expect(await countOf(db, 'certificate')).toBe(done.length);
  const half = await db.selectFrom('attempt as a').select('a.id').where('a.is_passed', '=', 0).where('a.user_id', 'in', done.map((row) => row.user_id)).execute();
  expect(half).toEqual([]);
}

it('runs of the same job at the same moment in several processes mark each attempt once and tell each person once', async () => {
  using folder = temporaryFolder();
  const { db, suspensionId, attempts } = await seed(folder.path);
  const workers = [start(folder.path, suspensionId), start(folder.path, suspensionId)];
  for (const worker of workers) await expect.poll(() => worker.output(), { timeout: 60_000 }).toContain('ready');
  writeFileSync(join(folder.path, 'go'), '');
  await Promise.all(workers.map((worker) => worker.ended));
  // One that gave up because the other held the database comes again, as the runner would have it.
  expect(await start(folder.path, suspensionId).ended).toMatchObject({ code: 0, output: expect.stringContaining('marked 0') as string });
  expect([await countOf(db, 'attempt_remark'), await countOf(db, 'message_recipient')]).toEqual([attempts, people]);
  await expectWhole(db);
  await db.destroy();
});

it('a run that is killed again and again is finished by the next one: nobody is left out, nobody is told twice', async () => {
  using folder = temporaryFolder();
  const { db, suspensionId, attempts } = await seed(folder.path);
  for (const patience of [15, 60, 110]) {
    rmSync(join(folder.path, 'go'), { force: true });
    const worker = start(folder.path, suspensionId);
    await expect.poll(() => worker.output(), { timeout: 60_000 }).toContain('ready');
    writeFileSync(join(folder.path, 'go'), '');
    await pause(patience);
    worker.child.kill('SIGKILL');
    await worker.ended;
    await expectWhole(db);
  }
  expect(await start(folder.path, suspensionId).ended).toMatchObject({ code: 0 });
  expect([await countOf(db, 'attempt_remark'), await countOf(db, 'message_recipient')]).toEqual([attempts, people]);
  await expectWhole(db);
  expect((await listProgressDifferences(db)).differences).toEqual([]);
  await db.destroy();
});
