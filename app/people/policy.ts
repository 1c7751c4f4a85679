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
