import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { silentLog } from '../../../tests/support/log.ts';
import { hasRedis, startRedis, type PrivateRedis } from '../../../tests/support/redis.ts';
import { newId } from '../ids.ts';
import { defineJob } from './contract.ts';
import { enqueue, handleJob, type JobContext } from './jobs.server.ts';
import { createQueueRunner } from './queue.server.ts';
import { createRunner, type Runner } from './runner.server.ts';

/*
 * What every runner promises, whether rows are run in this process or shared out through BullMQ.
 */
const greet = defineJob({ name: 'test.greet', payload: z.object({ who: z.string() }), maxAttempts: 3 });

type Create = (context: JobContext, run: (who: string) => Promise<void> | void) => Runner;
const handlers = (run: (who: string) => Promise<void> | void) => [handleJob(greet, async ({ who }) => run(who))];
let redis: Promise<PrivateRedis> | undefined;
const runners: [string, Create][] = [['embedded', (context, run) => createRunner(context, handlers(run))]];
if (hasRedis()) {
  redis = startRedis();
  const { url } = await redis;
  runners.push(['BullMQ', (context, run) => createQueueRunner(context, handlers(run), url)]);
} else console.log('redis-server is not installed here: the runner on BullMQ is not tested');

afterAll(async () => (await redis)?.[Symbol.asyncDispose]());

/** A database, a clock and as many runners as the test wants; all are stopped at its end. */
async function world(create: Create) {
  const db = await freshDb();
  const clock = testClock();
  const context: JobContext = { db, clock, log: silentLog, secret: newId(), timeZone: 'Asia/Ho_Chi_Minh' };
  const started: Runner[] = [];
  const jobs = () => db.selectFrom('job').selectAll().orderBy('id').execute();
  return {
    clock,
    jobs,
    add: (who: string, options: { runAt?: string; uniqueKey?: string } = {}) => enqueue(db, greet, { who }, { now: clock.now().toISOString(), ...options }),
    run(work: (who: string) => Promise<void> | void) {
      const runner = create(context, work);
      started.push(runner);
      runner.start();
      return runner;
    },
    states: (expected: readonly string[]) => expect.poll(async () => (await jobs()).map(({ state }) => state).toSorted(), { timeout: 20_000, interval: 20 }).toEqual([...expected].toSorted()),
    async [Symbol.asyncDispose]() {
      await Promise.all(started.map((runner) => runner.stop()));
      await db.destroy();
    },
  };
}

describe.each(runners)('the %s runner', (_name, create) => {
  it('runs due jobs in the order of their time, each once, and leaves later ones', async () => {
    await using w = await world(create);
    const greeted: string[] = [];
    await w.add('late', { runAt: '2026-11-23T02:00:00.000Z' });
    await w.add('second');
    await w.add('first', { runAt: '2026-11-23T00:00:00.000Z' });
    w.run((who) => void greeted.push(who));
    await w.states(['DONE', 'DONE', 'QUEUED']);
    expect(greeted).toEqual(['first', 'second']);
    w.clock.pass({ minutes: 60 });
    await w.states(['DONE', 'DONE', 'DONE']);
    expect(greeted).toEqual(['first', 'second', 'late']);
  });

  it('tries again when the wait is over, and keeps in the failed set what never worked', async () => {
    await using w = await world(create);
    let tries = 0;
    await w.add('An');
    w.run(() => {
      tries += 1;
      throw new Error('the receiver does not answer');
    });
    for (const [wait, attempt] of [[0, 1], [6, 2], [24, 3]] as const) {
      w.clock.pass({ seconds: wait });
      await expect.poll(async () => (await w.jobs()).map(({ attempts, last_error, lease_id }) => [attempts, last_error, lease_id]), { timeout: 20_000 }).toEqual([[attempt, 'the receiver does not answer', null]]);
      expect(tries).toBe(attempt);
    }
    await w.states(['FAILED']);
    expect(tries).toBe(3);
  });

  it('does each job once, however many runners share the work', async () => {
    await using w = await world(create);
    const greeted: string[] = [];
    const names = Array.from({ length: 60 }, (_, at) => `người ${at}`);
    for (const name of names) await w.add(name);
    for (let runner = 0; runner < 3; runner += 1) w.run(async (who) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      greeted.push(who);
    });
    await w.states(names.map(() => 'DONE'));
    expect(greeted.toSorted()).toEqual(names.toSorted());
    expect((await w.jobs()).every(({ attempts }) => attempts === 1)).toBe(true);
  });

  it('takes a job over whose lease has run out, not before', async () => {
    await using w = await world(create);
    await w.add('An');
    let release = () => {};
    const reached = new Promise<void>((began) => {
      w.run(() => (began(), new Promise<void>((resolve) => (release = resolve))));
    });
    await reached;
    const again: string[] = [];
    w.run((who) => void again.push(who));
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(again).toEqual([]);
    w.clock.pass({ minutes: 5, seconds: 1 });
    await w.states(['DONE']);
    expect(again).toEqual(['An']);
    release();
  });

  it('finishes the running job before it stops, and takes no other', async () => {
    await using w = await world(create);
    await w.add('An');
    await w.add('Bình', { runAt: '2026-11-23T01:00:00.000Z' });
    const greeted: string[] = [];
    let stopping: Promise<void> | undefined;
    await new Promise<void>((done) => {
      const runner = w.run(async (who) => {
        stopping ??= runner.stop();
        await new Promise((resolve) => setTimeout(resolve, 50));
        greeted.push(who);
        done();
      });
    });
    await stopping;
    expect(greeted).toHaveLength(1);
    expect((await w.jobs()).map(({ state }) => state).toSorted()).toEqual(['DONE', 'QUEUED']);
  });

  it('holds one waiting job for one key', async () => {
    await using w = await world(create);
    await w.add('An', { uniqueKey: 'k' });
    await w.add('An', { uniqueKey: 'k' });
    w.run(() => {});
    await w.states(['DONE']);
  });
});

describe.runIf(runners.length > 1)('a Redis that goes away', () => {
  it('keeps no job from being done once it is back, although it has forgotten everything', async () => {
    const own = await startRedis();
    const said: string[] = [];
    const log = Object.assign(Object.create(silentLog) as typeof silentLog, { error: (_fields: unknown, text: string) => void said.push(text), info: (text: unknown) => void said.push(String(text)) });
    const db = await freshDb();
    const clock = testClock();
    const greeted: string[] = [];
    await db.insertInto('process').values({ id: 'own', name: 'worker', pid: 1, started_at: clock.now().toISOString(), runs_jobs: 1 }).execute();
    const shown = () => expect.poll(async () => (await db.selectFrom('process').select('queue').executeTakeFirstOrThrow()).queue, { timeout: 20_000 });
    const runner = createQueueRunner({ db, clock, log, secret: newId(), timeZone: 'Asia/Ho_Chi_Minh', processId: 'own' }, handlers((who) => void greeted.push(who)), own.url);
    const add = (who: string) => enqueue(db, greet, { who }, { now: clock.now().toISOString() });
    await add('trước');
    runner.start();
    await expect.poll(() => greeted, { timeout: 20_000 }).toEqual(['trước']);
    await shown().toBe('REDIS');
    await own.kill();
    await add('trong lúc');
    await expect.poll(() => said, { timeout: 20_000 }).toEqual(['the queue is out of reach; jobs wait in the database']);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect([said.length, greeted]).toEqual([1, ['trước']]);
    await shown().toBe('REDIS_AWAY');
    await own.restart();
    await expect.poll(() => greeted, { timeout: 20_000 }).toEqual(['trước', 'trong lúc']);
    expect(said.at(-1)).toBe('the queue is back');
    await shown().toBe('REDIS');
    await runner.stop();
    await db.destroy();
    await own[Symbol.asyncDispose]();
  });
});
