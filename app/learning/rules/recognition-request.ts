import type { Day, Instant } from '../../platform/clock.ts';
import { plusMonths } from '../../platform/days.ts';
import { longestExemption } from './exemption.ts';

export const requestStates = ['DRAFT', 'WAITING', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'] as const;
/** Where a request for the recognition of a certificate stands; derived, never stored. */
export type RequestState = (typeof requestStates)[number];

export interface RequestFacts {
  submittedAt: Instant | null;
  withdrawnAt: Instant | null;
  decision: 'ACCEPTED' | 'REFUSED' | null;
}

export function requestState({ submittedAt, withdrawnAt, decision }: RequestFacts): RequestState {
  if (decision !== null) return decision;
  if (withdrawnAt !== null) return 'WITHDRAWN';
  return submittedAt === null ? 'DRAFT' : 'WAITING';
}

/** Whether its learner may still take it back. */
export const isOpenRequest = (state: RequestState): boolean => state === 'DRAFT' || state === 'WAITING';

const kinds = ['PDF', 'PNG', 'JPEG'] as const;
/** What a copy of a certificate may be: a scan or a photograph. */
export type CopyKind = (typeof kinds)[number];
export const copyEndings = '.pdf,.png,.jpg,.jpeg';
export const mostCopyBytes = 10_000_000;
export const isCopyKind = (kind: string | undefined): kind is CopyKind => (kinds as readonly (string | undefined)[]).includes(kind);

/** Days for which the copy of a certificate is kept after the last day on which somebody needs it. */
export const copyKeptDays = 90;

/** Until which day a certificate counts unless whoever decides says otherwise: its own last day, else as long as the course's own certificate would; five years at the most, and no day that is over. */
export function suggestedLastDay({ issuedOn, lastDay, validMonths }: { issuedOn: Day; lastDay: Day | null; validMonths: number | null }, today: Day): Day {
  const wanted = lastDay ?? plusMonths(issuedOn, validMonths ?? 12);
  const latest = latestLastDay(today);
  if (wanted < today) return today;
  return wanted > latest ? latest : wanted;
}

/** The last day on which a recognition of today may still hold. */
export const latestLastDay = longestExemption;
