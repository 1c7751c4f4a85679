import type { Instant } from '../../platform/clock.ts';

export const postStates = ['WAITING', 'SHOWN', 'HIDDEN', 'WITHDRAWN'] as const;
/** How a question or an answer below a lesson stands. */
export type PostState = (typeof postStates)[number];

/** The state of a post; what its author took back is gone whatever an editor had decided. */
export function postState({ shownAt, hiddenAt, withdrawnAt }: { shownAt: Instant | null; hiddenAt: Instant | null; withdrawnAt: Instant | null }): PostState {
  if (withdrawnAt !== null) return 'WITHDRAWN';
  if (hiddenAt !== null) return 'HIDDEN';
  return shownAt === null ? 'WAITING' : 'SHOWN';
}

/** Whether a reader sees a post: everybody what was let through, its author also what waits or was hidden. */
export function isVisible(post: { state: PostState; isOwn: boolean }): boolean {
  return post.state === 'SHOWN' || (post.isOwn && post.state !== 'WITHDRAWN');
}

/** Answers in the order in which they are read: the accepted one, then editors', then the others, each by age. */
export function answersInOrder<Answer extends { isAccepted: boolean; byEditor: boolean; writtenAt: Instant }>(answers: readonly Answer[]): Answer[] {
  const rank = (answer: Answer) => (answer.isAccepted ? 0 : answer.byEditor ? 1 : 2);
  return answers.toSorted((one, other) => rank(one) - rank(other) || one.writtenAt.localeCompare(other.writtenAt));
}
