import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { databaseFile, openDatabase } from '../db/client.ts';
import { migrate } from '../db/migrations/index.ts';
import { finishEverything, makeCertifiedCourse } from '../tests/world/certificates.ts';
import { makePerson } from '../tests/world/people.ts';

const folder = mkdtempSync(join(tmpdir(), 'hoc06-rebuild-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(...options: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    // The test runner's own variables (BASE_URL, for one) are not ours.
    const env = { PATH: process.env.PATH, DATA_DIR: folder, LOG_LEVEL: 'silent', NODE_ENV: 'production' } as const;
    execFile(process.execPath, ['--import', 'tsx', 'jobs/progress-rebuild.ts', ...options], { env }, (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }));
  });
}

it('compares, rebuilds, and tells the difference by its exit code', async () => {
  const db = openDatabase(databaseFile(folder));
  await migrate(db);
  const person = await makePerson(db);
  const course = await makeCertifiedCourse(db);
  await finishEverything(db, person.id, course);
  await db.updateTable('course_progress').set({ lessons_completed: 7 }).execute();
  await db.destroy();

  const wrong = await run('--check');
  expect(wrong.code).toBe(1);
  expect(wrong.out).toContain('lessons_completed is 7, the ledger says 2');
  expect(await run()).toEqual({ code: 0, out: 'rebuilt 4 rows from 3 events of 1 people\n' });
  expect(await run('--check')).toEqual({ code: 0, out: '3 events of 1 people: everything agrees\n' });
  expect((await run('--force')).code).toBe(2);
});
