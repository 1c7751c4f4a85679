import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sweepFilesJob } from '../../app/contest/jobs.ts';
import { readEnv } from '../../app/platform/env.ts';
import { enqueue } from '../../app/platform/jobs/jobs.server.ts';
import { createRunner } from '../../app/platform/jobs/runner.server.ts';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { silentLog } from '../../tests/support/log.ts';
import { jobHandlers } from '../registry.ts';

it('sweeps the files of entries and those of adoptions in one night', async () => {
  const db = await freshDb();
  const clock = testClock();
  const folder = mkdtempSync(join(tmpdir(), 'hoc06-sweep-'));
  const loose = ['entries', 'adoptions'].map((kind) => {
    const at = join(folder, 'files', kind, 'gone');
    mkdirSync(at, { recursive: true });
    writeFileSync(join(at, 'x'), 'x');
    utimesSync(join(at, 'x'), new Date('2026-11-01T00:00:00Z'), new Date('2026-11-01T00:00:00Z'));
    return join(at, 'x');
  });
  await db.transaction().execute((tx) => enqueue(tx, sweepFilesJob, {}, { now: clock.now().toISOString() }));
  await createRunner({ db, clock, log: silentLog, secret: 'x'.repeat(32), timeZone: 'Asia/Ho_Chi_Minh', env: readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: folder }) }, jobHandlers).runDue();
  expect(loose.map((path) => existsSync(path))).toEqual([false, false]);
  rmSync(folder, { recursive: true });
  await db.destroy();
});
