import type { Actor } from '../people/actor.ts';
import { hasRole } from '../people/policy.ts';

/** Pure sentences about who may do what with reports. Commands ask again. */

/** Whoever has anything to do under `/reports`: writes or receives monthly reports, or takes lists out of her own units. */
export const canSeeReports = (actor: Actor): boolean => hasRole(actor, 'FOCAL_POINT', 'STANDING_AGENCY', 'UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN');

/** Monthly reports: focal points and leaders see those of their units, the standing agency and those who only read see all. */
export const canSeeMonthly = (actor: Actor): boolean => hasRole(actor, 'FOCAL_POINT', 'UNIT_LEADER', 'STANDING_AGENCY', 'AUDITOR', 'SYSTEM_ADMIN');
export const canWriteMonthly = (actor: Actor): boolean => hasRole(actor, 'FOCAL_POINT');
export const canApproveMonthly = (actor: Actor): boolean => hasRole(actor, 'UNIT_LEADER');
export const canReceiveMonthly = (actor: Actor): boolean => hasRole(actor, 'STANDING_AGENCY');
/** Whoever takes any step of a report's way; which one is asked step by step. */
export const canStepMonthly = (actor: Actor): boolean => canWriteMonthly(actor) || canApproveMonthly(actor) || canReceiveMonthly(actor);
