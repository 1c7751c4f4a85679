import type { Db } from '../../db/client.ts';
import type { Actor, Grant } from '../../app/people/actor.ts';
import { hashPassword } from '../../app/people/password.server.ts';
import { nameColumns } from '../../app/people/rules/sort-key.ts';
import { newId, newToken } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import { fold } from '../../app/platform/text/fold.ts';

const start = '2025-07-01';
const madeAt = '2026-01-05T01:00:00.000Z';

/** Ends a unit of 2023 on a day on which another takes it over. @returns the id of the unit that was */
export async function makeFormerUnit(db: Db, { name, into, on = start, share = 'FULL' }: { name: string; into: string[]; on?: string; share?: 'FULL' | 'PART' }): Promise<string> {
  const id = newId();
  await db.insertInto('org_unit').values({ id, kind: 'COMMUNE_PC', level: 'COMMUNE', valid_from: '2023-08-02', valid_to: on }).execute();
  await db.insertInto('org_unit_version').values({ id: newId(), unit_id: id, name, short_name: name, name_fold: fold(name), parent_id: null, valid_from: '2023-08-02', valid_to: on }).execute();
  for (const to of into) await db.insertInto('org_unit_change').values({ id: newId(), kind: 'MERGE', from_unit_id: id, to_unit_id: to, share, legal_basis: 'Nghị quyết', effective_on: on }).execute();
  return id;
}

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
/** A world that one process has seeded takes people of another. */
const mark = process.pid.toString(36).toUpperCase();

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
      staff_no: traits.staffNo ?? `CB${mark}${String(counter).padStart(5, '0')}`,
      email: traits.email === undefined ? `can-bo-${mark.toLowerCase()}-${counter}@vi-du.invalid` : traits.email,
      ...nameColumns(fullName),
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

const hashes = new Map<string, Promise<string>>();

/** Hashing is slow by design; the same password of two people may have the same salt here. */
function hashOnce(password: string): Promise<string> {
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  return hash;
}

/** Gives a person a password of her own, or a temporary one. Without `password` it cannot be signed in with, but costs no hashing. */
export async function givePassword(db: Db, person: { id: string }, traits: { password?: string; mustChange?: boolean; changedAt?: string; expiresAt?: string; lockedUntil?: string } = {}): Promise<void> {
  await db
    .insertInto('credential')
    .values({
      user_id: person.id,
      password_hash: traits.password === undefined ? 'none' : await hashOnce(traits.password),
      must_change: traits.mustChange ? 1 : 0,
      changed_at: traits.changedAt ?? madeAt,
      expires_at: traits.expiresAt ?? null,
      locked_until: traits.lockedUntil ?? null,
    })
    .execute();
}

/** A live session of a person, with the id that she carries as an actor unless another is named. @returns its token */
export async function makeSession(db: Db, person: Actor, now: string, traits: { id?: string; userAgent?: string; idleMinutes?: number; hours?: number } = {}): Promise<string> {
  const token = newToken();
  await db
    .insertInto('session')
    .values({
      id: traits.id ?? person.sessionId,
      token_hash: sha256(token),
      user_id: person.id,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(Date.parse(now) + (traits.hours ?? 12) * 3_600_000).toISOString(),
      idle_minutes: traits.idleMinutes ?? 30,
      user_agent: traits.userAgent ?? 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36',
      address: '10.1.2.3',
    })
    .execute();
  return token;
}
