import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import type { Db } from '../../client.ts';
import { unitId } from '../ids.ts';
import { loadOrganisation } from './load.ts';
import { storeOrganisation, versionRows, type StoredOrganisation } from './store.ts';

const organisation = loadOrganisation();
let db: Db & AsyncDisposable;
let stored: StoredOrganisation;

beforeAll(async () => {
  db = await freshDb();
  stored = await storeOrganisation(db, organisation);
});
afterAll(() => db.destroy());

it('stores every unit, code and change, and at least one version a unit', async () => {
  expect(stored).toMatchObject({ units: organisation.units.length, changes: organisation.changes.length, codes: organisation.units.flatMap((unit) => unit.codes).length });
  expect(stored.versions).toBeGreaterThan(stored.units);
  const { rows } = await sql<{ unit_id: string }>`select unit_id from org_unit_version v where not exists (select 1 from org_unit u where u.id = v.unit_id)`.execute(db);
  expect(rows).toEqual([]);
});

it.each([['2023-08-02', 143, 8], ['2025-01-01', 125, 7], ['2025-07-01', 129, 0], ['2026-11-23', 129, 0]])('counts the communes and districts of %s', async (day, communes, districts) => {
  const countOf = async (kind: string): Promise<number> => {
    const { count } = await db
      .selectFrom('org_unit as unit')
      .innerJoin('org_unit_version as version', 'version.unit_id', 'unit.id')
      .select((builder) => builder.fn.countAll<number>().as('count'))
      .where('unit.kind', '=', kind)
      .where('version.valid_from', '<=', day)
      .where((where) => where.or([where('version.valid_to', 'is', null), where('version.valid_to', '>', day)]))
      .executeTakeFirstOrThrow();
    return count;
  };
  expect([await countOf('COMMUNE_PC'), await countOf('DISTRICT_PC')]).toEqual([communes, districts]);
});

it('changes nothing when it runs again, not even a name that was corrected by hand', async () => {
  const hoaLu = unitId('phuong-14329-hoa-lu-2025');
  await db.updateTable('org_unit_version').set({ short_name: 'Hoa Lư' }).where('unit_id', '=', hoaLu).execute();
  expect(await storeOrganisation(db, organisation)).toEqual({ units: 0, versions: 0, codes: 0, changes: 0 });
  const row = await db.selectFrom('org_unit_version').select(['short_name', 'name_fold']).where('unit_id', '=', hoaLu).executeTakeFirstOrThrow();
  expect(row).toEqual({ short_name: 'Hoa Lư', name_fold: 'ubnd phuong hoa lu' });
});

it('keeps re-used codes apart in time', async () => {
  const { rows: overlaps } = await sql`
    select a.code from org_unit_code a join org_unit_code b on a.scheme = b.scheme and a.code = b.code and a.id < b.id
    where a.valid_from < coalesce(b.valid_to, '9999') and b.valid_from < coalesce(a.valid_to, '9999')`.execute(db);
  expect(overlaps).toEqual([]);
  const holders = await db.selectFrom('org_unit_code').select('unit_id').where('code', '=', '14428').execute();
  expect(new Set(holders.map((row) => row.unit_id)).size).toBeGreaterThan(1);
});

it('lets the versions of a unit follow each other without gap', async () => {
  const rows = await db.selectFrom('org_unit_version').select(['unit_id', 'valid_from', 'valid_to']).orderBy('unit_id').orderBy('valid_from').execute();
  for (const [position, row] of rows.entries()) {
    const next = rows[position + 1];
    if (next?.unit_id === row.unit_id) expect(row.valid_to).toBe(next.valid_from);
  }
});

it('makes one version for each stretch of name and parent', () => {
  const unit = organisation.units.find((entry) => entry.key === 'tinh-ninh-binh');
  if (!unit) throw new Error('no root');
  const made = versionRows({
    ...unit,
    key: 'thu',
    names: [{ name: 'A', short: 'A', from: '2023-08-02', to: '2025-01-01' }, { name: 'B', short: 'B', from: '2025-01-01' }],
    parent: [{ key: 'x', from: '2023-08-02', to: '2025-03-01' }, { key: 'y', from: '2025-03-01' }],
  });
  expect(made.map((row) => [row.name, row.parent_id, row.valid_from, row.valid_to])).toEqual([
    ['A', unitId('x'), '2023-08-02', '2025-01-01'],
    ['B', unitId('x'), '2025-01-01', '2025-03-01'],
    ['B', unitId('y'), '2025-03-01', null],
  ]);
});

it('gives the same ids in every installation', () => {
  expect(unitId('phuong-14329-hoa-lu-2025')).toBe(unitId('phuong-14329-hoa-lu-2025'));
  expect(unitId('phuong-14329-hoa-lu-2025')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
