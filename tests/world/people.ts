import type { Db } from '../../db/client.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { newId } from '../../app/platform/ids.ts';
import { fold } from '../../app/platform/text/fold.ts';

const start = '2025-07-01';
const madeAt = '2026-01-05T01:00:00.000Z';

/** An organisational unit in force since 01/7/2025. */
export async function makeUnit(db: Db, unit: { name?: string; parentId?: string | null; kind?: string; level?: string } = {}): Promise<string> {
  const id = newId();
  const name = unit.name ?? 'UBND phường Hoa Lư';
  await db.insertInto('org_unit').values({ id, kind: unit.kind ?? 'COMMUNE_PC', level: unit.level ?? 'COMMUNE', valid_from: start, valid_to: null }).execute();
  await db
    .insertInto('org_unit_version')
    .values({ id: newId(), unit_id: id, name, short_name: name, name_fold: fold(name), parent_id: unit.parentId ?? null, valid_from: start, valid_to: null })
    .execute();
  return id;
}

export interface PersonTraits {
  fullName?: string;
  staffNo?: string;
  email?: string | null;
  unitId?: string;
  grants?: Grant[];
}
let counter = 0;

/** An official with a membership, ready to be used as an actor. */
export async function makePerson(db: Db, traits: PersonTraits = {}): Promise<Actor> {
  counter += 1;
  const id = newId();
  const fullName = traits.fullName ?? 'Nguyễn Thị Thuỳ Dương';
  await db
    .insertInto('user_account')
    .values({
      id,
      account_kind: 'OPERATOR',
      staff_no: traits.staffNo ?? `CB${String(counter).padStart(5, '0')}`,
      email: traits.email === undefined ? `can-bo-${counter}@vi-du.invalid` : traits.email,
      full_name: fullName,
      name_fold: fold(fullName),
      staff_category: 'CIVIL_SERVANT',
      joined_on: start,
      created_at: madeAt,
    })
    .execute();
  const unitId = traits.unitId ?? (await makeUnit(db));
  await db.insertInto('membership').values({ id: newId(), user_id: id, unit_id: unitId, position_title: 'Công chức', is_primary: 1, valid_from: start, valid_to: null }).execute();
  for (const grant of traits.grants ?? []) {
    await db.insertInto('role_assignment').values({ id: newId(), user_id: id, role: grant.role, scope: grant.scope, unit_id: grant.unitId, granted_by: null, granted_at: madeAt, revoked_at: null }).execute();
  }
  return { id, fullName, accountKind: 'OPERATOR', unitId, unitName: 'UBND phường Hoa Lư', grants: traits.grants ?? [], mustChangePassword: false, sessionId: newId(), locale: 'vi', theme: 'system' };
}
