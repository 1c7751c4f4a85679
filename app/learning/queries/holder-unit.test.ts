import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { holderUnit } from './holder-unit.server.ts';

describe('holderUnit', () => {
  it('names the unit with the one above it, and lists all above', async () => {
    await using db = await freshDb();
    const province = await makeUnit(db, { name: 'UBND tỉnh Ninh Bình' });
    const commune = await makeUnit(db, { name: 'UBND phường Hoa Lư', parentId: province });
    const office = await makeUnit(db, { name: 'Phòng Văn hoá - Xã hội', parentId: commune });
    const person = await makePerson(db, { unitId: office });
    expect(await holderUnit(db, person.id, '2026-11-23')).toEqual({ ids: [office, commune, province], name: 'Phòng Văn hoá - Xã hội, UBND phường Hoa Lư' });
  });

  it('reads names and places as they were on the day', async () => {
    await using db = await freshDb();
    const [before, after] = [await makeUnit(db, { name: 'UBND xã Bình Lục' }), await makeUnit(db, { name: 'Sở Tư pháp' })];
    const person = await makePerson(db, { unitId: before });
    await db.updateTable('membership').set({ valid_to: '2026-03-01' }).where('user_id', '=', person.id).execute();
    await db.insertInto('membership').values({ id: newId(), user_id: person.id, unit_id: after, position_title: 'Chuyên viên', is_primary: 1, valid_from: '2026-03-01', valid_to: null }).execute();
    await db.updateTable('org_unit_version').set({ valid_to: '2026-09-01' }).where('unit_id', '=', after).execute();
    await db.insertInto('org_unit_version').values({ id: newId(), unit_id: after, name: 'Sở Tư pháp và Pháp chế', short_name: 'STP', name_fold: '', parent_id: null, valid_from: '2026-09-01', valid_to: null }).execute();
    const nameOn = async (day: string) => (await holderUnit(db, person.id, day)).name;
    expect(await nameOn('2026-02-28')).toBe('UBND xã Bình Lục');
    expect(await nameOn('2026-03-01')).toBe('Sở Tư pháp');
    expect(await nameOn('2026-09-01')).toBe('Sở Tư pháp và Pháp chế');
    expect(await holderUnit(db, person.id, '2020-01-01')).toEqual({ ids: [], name: '' });
  });

  it('does not hang in a loop of the tree', async () => {
    await using db = await freshDb();
    const unit = await makeUnit(db, { name: 'Vòng' });
    await db.updateTable('org_unit_version').set({ parent_id: unit }).where('unit_id', '=', unit).execute();
    expect(await holderUnit(db, (await makePerson(db, { unitId: unit })).id, '2026-11-23')).toEqual({ ids: [unit], name: 'Vòng' });
  });
});
