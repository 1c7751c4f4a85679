import { expect, it } from 'vitest';
import { z } from 'zod';
import { freshDb } from '../../tests/support/db.ts';
import { newId } from './ids.ts';
import { readSetting } from './settings.server.ts';
import { defineSetting } from './settings.ts';

const quietFrom = defineSetting({ key: 'quiet-from', value: z.number().int(), fallback: 22, legalBasis: 'test' });

it('a setting holds from its first day until before its last, and its fallback otherwise', async () => {
  await using db = await freshDb();
  const put = (value: unknown, from: string, to: string | null) => db.insertInto('setting').values({ id: newId(), key: 'quiet-from', value: JSON.stringify(value), valid_from: from, valid_to: to, legal_basis: null }).execute();
  await put(20, '2026-01-01', '2026-07-01');
  await put(21, '2026-09-01', null);
  await db.insertInto('setting').values({ id: newId(), key: 'other', value: '1', valid_from: '2020-01-01', valid_to: null, legal_basis: null }).execute();
  const on = (day: string) => readSetting(db, quietFrom, day);
  expect([await on('2025-12-31'), await on('2026-01-01'), await on('2026-06-30'), await on('2026-07-01'), await on('2026-09-01'), await on('2030-01-01')]).toEqual([22, 20, 20, 22, 21, 21]);
  await put(19, '2027-01-01', null);
  expect(await on('2027-06-01')).toBe(19);
  await put('late', '2028-01-01', null);
  await expect(on('2028-06-01')).rejects.toThrow();
});
