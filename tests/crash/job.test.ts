import { expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';

it('a job is left to its worker while that lives, though the clock of another is ahead, and taken over at once when it was killed', async () => {
  using folder = temporaryFolder();
  const env = { DATA_DIR: folder.path, LOG_LEVEL: 'warn' };
  const first = startProcess('tests/crash/slow-job.ts', env, ['0', 'first']);
  await expect.poll(() => first.output(), { timeout: 60_000 }).toContain('working');
  const whileAlive = await startProcess('tests/crash/slow-job.ts', env, ['6']).ended;
  expect(whileAlive).toMatchObject({ code: 0, output: 'ran 0\n' });
  first.child.kill('SIGKILL');
  expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });

  const db = openDatabase(databaseFile(folder.path));
  const { lease_until } = await db.selectFrom('job').select('lease_until').executeTakeFirstOrThrow();
  const next = await startProcess('tests/crash/slow-job.ts', env).ended;
  // Its log says that it takes over, by a stream of its own: where that line falls is chance.
  expect([next.code, next.output.replaceAll(/^\{.*\n/gm, '')]).toEqual([0, 'working\nran 1\n']);
  expect(Date.parse(lease_until ?? ''), 'the lease had not run out').toBeGreaterThan(Date.now());
  expect(await db.selectFrom('job').select(['state', 'attempts', 'last_error']).execute()).toEqual([{ state: 'DONE', attempts: 2, last_error: null }]);
  expect(await db.selectFrom('audit_event').select('object_id').where('action', '=', 'test.done').execute()).toEqual([{ object_id: 'a' }]);
  await db.destroy();
});

it('the worker process runs, stops when asked, and leaves the data folder to the web server', async () => {
  using folder = temporaryFolder();
  const worker = startProcess('jobs/main.ts', { DATA_DIR: folder.path, LOG_LEVEL: 'warn' });
  await expect.poll(() => worker.output(), { timeout: 60_000 }).toContain('worker is ready');
  worker.child.kill('SIGTERM');
  expect(await worker.ended).toMatchObject({ code: 0, signal: null });
});

it('an empty database may be migrated by two processes at the same moment', async () => {
  using folder = temporaryFolder();
  const workers = [1, 2].map(() => startProcess('jobs/main.ts', { DATA_DIR: folder.path, LOG_LEVEL: 'warn' }));
  await expect.poll(() => workers.every((worker) => worker.output().includes('ready')), { timeout: 60_000 }).toBe(true);
  for (const worker of workers) worker.child.kill('SIGTERM');
  expect((await Promise.all(workers.map((worker) => worker.ended))).map(({ code }) => code)).toEqual([0, 0]);
  const db = openDatabase(databaseFile(folder.path));
  expect(await migrate(db)).toEqual([]);
  await db.destroy();
});
