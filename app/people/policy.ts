import type { Actor, Grant, Role } from './actor.ts';

/** Pure sentences about who may do what with people. Commands ask again. */

export function hasRole(actor: Actor, ...wanted: Role[]): boolean {
  return actor.grants.some((grant) => wanted.includes(grant.role));
}

/** The grants of an actor that carry one of the roles, for narrowing a list to her scope. */
export function grantsOf(actor: Actor, ...wanted: Role[]): Grant[] {
  return actor.grants.filter((grant) => wanted.includes(grant.role));
}

export function canManagePeople(actor: Actor): boolean {
  return hasRole(actor, 'SYSTEM_ADMIN', 'TRAINING_ADMIN');
}

export function canManageRoles(actor: Actor): boolean {
  return hasRole(actor, 'SYSTEM_ADMIN');
}

/** The organisation is one for everybody: whoever changes it covers all of it. */
export function canManageUnits(actor: Actor): boolean {
  return grantsOf(actor, 'SYSTEM_ADMIN').some(({ scope }) => scope === 'ALL');
}

/** Nobody changes her own roles or unlocks herself: a second person is needed. */
export function canChangeAccountOf(actor: Actor, accountId: string): boolean {
  return canManagePeople(actor) && actor.id !== accountId;
}

export function canImportPeople(actor: Actor): boolean {
  return canManagePeople(actor);
}

export function canSeeUnits(actor: Actor): boolean {
  return hasRole(actor, 'UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN');
}

export function canReadAudit(actor: Actor): boolean {
  return hasRole(actor, 'AUDITOR', 'SYSTEM_ADMIN');
}

export function canSeeOperations(actor: Actor): boolean {
  return hasRole(actor, 'SYSTEM_ADMIN');
}

/** The units that a person's rights reach: the whole province, or these. */
export type UnitScope = 'ALL' | ReadonlySet<string>;

export function covers(scope: UnitScope, unitId: string | null): boolean {
  return scope === 'ALL' || (unitId !== null && scope.has(unitId));
}

/** As much of an account as decides who may touch it. */
export interface ManagedAccount {
  id: string;
  /** Where the person works now, or worked last. */
  unitId: string | null;
  grants: readonly Grant[];
}

export function canSeePerson(actor: Actor, scope: UnitScope, person: ManagedAccount): boolean {
  return hasRole(actor, 'SYSTEM_ADMIN') || (hasRole(actor, 'TRAINING_ADMIN') && covers(scope, person.unitId));
}

/**
 * Training administrators change accounts inside their scope whose rights are smaller than their own: whoever can reset a password
 * could otherwise borrow the rights behind it.
 */
export function canManagePerson(actor: Actor, scope: UnitScope, person: ManagedAccount): boolean {
  if (!canChangeAccountOf(actor, person.id)) return false;
  if (hasRole(actor, 'SYSTEM_ADMIN')) return true;
  return covers(scope, person.unitId) && hasLesserGrants(person.grants, scope);
}

/** True when every one of somebody's rights is smaller than those of a training administrator of this scope. */
export function hasLesserGrants(grants: readonly Grant[], scope: UnitScope): boolean {
  return grants.every((grant) => isLesser(grant, scope));
}

function isLesser(grant: Grant, scope: UnitScope): boolean {
  return grant.role === 'LEARNER' || (grant.role === 'UNIT_LEADER' && (grant.scope === 'ALL' ? scope === 'ALL' : covers(scope, grant.unitId)));
}

export function canChangeRolesOf(actor: Actor, accountId: string): boolean {
  return canManageRoles(actor) && actor.id !== accountId;
}

export function canEditCourses(actor: Actor): boolean {
  return hasRole(actor, 'CONTENT_EDITOR', 'SYSTEM_ADMIN');
}

/** Who was and will be reminded of courses, within the units of her rights. */
export function canSeeReminders(actor: Actor): boolean {
  return hasRole(actor, 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN');
}

/** Classes of the units of her rights: training administrators hold them, the others look. */
export function canSeeClasses(actor: Actor): boolean {
  return hasRole(actor, 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN');
}

/** Whoever has anything to do under `/admin`. */
export function canOpenAdmin(actor: Actor): boolean {
  return canManagePeople(actor) || canReadAudit(actor) || canSeeOperations(actor) || canEditCourses(actor);
}
