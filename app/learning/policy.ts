import type { Actor, Grant, Role } from '../people/actor.ts';
import { covers, grantsOf, hasRole, type UnitScope } from '../people/policy.ts';

/** Pure sentences about who may do what with courses and results. Commands ask again. */

/** Sees drafts, previews, warnings and the review calendar. */
export function canEditContent(actor: Actor): boolean {
  return hasRole(actor, 'CONTENT_EDITOR', 'SYSTEM_ADMIN');
}

/** Puts a version before learners: an editor answers for the words, a system administrator does not. */
export function canReleaseContent(actor: Pick<Actor, 'grants'>): boolean {
  return actor.grants.some((grant) => grant.role === 'CONTENT_EDITOR');
}

// Reminders. `canSeeReminders` stands with people's policy, because the list of administration asks it.

/** The rule of reminders holds for the whole province: whoever covers only a part of it does not change it. */
export function canChangeReminderPolicy(actor: Pick<Actor, 'grants'>): boolean {
  return actor.grants.some((grant) => grant.role === 'SYSTEM_ADMIN' || (grant.role === 'TRAINING_ADMIN' && grant.scope === 'ALL'));
}

/** Leaders and training administrators remind people of their units by hand; auditors and system administrators only look. */
export function canRemindPeople(actor: Pick<Actor, 'grants'>): boolean {
  return remindingGrants(actor).length > 0;
}

/** The grants that say whom somebody may remind. */
export function remindingGrants(actor: Pick<Actor, 'grants'>): Grant[] {
  return actor.grants.filter((grant) => ['UNIT_LEADER', 'TRAINING_ADMIN'].includes(grant.role) && grant.scope !== 'SELF');
}

// Classes. `canSeeClasses` stands with people's policy, because the list of administration asks it.

/** Training administrators hold classes for the units of their rights; auditors and system administrators only look. */
export function canManageClasses(actor: Pick<Actor, 'grants'>): boolean {
  return managingGrants(actor).length > 0;
}

/** The grants that say in which units somebody may hold classes. */
export function managingGrants(actor: Pick<Actor, 'grants'>): Grant[] {
  return actor.grants.filter((grant) => grant.role === 'TRAINING_ADMIN' && grant.scope !== 'SELF');
}

/** Leaders and whoever looks after training see the training periods of the people in their units. */
export function canSeeTraining(actor: Actor): boolean {
  return hasRole(actor, ...trainingReaders);
}

export const trainingReaders: Role[] = ['UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'];

// Certificates: `unitIds` are the holder's unit of today and everything above it.

const certificateReaders: Role[] = ['UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR'];

/** Whether somebody may open the certificate desk at all. */
export function canManageCertificates(actor: Actor): boolean {
  return hasRole(actor, 'TRAINING_ADMIN', 'SYSTEM_ADMIN');
}

/** A training administrator within her scope, or a system administrator, takes back and re-issues. */
export function canManageCertificatesIn(actor: Actor, unitIds: readonly string[]): boolean {
  return hasRole(actor, 'SYSTEM_ADMIN') || reaches(actor, ['TRAINING_ADMIN'], unitIds);
}

/** Leaders, training administrators and auditors see the certificates of the people in their scope. */
export function canSeeCertificatesIn(actor: Actor, unitIds: readonly string[]): boolean {
  return hasRole(actor, 'SYSTEM_ADMIN') || reaches(actor, certificateReaders, unitIds);
}

function reaches(actor: Actor, roles: Role[], unitIds: readonly string[]): boolean {
  return grantsOf(actor, ...roles).some((grant) => grant.scope === 'ALL' || (grant.scope === 'SUBTREE' && grant.unitId !== null && unitIds.includes(grant.unitId)));
}

// Assignment rules and exemptions. Whoever follows reminders (training administrators, auditors, system administrators) reads them.

/** The grants with which somebody assigns courses and exempts from them: a training administrator's, within her units. */
export function assigningGrants(actor: Pick<Actor, 'grants'>): Grant[] {
  return actor.grants.filter((grant) => grant.role === 'TRAINING_ADMIN' && grant.scope !== 'SELF');
}

export function canAssign(actor: Pick<Actor, 'grants'>): boolean {
  return assigningGrants(actor).length > 0;
}

/** A rule of the whole province is changed by whoever covers it; one of a subtree by whoever covers that unit. */
export function canChangeRule(scope: UnitScope, unitId: string | null): boolean {
  return unitId === null ? scope === 'ALL' : covers(scope, unitId);
}
