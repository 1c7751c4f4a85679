import type { Actor, Grant } from '../people/actor.ts';
import { grantsOf, hasRole } from '../people/policy.ts';

/** Pure sentences about who may do what with reports. Commands ask again. */

/** Whoever has anything to do under `/reports`: writes or receives monthly reports, or takes lists out of her own units. */
export const canSeeReports = (actor: Actor): boolean => hasRole(actor, 'FOCAL_POINT', 'STANDING_AGENCY', 'UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN');

/** Roles that may take an inspection pack of the units that they reach. */
export const packRoles = ['UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'] as const;
export type PackRole = (typeof packRoles)[number];

/** Packs hold who has learnt what, so focal points and the standing agency, who answer for figures, are not among them. */
export const canMakePacks = (actor: Actor): boolean => hasRole(actor, ...packRoles);

/** The grants whose units packs may be made of. */
export const packGrants = (actor: Actor): Grant[] => grantsOf(actor, ...packRoles);

/** A finished pack goes to whoever asked for it, as long as she reaches its unit, and to auditors. */
export const packReaderGrants = (actor: Actor, askedBy: string): Grant[] => (actor.id === askedBy ? packGrants(actor) : grantsOf(actor, 'AUDITOR'));

/** Lists name people and their results: leaders, training administrators and auditors make them, each within her units. */
export const canMakeLists = (actor: Actor): boolean => actor.grants.some(({ role, scope }) => scope !== 'SELF' && ['UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'].includes(role));

/** Monthly reports: focal points and leaders see those of their units, the standing agency and those who only read see all. */
export const canSeeMonthly = (actor: Actor): boolean => hasRole(actor, 'FOCAL_POINT', 'UNIT_LEADER', 'STANDING_AGENCY', 'AUDITOR', 'SYSTEM_ADMIN');
export const canWriteMonthly = (actor: Actor): boolean => hasRole(actor, 'FOCAL_POINT');
export const canApproveMonthly = (actor: Actor): boolean => hasRole(actor, 'UNIT_LEADER');
export const canReceiveMonthly = (actor: Actor): boolean => hasRole(actor, 'STANDING_AGENCY');
/** Whoever takes any step of a report's way; which one is asked step by step. */
export const canStepMonthly = (actor: Actor): boolean => canWriteMonthly(actor) || canApproveMonthly(actor) || canReceiveMonthly(actor);
