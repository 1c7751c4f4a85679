import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { testClock } from '../../../tests/support/clock.ts';
import type { Db } from '../../../db/client.ts';
import { toInstant } from '../clock.ts';
import { AppError } from '../errors.ts';
import { defineJob } from './contract.ts';
import { enqueue, handleJob, type JobContext, type JobHandler } from './jobs.server.ts';
import { backOffMinutes } from './claimed-job.server.ts';
import { createRunner } from './runner.server.ts';

const greet = defineJob({ name: 'test.greet', payload: z.object({ who: z.string() }), maxAttempts: 3 });

function world(db: Db) {
  const clock = testClock();
  const context: JobContext = { db, clock, log: silentLog, secret: 'secret', timeZone: 'Asia/Ho_Chi_Minh' };
  const now = () => toInstant(clock.now());
  return {
    clock,
    context,
    now,
    add: (who = 'An', options: { runAt?: string; uniqueKey?: string } = {}) => enqueue(db, greet, { who }, { now: now(), ...options }),
    runner: (run: (who: string) => Promise<void> | void, more: JobHandler[] = []) => createRunner(context, [handleJob(greet, async ({ who }) => run(who)), ...more]),
    jobs: () => db.selectFrom('job').selectAll().orderBy('id').execute(),
  };
}

describe('the job runner', () => {
  it('runs due jobs in the order of their time, each once', async () => {
    await using db = await freshDb();
    const { add, runner, jobs, clock } = world(db);
    const greeted: string[] = [];
    await add('late', { runAt: '2026-11-23T02:00:00.000Z' });
    await add('second');
    await add('first', { runAt: '2026-11-23T00:00:00.000Z' });
    const own = runner((who) => void greeted.push(who));
    expect(await own.runDue()).toBe(2);
    expect(await own.runDue()).toBe(0);
    expect(greeted).toEqual(['first', 'second']);
    clock.pass({ minutes: 60 });
    expect(await own.runDue()).toBe(1);
    expect((await jobs()).every((job) => job.state === 'DONE' && job.finished_at !== null && job.lease_id === null)).toBe(true);
  });

  it('tries again later, each time after a longer wait, and then keeps the job in the failed set', async () => {
    await using db = await freshDb();
    const { add, runner, jobs, clock } = world(db);
    await add();
    const own = runner(() => Promise.reject(new Error('the receiver does not answer')));
    await own.runDue();
    expect(await jobs()).toMatchObject([{ state: 'QUEUED', attempts: 1, last_error: 'the receiver does not answer', run_at: '2026-11-23T01:00:06.000Z' }]);
    expect(await own.runDue()).toBe(0);
    clock.pass({ seconds: 6 });
    await own.runDue();
    expect(await jobs()).toMatchObject([{ state: 'QUEUED', attempts: 2, run_at: '2026-11-23T01:00:30.000Z' }]);
    clock.pass({ seconds: 24 });
    await own.runDue();
    expect(await jobs()).toMatchObject([{ state: 'FAILED', attempts: 3, finished_at: '2026-11-23T01:00:30.000Z' }]);
    clock.pass({ days: 1 });
    expect(await own.runDue()).toBe(0);
  });

  it('waits at most an hour between two tries', () => {
    expect([1, 2, 3, 4, 5].map(backOffMinutes)).toEqual([0.1, 0.4, 1.6, 6.4, 25.6]);
    expect(backOffMinutes(6)).toBe(60);
    expect(backOffMinutes(50)).toBe(60);
  });

  it('forgets the error of an earlier try when the job succeeds', async () => {
    await using db = await freshDb();
    const { add, runner, jobs, clock } = world(db);
    await add();
    let tries = 0;
    const own = runner(() => {
      tries += 1;
      if (tries === 1) throw new Error('once');
    });
    await own.runDue();
    clock.pass({ minutes: 1 });
    await own.runDue();
    expect(await jobs()).toMatchObject([{ state: 'DONE', attempts: 2, last_error: null }]);
  });

  it('takes over the job of a killed runner when the lease has run out, not before', async () => {
    await using db = await freshDb();
    const { add, runner, jobs, clock } = world(db);
    await add();
    let killed = () => {};
    const reached = new Promise<void>((resolve) => (killed = resolve));
    void runner(() => (killed(), new Promise(() => {}))).runDue();
    await reached;
    const second = runner(() => {});
    expect(await second.runDue()).toBe(0);
    clock.pass({ minutes: 5, seconds: 1 });
    expect(await second.runDue()).toBe(1);
    expect(await jobs()).toMatchObject([{ state: 'DONE', attempts: 2 }]);
  });

  it('does not let a runner write that lost its lease', async () => {
    await using db = await freshDb();
    const { add, runner, jobs, clock } = world(db);
    await add();
    let release = () => {};
    let reached = () => {};
    const started = new Promise<void>((resolve) => (reached = resolve));
    const slow = runner(() => (reached(), new Promise<void>((_resolve, reject) => (release = () => reject(new Error('too late'))))));
    const running = slow.runDue();
    await started;
    clock.pass({ minutes: 6 });
    await runner(() => {}).runDue();
    release();
    await running;
    expect(await jobs()).toMatchObject([{ state: 'DONE', attempts: 2, last_error: null }]);
  });

  it('gives a job up that kills its process at every try', async () => {
    await using db = await freshDb();
    const { add, runner, jobs, clock } = world(db);
    await add();
    await db.updateTable('job').set({ state: 'RUNNING', attempts: 3, lease_id: 'dead', lease_until: '2026-11-23T00:00:00.000Z' }).execute();
    let ran = false;
    clock.pass({ minutes: 1 });
    await runner(() => void (ran = true)).runDue();
    expect(ran).toBe(false);
    expect(await jobs()).toMatchObject([{ state: 'FAILED', last_error: 'the process ended during every try' }]);
  });

  it.each([['invalid', 'FAILED'], ['forbidden', 'FAILED'], ['not-found', 'FAILED'], ['conflict', 'QUEUED'], ['limit', 'QUEUED'], ['unavailable', 'QUEUED']] as const)('after a refusal of kind %s the job is %s, with its reason', async (kind, state) => {
    await using db = await freshDb();
    const { add, runner, jobs } = world(db);
    await add();
    await runner(() => {
      throw new AppError(kind, { vi: 'Không được.', en: 'Not possible.' });
    }).runDue();
    expect(await jobs()).toMatchObject([{ state, attempts: 1, last_error: `${kind}: Not possible.`, lease_id: null }]);
  });

  it('keeps one waiting or running job per key, and allows the next one after it is done', async () => {
    await using db = await freshDb();
    const { add, runner, jobs } = world(db);
    await add('An', { uniqueKey: 'an' });
    await add('An', { uniqueKey: 'an' });
    await add('Bình', { uniqueKey: 'binh' });
    expect(await jobs()).toHaveLength(2);
    await runner(() => {}).runDue();
    await add('An', { uniqueKey: 'an' });
    expect(await jobs()).toHaveLength(3);
  });

  it('fails a job that nobody handles or whose payload has another shape', async () => {
    await using db = await freshDb();
    const { add, jobs, context, runner } = world(db);
    await add();
    await createRunner(context, []).runDue();
    expect(await jobs()).toMatchObject([{ last_error: 'no handler for job test.greet' }]);
    await db.updateTable('job').set({ payload: '{"who":7}', run_at: '2026-01-01T00:00:00.000Z' }).execute();
    await runner(() => {}).runDue();
    expect((await jobs())[0]?.last_error).toContain('who');
  });

  it('refuses to write a job with a payload of another shape, and writes it with its transaction or not at all', async () => {
    await using db = await freshDb();
    const { now, jobs } = world(db);
    await expect(enqueue(db, greet, { who: 1 } as never, { now: now() })).rejects.toThrow();
    const undone = db.transaction().execute(async (tx) => {
      await enqueue(tx, greet, { who: 'An' }, { now: now() });
      throw new Error('changed my mind');
    });
    await expect(undone).rejects.toThrow('changed my mind');
    expect(await jobs()).toEqual([]);
  });

  it('works when it is started, wakes at once, and finishes the running job before it stops', async () => {
    await using db = await freshDb();
    const { add, runner, jobs } = world(db);
    const greeted: string[] = [];
    let release = () => {};
    const own = runner((who) => {
      greeted.push(who);
      return who === 'slow' ? new Promise<void>((resolve) => (release = resolve)) : undefined;
    });
    own.wake();
    expect(greeted).toEqual([]);
    own.start();
    await add('quick');
    own.wake();
    await expect.poll(() => greeted).toEqual(['quick']);
    await add('slow');
    await add('next', { runAt: '2026-11-23T01:00:00.000Z' });
    own.wake();
    await expect.poll(() => greeted).toEqual(['quick', 'slow']);
    const stopping = own.stop();
    release();
    await stopping;
    expect((await jobs()).map((job) => job.state)).toEqual(['DONE', 'DONE', 'QUEUED']);
  });
});
