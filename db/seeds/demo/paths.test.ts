import { afterAll, beforeAll, expect, it } from 'vitest';
import { storePaths } from '../../../app/learning/index.server.ts';
import { freshDb } from '../../../tests/support/db.ts';
import type { Db } from '../../client.ts';
import { loadOrganisation } from '../organisation/load.ts';
import { storeOrganisation } from '../organisation/store.ts';
import { seedPaths } from './paths.ts';
import { populate } from './population.ts';
import { DEMO_NOW } from './rules/working-time.ts';
import { storePeople } from './store-people.ts';

const organisation = loadOrganisation();
const people = populate(organisation, 600);
let db: Db & AsyncDisposable;
const seed = () => seedPaths(db, people, organisation.units, Date.parse(DEMO_NOW));
const choices = () => db.selectFrom('path_choice as c').innerJoin('user_account as u', 'u.id', 'c.user_id').select(['u.staff_no', 'u.email', 'c.path_key', 'c.chosen_at', 'u.left_on']).orderBy('u.staff_no').execute();

beforeAll(async () => {
  db = await freshDb();
  await storeOrganisation(db);
  await storePeople(db, people);
});
afterAll(() => db.destroy());

it('puts nobody on a path while there is none', async () => {
  expect(await seed()).toBe('0 people on 0 of 0 paths');
});

it('puts people on each of the four paths, the leader of the cast on that of leaders, the same ones every time', async () => {
  await storePaths(db, 'content');
  expect(await seed()).toMatch(/^\d+ people on 4 of 4 paths$/);
  const rows = await choices();
  const byPath = Map.groupBy(rows, (row) => row.path_key);
  for (const [key, members] of byPath) expect(members.length, key).toBeGreaterThan(5);
  expect(rows.find(({ email }) => email === 'lanh-dao@vi-du.invalid')?.path_key).toBe('lanh-dao');
  expect(rows.find(({ email }) => email === 'hoc-vien@vi-du.invalid')).toBeUndefined();
  expect(rows.every(({ left_on, chosen_at }) => left_on === null && chosen_at < DEMO_NOW)).toBe(true);
  await db.deleteFrom('path_choice').execute();
  await seed();
  expect(await choices()).toEqual(rows);
});
