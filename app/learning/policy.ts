import type { Actor } from '../people/actor.ts';
import { hasRole } from '../people/policy.ts';

/** Pure sentences about who may do what with courses. Commands ask again. */

/** Sees drafts, previews, warnings and the review calendar. */
export function canEditContent(actor: Actor): boolean {
  return hasRole(actor, 'CONTENT_EDITOR', 'SYSTEM_ADMIN');
}

/** Puts a version before learners: an editor answers for the words, a system administrator does not. */
export function canReleaseContent(actor: Pick<Actor, 'grants'>): boolean {
  return actor.grants.some((grant) => grant.role === 'CONTENT_EDITOR');
}
