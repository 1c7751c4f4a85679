import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { textOfFile } from '../../../tests/support/file-text.ts';
import { temporaryFolder } from '../../../tests/support/server.ts';
import { makeDemoCourses } from '../../../tests/world/demo-courses.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { DEMO_NOW } from './index.ts';
import { populate } from './population.ts';
import { seedRecognition } from './recognition.ts';
import { storePeople } from './store-people.ts';

const nowMs = Date.parse(DEMO_NOW);

async function seeded(filesDir: string | undefined, moment = nowMs) {
  const db = await freshDb();
  await storeOrganisation(db);
  await makeDemoCourses(db);
  const people = populate(loadOrganisation(), 120);
  await storePeople(db, people);
  return { db, count: await seedRecognition(db, people, { nowMs: moment, filesDir }) };
}
const files = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted();

it('asks for recognition by the program’s own commands: each state is there, each paper says that it is an example', async () => {
  using folder = temporaryFolder();
  const { db, count } = await seeded(folder.path);
  const rows = await db.selectFrom('recognition_request').selectAll().orderBy('submitted_at').execute();
  expect([count, rows.filter(({ decision, withdrawn_at }) => !decision && !withdrawn_at).length, rows.map(({ decision }) => decision).filter(Boolean).toSorted(), rows.filter(({ withdrawn_at }) => withdrawn_at).length]).toEqual([7, 4, ['ACCEPTED', 'REFUSED'], 1]);
  expect(files(folder.path)).toHaveLength(6);
  for (const file of files(folder.path)) expect(await textOfFile(readFileSync(file))).toContain('không có giá trị');
  expect(new Set(rows.map(({ number }) => number)).size).toBe(6);
  await db.destroy();
});

it('is the same each time, to the byte of each paper, and nothing before its story or without a folder', async () => {
  using one = temporaryFolder();
  using other = temporaryFolder();
  const first = await seeded(one.path);
  const second = await seeded(other.path);
  const rowsOf = (db: typeof first.db) => db.selectFrom('recognition_request').select(['id', 'user_id', 'file_id', 'file_sha256', 'submitted_at', 'decided_at', 'withdrawn_at']).orderBy('id').execute();
  expect(await rowsOf(second.db)).toEqual(await rowsOf(first.db));
  const early = await seeded(one.path, Date.parse('2026-10-01T00:00:00Z'));
  const bare = await seeded(undefined);
  expect([early.count, bare.count]).toEqual([0, 0]);
  for (const { db } of [first, second, early, bare]) await db.destroy();
});
