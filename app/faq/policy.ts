import type { Actor } from '../people/actor.ts';
import { hasRole } from '../people/policy.ts';

/** Pure sentences about who may do what with answers, calls and what is handed over. The database holds the four eyes by itself. */

export const canWriteAnswers = (actor: Actor): boolean => hasRole(actor, 'CONTENT_EDITOR');
export const canAppraiseAnswers = (actor: Actor): boolean => hasRole(actor, 'ANSWER_APPRAISER');
/** Whoever may publish may also withdraw: a wrong answer is stopped by the first who sees it. */
export const canPublishAnswers = (actor: Actor): boolean => hasRole(actor, 'CONTENT_EDITOR', 'ANSWER_APPRAISER');
/** The workshop behind the answers: drafts, versions, words, gaps. */
export const canSeeAnswerDesk = (actor: Actor): boolean => hasRole(actor, 'CONTENT_EDITOR', 'ANSWER_APPRAISER', 'CALL_SUPERVISOR', 'AUDITOR', 'SYSTEM_ADMIN');
/** Every signed-in official may read internal answers; the public never. */
export const canReadInternalAnswers = (actor: Actor | null): boolean => actor !== null;
export const canTakeCalls = (actor: Actor): boolean => hasRole(actor, 'CALL_AGENT', 'CALL_SUPERVISOR');
export const canSuperviseCalls = (actor: Actor): boolean => hasRole(actor, 'CALL_SUPERVISOR');
export const canSeeCallFigures = (actor: Actor): boolean => hasRole(actor, 'CALL_SUPERVISOR', 'CONTENT_EDITOR', 'ANSWER_APPRAISER', 'AUDITOR', 'SYSTEM_ADMIN');
export const canWorkTickets = (actor: Actor): boolean => hasRole(actor, 'LEGAL_OFFICER', 'CALL_SUPERVISOR');
/** Whoever takes calls may write down what is to be handed on, and see what she wrote down. */
export const canReceiveTickets = (actor: Actor): boolean => canTakeCalls(actor) || canWorkTickets(actor);
/** Bodies are looked up by whoever hands on; their numbers, closings and successors are one person's word for all. */
export const canKeepBodies = (actor: Actor): boolean => canSuperviseCalls(actor);
