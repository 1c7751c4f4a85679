import type { Actor } from '../people/actor.ts';
import { hasRole } from '../people/policy.ts';

/** Pure sentences about who may do what in a contest. The database holds the four eyes and the locks by itself. */

export const canOrganiseContests = (actor: Actor): boolean => hasRole(actor, 'CONTEST_ORGANISER');
/** Results are published by somebody who decided nothing. */
export const canPublishResults = (actor: Actor): boolean => hasRole(actor, 'CONTEST_APPROVER');
/** The workshop behind the public pages: calls, screening, judging, results, adoption. */
export const canSeeContestDesk = (actor: Actor): boolean => hasRole(actor, 'CONTEST_ORGANISER', 'CONTEST_APPROVER', 'AUDITOR', 'SYSTEM_ADMIN');
/** People from outside have an account for the contest and nothing else. */
export const isFromOutside = (actor: Actor): boolean => actor.accountKind === 'SERVICE';
/** Prizes that are to be applied: their owners among the leaders, and everybody at the desk. Which ones is narrowed by unit where they are read. */
export const canSeeAdoptions = (actor: Actor): boolean => canSeeContestDesk(actor) || hasRole(actor, 'UNIT_LEADER');
export const canLeadAdoptions = (actor: Actor): boolean => hasRole(actor, 'UNIT_LEADER');
export const canAwardPrizes = (actor: Actor): boolean => canOrganiseContests(actor) || canPublishResults(actor);
/** Why judges of a final chose as they did, without their names, after its commitment. Sheets of the first round are for whoever decides or publishes alone: that is what judges are told beside their fields. */
export const canReadPairs = (actor: Actor): boolean => canAwardPrizes(actor) || hasRole(actor, 'AUDITOR');
/** Entries, what is like what among them, and jury leave the desk with organisers only; ranking and adoptions also with whoever publishes. */
export const mayTakeList = (actor: Actor, list: 'entries' | 'similar' | 'jury' | 'ranking' | 'adoptions'): boolean => (list === 'entries' || list === 'similar' || list === 'jury' ? canOrganiseContests(actor) : canAwardPrizes(actor));
