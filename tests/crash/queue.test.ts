import { describe, expect, it } from 'vitest';
import { databaseFile, type Db } from '../../db/client.ts';
import { freshDbAt } from '../support/db.ts';
import { newId } from '../../app/platform/ids.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';

const jobs = 300;
const kills = 12;

/** A source of chance that gives the same kills in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

async function enqueueAll(db: Db): Promise<void> {
  const now = new Date().toISOString();
  const rows = Array.from({ length: jobs }, (_, at) => ({ id: newId(), name: 'test.count', payload: JSON.stringify({ thing: `việc ${at}` }), state: 'QUEUED', run_at: now, max_attempts: 20, created_at: now }));
  await db.insertInto('job').values(rows).execute();
}

describe.runIf(hasRedis())('two workers that share a queue', () => {
  it('start as the product starts them, do the nightly jobs once and stop when asked', async () => {
    using folder = temporaryFolder();
    await using redis = await startRedis();
    const db = await freshDbAt(databaseFile(folder.path));
    const now = new Date().toISOString();
    const names = ['people.clear-held-forms', 'people.fill-sort-keys', 'people.lock-idle-accounts'];
    await db.insertInto('job').values(names.map((name) => ({ id: newId(), name, payload: '{}', state: 'QUEUED', run_at: now, max_attempts: 3, created_at: now }))).execute();
    const workers = [0, 1].map(() => startProcess('jobs/main.ts', { DATA_DIR: folder.path, REDIS_URL: redis.url, LOG_LEVEL: 'warn' }));
    // Both have started, and so listen to the request to stop, before the one that did all the work is asked.
    for (const { output } of workers) await expect.poll(output, { timeout: 30_000 }).toContain('worker is ready');
    await expect.poll(() => db.selectFrom('job').select(['name', 'state', 'attempts']).orderBy('name').execute(), { timeout: 30_000 }).toEqual(names.map((name) => ({ name, state: 'DONE', attempts: 1 })));
    for (const { child, ended } of workers) {
      child.kill('SIGTERM');
      expect(await ended).toMatchObject({ code: 0, signal: null });
    }
    await db.destroy();
  });

  it('lose no job and do few twice, although both are killed at random and Redis forgets everything', async () => {
    using folder = temporaryFolder();
    await using redis = await startRedis();
    const db = await freshDbAt(databaseFile(folder.path));
    await enqueueAll(db);
    const worker = () => startProcess('tests/crash/queue-worker.ts', { DATA_DIR: folder.path, REDIS_URL: redis.url, LOG_LEVEL: 'warn' });
    const done = async () => (await db.selectFrom('job').select((row) => row.fn.countAll<number>().as('n')).where('state', '=', 'DONE').executeTakeFirstOrThrow()).n;
    const random = chance(2_026);

    const pair = [worker(), worker()];
    for (let kill = 0; kill < kills; kill += 1) {
      const at = kill % 2;
      const [before, wanted] = [await done(), Math.floor(random() * 20)];
      await expect.poll(done, { timeout: 60_000, interval: 5 }).toBeGreaterThanOrEqual(Math.min(jobs, before + wanted));
      pair[at]?.child.kill('SIGKILL');
      await pair[at]?.ended;
      if (kill === kills / 2) await redis.restart();
      pair[at] = worker();
    }
    for (const { child, ended } of pair) {
      child.kill('SIGKILL');
      await ended;
    }
    // What the killed ones held is taken over at once: nobody waits for a lease.
    const last = [worker(), worker()];
    for (const { output } of last) await expect.poll(output, { timeout: 30_000 }).toContain('working');
    await expect.poll(done, { timeout: 60_000 }).toBe(jobs);
    for (const { child, ended } of last) {
      child.kill('SIGTERM');
      expect(await ended).toMatchObject({ code: 0, signal: null });
    }

    const rows = await db.selectFrom('audit_event').select('object_id').where('action', '=', 'test.done').execute();
    expect(new Set(rows.map((row) => row.object_id)).size).toBe(jobs);
    expect(rows.length - jobs).toBeLessThanOrEqual(kills + 2);
    expect(await db.selectFrom('job').select(['state', 'lease_id']).distinct().execute()).toEqual([{ state: 'DONE', lease_id: null }]);
    await db.destroy();
  });
});
