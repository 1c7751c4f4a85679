import { hashPassword, nameColumns } from '../../../app/people/index.server.ts';
import type { Db } from '../../client.ts';
import { insertMany, type NewRow } from '../bulk.ts';
import { unitId } from '../ids.ts';
import { DEMO_PASSWORD } from './cast.ts';
import { FIRST_DAY, type DemoPerson } from './population.ts';
import { randomFor, type Random } from './rules/random.ts';
import { atLocal } from './rules/working-time.ts';

const reasonsToLeave = ['Nghỉ hưu', 'Chuyển công tác ngoài tỉnh', 'Thôi việc theo nguyện vọng'];

/** Two of three have given a number. Invented: mobile numbers that begin with 0300 are given to nobody. */
const workPhone = (position: number): string | null => (position % 3 === 2 ? null : `+84300${String(position).padStart(6, '0')}`);

/** Writes accounts, memberships, roles, and the passwords of the cast, in one transaction. */
export async function storePeople(db: Db, people: readonly DemoPerson[]): Promise<void> {
  const random = randomFor('people-rows');
  const accounts = people.map((person, at) => ({ ...accountRow(person, random), phone: person.leftOn ? null : workPhone(at) }));
  const memberships = people.flatMap((person) => membershipRows(person, random));
  const roles = people.flatMap((person) => roleRows(person, people, random));
  // One password, written in the guide for everybody to read: one hash.
  const hash = await hashPassword(DEMO_PASSWORD);
  const credentials = people.filter((person) => person.cast).map((person) => credentialRow(person, hash));
  await db.transaction().execute(async (tx) => {
    await insertMany(tx, 'user_account', accounts);
    await insertMany(tx, 'membership', memberships);
    await insertMany(tx, 'role_assignment', roles);
    await insertMany(tx, 'credential', credentials);
  });
}

function accountRow(person: DemoPerson, random: Random): NewRow<'user_account'> {
  return {
    id: person.id,
    account_kind: person.cast?.accountKind ?? 'OPERATOR',
    staff_no: person.staffNo,
    email: person.email,
    ...nameColumns(person.fullName),
    staff_category: person.category,
    joined_on: person.joinedOn,
    left_on: person.leftOn,
    created_at: createdAt(person),
    disabled_at: person.leftOn ? new Date(atLocal(person.leftOn, 0)).toISOString() : null,
    disabled_reason: person.leftOn ? random.pick(reasonsToLeave) : null,
  };
}

/** Everybody was taken over on the first day; newcomers got their account on the day they came. */
function createdAt(person: DemoPerson): string {
  return new Date(atLocal(person.joinedOn > FIRST_DAY ? person.joinedOn : FIRST_DAY, 465)).toISOString();
}

function membershipRows(person: DemoPerson, random: Random): NewRow<'membership'>[] {
  return person.stays.map((stay) => ({
    id: random.id(Date.parse(stay.from)),
    user_id: person.id,
    unit_id: unitId(stay.unitKey),
    position_title: stay.title,
    is_primary: 1,
    valid_from: stay.from,
    valid_to: stay.until,
  }));
}

/** The cast have the roles of their story; the head of every agency sees his agency. */
function roleRows(person: DemoPerson, people: readonly DemoPerson[], random: Random): NewRow<'role_assignment'>[] {
  const { cast } = person;
  const granted_at = createdAt(person);
  const common = { id: random.id(Date.parse(granted_at)), user_id: person.id, granted_by: people.find((other) => other.cast?.role === 'SYSTEM_ADMIN')?.id ?? null, granted_at, revoked_at: null };
  if (cast && cast.role !== 'LEARNER') return [{ ...common, role: cast.role, scope: cast.scope, unit_id: cast.scopeKey ? unitId(cast.scopeKey) : null }];
  return person.isHead ? [{ ...common, role: 'UNIT_LEADER', scope: 'SUBTREE', unit_id: unitId(person.agencyKey) }] : [];
}

function credentialRow(person: DemoPerson, hash: string): NewRow<'credential'> {
  return { user_id: person.id, password_hash: hash, must_change: 0, changed_at: createdAt(person), expires_at: null, failed_count: 0, locked_until: null };
}
