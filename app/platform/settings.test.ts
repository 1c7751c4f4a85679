import { expect, it } from 'vitest';
import { z } from 'zod';
import { freshDb } from '../../tests/support/db.ts';
import { newId } from './ids.ts';
import { fitsShape, listSettingRows, readSetting, rowOn, scheduleSetting, withdrawSetting } from './settings.server.ts';
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
});

it('a value that does not fit the shape stands for the fallback, wherever it is read', async () => {
  await using db = await freshDb();
  const put = (value: string, from: string) => db.insertInto('setting').values({ id: newId(), key: 'quiet-from', value, valid_from: from, valid_to: null, legal_basis: null }).execute();
  for (const [at, broken] of ['"late"', '2.5', '{', '', 'null', '\u0000'].entries()) {
    const day = `2028-01-0${at + 1}`;
    await put(broken, day);
    expect(await readSetting(db, quietFrom, day), broken).toBe(22);
    expect([rowOn(await listSettingRows(db, quietFrom), day)?.value, fitsShape(quietFrom, broken)], broken).toEqual([22, false]);
  }
});

it('a value that is planned is taken back without a gap', async () => {
  await using db = await freshDb();
  const inTx = <Out>(work: Parameters<ReturnType<typeof db.transaction>['execute']>[0]) => db.transaction().execute(work) as Promise<Out>;
  for (const [day, value] of [['2026-01-01', 20], ['2026-07-01', 21], ['2027-01-01', 23]] as const) await inTx((tx) => scheduleSetting(tx, quietFrom, { value, from: day, legalBasis: 'thử' }));
  expect([await inTx((tx) => withdrawSetting(tx, 'quiet-from', '2026-07-01')), await inTx((tx) => withdrawSetting(tx, 'quiet-from', '2026-07-01'))]).toEqual([true, false]);
  expect((await listSettingRows(db, quietFrom)).map(({ value, from, to }) => [value, from, to])).toEqual([[23, '2027-01-01', null], [20, '2026-01-01', '2027-01-01']]);
  await inTx((tx) => withdrawSetting(tx, 'quiet-from', '2027-01-01'));
  expect((await listSettingRows(db, quietFrom)).map(({ value, to }) => [value, to])).toEqual([[20, null]]);
});

it('a value that is set from a day on ends the one before it, and replaces one that was to begin on the same day', async () => {
  await using db = await freshDb();
  const from = (day: string, value: number, legalBasis = 'Quyết định thử') => db.transaction().execute((tx) => scheduleSetting(tx, quietFrom, { value, from: day, legalBasis }));
  await from('2026-01-01', 20);
  await from('2026-07-01', 21);
  await from('2026-07-01', 23, 'Quyết định sửa');
  const rows = await listSettingRows(db, quietFrom);
  expect(rows).toEqual([{ value: 23, from: '2026-07-01', to: null, legalBasis: 'Quyết định sửa' }, { value: 20, from: '2026-01-01', to: '2026-07-01', legalBasis: 'Quyết định thử' }]);
  for (const day of ['2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2030-01-01']) expect(rowOn(rows, day)?.value ?? quietFrom.fallback).toBe(await readSetting(db, quietFrom, day));
  await expect(from('2026-08-01', 2.5)).rejects.toThrow();
  expect(await listSettingRows(db, quietFrom)).toEqual(rows);
});

it('a value for earlier ends where a later one is planned already', async () => {
  await using db = await freshDb();
  const from = (day: string, value: number) => db.transaction().execute((tx) => scheduleSetting(tx, quietFrom, { value, from: day, legalBasis: 'thử' }));
  await from('2027-01-01', 24);
  await from('2026-12-01', 19);
  expect([await readSetting(db, quietFrom, '2026-12-31'), await readSetting(db, quietFrom, '2027-01-01')]).toEqual([19, 24]);
});
