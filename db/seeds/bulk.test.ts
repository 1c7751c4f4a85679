import { afterEach, beforeEach, expect, it } from 'vitest';
import { freshDb } from '../../tests/support/db.ts';
import type { Db } from '../client.ts';
import { insertMany, type NewRow } from './bulk.ts';

let db: Db & AsyncDisposable;
beforeEach(async () => {
  db = await freshDb();
});
afterEach(() => db.destroy());

const unit = (at: number, validTo: string | null = null): NewRow<'org_unit'> => ({ id: `unit-${at}`, kind: 'DIVISION', level: 'COMMUNE', valid_from: '2025-07-01', valid_to: validTo });
const units = (count: number): NewRow<'org_unit'>[] => Array.from({ length: count }, (_, at) => unit(at));
const countRows = async (): Promise<number> => (await db.selectFrom('org_unit').select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n;

it.each([0, 1, 99, 100, 101, 250])('writes %i rows', async (count) => {
  expect(await insertMany(db, 'org_unit', units(count))).toBe(count);
  expect(await countRows()).toBe(count);
});

it('keeps null apart from text, whichever row comes first', async () => {
  await insertMany(db, 'org_unit', units(150).map((row, at) => ({ ...row, valid_to: at % 2 === 0 ? null : '2026-01-01' })));
  const rows = await db.selectFrom('org_unit').select(['id', 'valid_to']).execute();
  expect(rows.filter((row) => row.valid_to === null)).toHaveLength(75);
  expect(rows.find((row) => row.id === 'unit-149')?.valid_to).toBe('2026-01-01');
});

it('passes over known rows only when it is told to', async () => {
  await insertMany(db, 'org_unit', units(120));
  await expect(insertMany(db, 'org_unit', units(121))).rejects.toThrow(/UNIQUE/);
  expect(await insertMany(db, 'org_unit', units(121), { skipExisting: true })).toBe(1);
  expect(await countRows()).toBe(121);
});

it('names the column that a row lacks', async () => {
  const short = { ...unit(1) } as Partial<NewRow<'org_unit'>>;
  delete short.level;
  await expect(insertMany(db, 'org_unit', [unit(0), short as NewRow<'org_unit'>])).rejects.toThrow(/org_unit\.level: every row/);
});

it('keeps the rules of the table', async () => {
  await expect(insertMany(db, 'org_unit', [{ ...unit(1), kind: 'SHOP' }])).rejects.toThrow(/CHECK/);
  await expect(insertMany(db, 'org_unit_code', [{ id: 'c', unit_id: 'nobody', scheme: 'GSO', code: '1', valid_from: '2025-07-01', valid_to: null }])).rejects.toThrow(/FOREIGN KEY/);
});
