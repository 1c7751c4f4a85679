import { expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrations/index.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';

it('a job whose worker was killed is taken over when its lease has run out, and done once', async () => {
  using folder = temporaryFolder();
  const env = { DATA_DIR: folder.path, LOG_LEVEL: 'warn' };
  const first = startProcess('tests/crash/slow-job.ts', env, ['0', 'first']);
  await expect.poll(() => first.output(), { timeout: 20_000 }).toContain('working');
  first.child.kill('SIGKILL');
  expect(await first.ended).toMatchObject({ signal: 'SIGKILL' });

  const tooEarly = await startProcess('tests/crash/slow-job.ts', env, ['1']).ended;
  expect(tooEarly).toMatchObject({ code: 0, output: 'ran 0\n' });
  const later = await startProcess('tests/crash/slow-job.ts', env, ['6']).ended;
  expect(later).toMatchObject({ code: 0, output: 'working\nran 1\n' });

  const db = openDatabase(databaseFile(folder.path));
  expect(await db.selectFrom('job').select(['state', 'attempts', 'last_error']).execute()).toEqual([{ state: 'DONE', attempts: 2, last_error: null }]);
  expect(await db.selectFrom('audit_event').select('object_id').where('action', '=', 'test.done').execute()).toEqual([{ object_id: 'a' }]);
  await db.destroy();
});

it('the worker process runs, stops when asked, and leaves the data folder to the web server', async () => {
  using folder = temporaryFolder();
  const worker = startProcess('jobs/main.ts', { DATA_DIR: folder.path, LOG_LEVEL: 'warn' });
  await expect.poll(() => worker.output(), { timeout: 20_000 }).toContain('worker is ready');
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
