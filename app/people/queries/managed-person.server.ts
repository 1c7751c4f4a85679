import type { Db } from '../../../db/client.ts';
import type { Day, Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import type { Actor, Grant } from '../actor.ts';
import { canManagePerson, canSeePerson, grantsOf, type UnitScope } from '../policy.ts';
import type { StaffAccountKind } from '../rules/account-kinds.ts';
import { stateOf, type AccountState } from '../rules/account-state.ts';
import { homeMembership } from './home-membership.server.ts';
import type { Category } from '../rules/categories.ts';
import { listGrants } from './session-actor.server.ts';
import { unitScopeOf } from './unit-scope.server.ts';

/** A person as administrators see her. */
export interface ManagedPerson {
  id: string;
  fullName: string;
  staffNo: string | null;
  email: string | null;
  phone: string | null;
  category: Category | null;
  kind: StaffAccountKind;
  joinedOn: Day | null;
  leftOn: Day | null;
  disabledAt: Instant | null;
  revision: number;
  state: AccountState;
  hasPassword: boolean;
  /** Where she works now, or worked last. */
  unitId: string | null;
  position: string | null;
  unitFrom: Day | null;
  grants: Grant[];
}

/** The part of the province that an actor's rights over people reach. */
export function managingScope(db: Db, actor: Actor, today: Day): Promise<UnitScope> {
  return unitScopeOf(db, grantsOf(actor, 'SYSTEM_ADMIN', 'TRAINING_ADMIN'), today);
}

/** @throws AppError not-found when there is no such person or she is outside the actor's scope, so that nothing can be told from the answer */
export async function getPersonInScope(db: Db, actor: Actor, id: string, moment: { at: Instant; today: Day }): Promise<ManagedPerson & { canManage: boolean }> {
  const person = await findPerson(db, id, moment.at);
  const scope = await managingScope(db, actor, moment.today);
  if (!person || !canSeePerson(actor, scope, person)) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return { ...person, canManage: canManagePerson(actor, scope, person) };
}

/** @throws AppError forbidden when the actor may see but not change this person */
export async function getManagedPerson(db: Db, actor: Actor, id: string, moment: { at: Instant; today: Day }): Promise<ManagedPerson> {
  const person = await getPersonInScope(db, actor, id, moment);
  if (!person.canManage) throw new AppError('forbidden', platformMessages.both('error.forbidden'));
  return person;
}

async function findPerson(db: Db, id: string, now: Instant): Promise<ManagedPerson | undefined> {
  const row = await db
    .selectFrom('user_account as u')
    .leftJoin('credential as c', 'c.user_id', 'u.id')
    .leftJoin('membership as m', (join) => join.on('m.id', '=', homeMembership))
    .select(['u.id', 'u.full_name', 'u.staff_no', 'u.email', 'u.phone', 'u.staff_category', 'u.account_kind', 'u.joined_on', 'u.left_on', 'u.disabled_at', 'u.revision', 'c.password_hash', 'c.locked_until'])
    .select(['m.unit_id', 'm.position_title', 'm.valid_from'])
    .where('u.id', '=', id)
    .where('u.account_kind', '!=', 'SERVICE')
    .executeTakeFirst();
  if (!row) return undefined;
  const hasPassword = row.password_hash !== null;
  return {
    id: row.id,
    fullName: row.full_name,
    staffNo: row.staff_no,
    email: row.email,
    phone: row.phone,
    category: row.staff_category as Category | null,
    kind: row.account_kind as StaffAccountKind,
    joinedOn: row.joined_on,
    leftOn: row.left_on,
    disabledAt: row.disabled_at,
    revision: row.revision,
    state: stateOf({ leftOn: row.left_on, disabledAt: row.disabled_at, lockedUntil: row.locked_until, hasPassword }, now),
    hasPassword,
    unitId: row.unit_id,
    position: row.position_title,
    unitFrom: row.valid_from,
    grants: await listGrants(db, row.id),
  };
}
