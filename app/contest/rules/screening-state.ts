export const outcomes = ['ELIGIBLE', 'INELIGIBLE', 'UNCLEAR'] as const;
export type Outcome = (typeof outcomes)[number];
export const screeningStates = ['UNCHECKED', 'ELIGIBLE', 'INELIGIBLE', 'UNCLEAR', 'WAITING', 'REPLIED'] as const;
export type ScreeningState = (typeof screeningStates)[number];

export interface Look {
  outcome: Outcome;
  /** The last day on which the entrant may reply. */
  replyUntil: string | null;
  repliedAt: string | null;
}

/** Entries about which screening has not said its last word. */
export interface OpenScreening {
  /** Whose entrants may still reply. */
  waiting: number;
  /** The last day on which a reply may come; null when none may. */
  until: string | null;
  /** A reply is there and wants a decision. */
  replied: number;
  unchecked: number;
}

/** The look that counts; null when nobody has looked at the entry as it is now. */
export function currentLook<Shown extends { isCurrent: boolean }>(looks: readonly Shown[]): Shown | null {
  return looks.find(({ isCurrent }) => isCurrent) ?? null;
}

/** Where screening stands with an entry: a doubt that was answered wants another look, one that may still be answered waits. */
export function screeningState(last: Look | null, today: string): ScreeningState {
  if (!last) return 'UNCHECKED';
  if (last.outcome === 'ELIGIBLE') return 'ELIGIBLE';
  if (last.repliedAt !== null) return 'REPLIED';
  return canReply(last, today) ? 'WAITING' : last.outcome;
}

/** The right of reply: once, to a doubt or a refusal, until the end of the named day. */
export function canReply({ outcome, replyUntil, repliedAt }: Look, today: string): boolean {
  return outcome !== 'ELIGIBLE' && repliedAt === null && replyUntil !== null && today <= replyUntil;
}
