import { expect, it } from 'vitest';
import { databaseFile } from '../../db/client.ts';
import { freshDbAt } from '../support/db.ts';
import { finishEverything, makeCertifiedCourse } from '../world/certificates.ts';
import { makePerson } from '../world/people.ts';
import { startProcess, temporaryFolder } from '../support/server.ts';

it('compares, rebuilds, and tells the difference by its exit code', async () => {
  using folder = temporaryFolder();
  const run = async (...options: string[]) => startProcess('jobs/progress-rebuild.ts', { DATA_DIR: folder.path, LOG_LEVEL: 'silent' }, options).ended;
  const db = await freshDbAt(databaseFile(folder.path));
  const person = await makePerson(db);
  const course = await makeCertifiedCourse(db);
  await finishEverything(db, person.id, course);
  await db.updateTable('course_progress').set({ lessons_completed: 7 }).execute();
  await db.destroy();

  const wrong = await run('--check');
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('lessons_completed is 7, the ledger says 2');
  expect(await run()).toMatchObject({ code: 0, output: 'rebuilt 4 rows from 3 events of 1 people\n' });
  expect(await run('--check')).toMatchObject({ code: 0, output: '3 events of 1 people: everything agrees\n' });
  expect((await run('--force')).code).toBe(2);
});
