import type { Actor } from '../people/actor.ts';
import { hasRole } from '../people/policy.ts';

/** Pure sentences about who may do what with reports. Commands ask again. */

/** Whoever has anything to do under `/reports`: writes or receives monthly reports, or takes lists out of her own units. */
export const canSeeReports = (actor: Actor): boolean => hasRole(actor, 'FOCAL_POINT', 'STANDING_AGENCY', 'UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN');

/** Lists name people and their results: leaders, training administrators and auditors make them, each within her units. */
export const canMakeLists = (actor: Actor): boolean => actor.grants.some(({ role, scope }) => scope !== 'SELF' && ['UNIT_LEADER', 'TRAINING_ADMIN', 'AUDITOR', 'SYSTEM_ADMIN'].includes(role));
