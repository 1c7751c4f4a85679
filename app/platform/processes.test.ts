import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { temporaryFolder } from '../../tests/support/server.ts';
import { claimJob, listDue } from './jobs/claimed-job.server.ts';
import { defineJob } from './jobs/contract.ts';
import { enqueue } from './jobs/jobs.server.ts';
import { lockFile } from './file-lock.server.ts';
import { enterProcess, reviewProcesses, type Ports } from './processes.server.ts';

const work = defineJob({ name: 'test.work', payload: z.object({}), maxAttempts: 3 });
let db: Db;
let clock: TestClock;
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
});
const now = () => clock.now().toISOString();
const standings = async () => Object.fromEntries((await db.selectFrom('process').select(['id', 'standing']).execute()).map(({ id, standing }) => [id, standing]));

/** A folder with this process in it, and another one of which only its row and, if wanted, its lock are there. */
async function together() {
  const folder = temporaryFolder();
  const ports: Ports = { db, clock, log: silentLog, dataDir: folder.path };
  const own = await enterProcess(ports, { name: 'worker', runsJobs: true });
  const other = 'other';
  const otherLock = join(folder.path, 'processes', `${other}.lock`);
  await db.insertInto('process').values({ id: other, name: 'worker', pid: 1, started_at: now(), runs_jobs: 1 }).execute();
  const context = (processId: string | undefined) => ({ db, clock, log: silentLog, secret: 's', timeZone: 'Asia/Ho_Chi_Minh', processId });
  return {
    own, other, otherLock, ports,
    lockOther: () => lockFile(otherLock) ?? expect.fail('somebody holds it'),
    review: () => reviewProcesses(ports, own.id),
    /** Whether a job that this holder has is free for the own process, before and after the end of its lease. */
    async free(holder: string | undefined) {
      await db.deleteFrom('job').execute();
      await enqueue(db, work, {}, { now: now() });
      await claimJob(context(holder));
      const before = (await listDue(context(own.id), 9)).length;
      clock.pass({ minutes: 6 });
      return [before, (await listDue(context(own.id), 9)).length];
    },
    async [Symbol.asyncDispose]() {
      await own.leave();
      folder[Symbol.dispose]();
    },
  };
}

describe('what a holder had', () => {
  it('is free at once when its lock has gone, without a look at any clock', async () => {
    await using w = await together();
    w.lockOther().release();
    clock.pass({ minutes: -600 });
    await w.review();
    expect(await standings()).toEqual({ [w.own.id]: 'ALIVE', [w.other]: 'ENDED' });
    expect([await w.free(w.other), existsSync(w.otherLock)]).toEqual([[1, 1], false]);
  });

  it('stays its own while it lives, however far the clock has jumped', async () => {
    await using w = await together();
    const lock = w.lockOther();
    clock.pass({ minutes: 60 * 24 * 365 });
    await w.review();
    expect(await w.free(w.other)).toEqual([0, 0]);
    lock.release();
    await w.review();
    expect(await w.free(w.other)).toEqual([1, 1]);
  });

  it.each([['its lock file is not here, as after a restore', 'gone'], ['its lock file cannot be read', 'broken']])('waits for the end of its lease when %s', async (_why, state) => {
    await using w = await together();
    if (state === 'broken') writeFileSync(w.otherLock, 'not a database '.repeat(100));
    await w.review();
    expect(await standings()).toMatchObject({ [w.other]: 'LOST' });
    expect(await w.free(w.other)).toEqual([0, 1]);
  });

  it('waits for the end of its lease when it is the own process, or nobody', async () => {
    await using w = await together();
    expect([await w.free(w.own.id), await w.free(undefined), await w.free('never entered')]).toEqual([[0, 1], [0, 1], [0, 1]]);
  });

  it('is its own again when its lock file turns up', async () => {
    await using w = await together();
    await w.review();
    const lock = w.lockOther();
    await w.review();
    expect(await w.free(w.other)).toEqual([0, 0]);
    lock.release();
  });
});

describe('entering and leaving', () => {
  it('says when it has left in order, and leaves no file behind', async () => {
    await using w = await together();
    const second = await enterProcess(w.ports, { name: 'web', runsJobs: true });
    await w.review();
    expect(await standings()).toMatchObject({ [w.own.id]: 'ALIVE', [second.id]: 'ALIVE' });
    await second.leave();
    expect(await standings()).toMatchObject({ [second.id]: 'ENDED' });
    expect(readdirSync(join(w.ports.dataDir, 'processes'))).toEqual([`${w.own.id}.lock`]);
  });

  it('finds out about the dead before it is handed back, and says so once', async () => {
    await using w = await together();
    const said: unknown[] = [];
    const log = Object.assign(Object.create(silentLog) as typeof silentLog, { warn: (fields: unknown) => void said.push(fields) });
    w.lockOther().release();
    const next = await enterProcess({ ...w.ports, log }, { name: 'worker', runsJobs: true });
    expect(await standings()).toMatchObject({ [w.other]: 'ENDED' });
    await reviewProcesses({ ...w.ports, log }, next.id);
    expect(said).toEqual([{ process: 'worker', pid: 1 }]);
    await next.leave();
  });

  it('never ends itself, nor what has ended already', async () => {
    await using w = await together();
    await db.updateTable('process').set({ standing: 'ENDED', ended_at: '2026-11-01T00:00:00.000Z' }).where('id', '=', w.other).execute();
    w.lockOther().release();
    await w.review();
    expect(await db.selectFrom('process').select(['id', 'ended_at']).orderBy('ended_at').execute()).toEqual([{ id: w.own.id, ended_at: null }, { id: w.other, ended_at: '2026-11-01T00:00:00.000Z' }]);
  });

  it('forgets after a week who has ended or is nowhere to be found, never who lives', async () => {
    await using w = await together();
    await db.insertInto('process').values({ id: 'ended', name: 'web', pid: 2, started_at: now(), runs_jobs: 1, standing: 'ENDED', ended_at: now() }).execute();
    await w.review();
    clock.pass({ minutes: 7 * 24 * 60 });
    await (await enterProcess(w.ports, { name: 'web', runsJobs: true })).leave();
    expect(Object.keys(await standings())).toEqual(expect.arrayContaining(['ended', w.other, w.own.id]));
    clock.pass({ minutes: 1 });
    const last = await enterProcess(w.ports, { name: 'web', runsJobs: true });
    expect(Object.keys(await standings())).not.toContain('ended');
    expect(await standings()).toMatchObject({ [w.own.id]: 'ALIVE', [last.id]: 'ALIVE' });
    await last.leave();
  });
});

describe('the lock of a file', () => {
  it('belongs to one, also within one process, and not to a folder', () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'a.lock');
    const lock = lockFile(path);
    expect([lock === undefined, lockFile(path)]).toEqual([false, undefined]);
    lock?.release();
    lockFile(path)?.release();
    mkdirSync(join(folder.path, 'b.lock'));
    expect(() => lockFile(join(folder.path, 'b.lock'))).toThrow('unable to open');
  });
});
