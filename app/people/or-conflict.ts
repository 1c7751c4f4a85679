import { AppError } from '../platform/errors.ts';
import { platformMessages } from '../platform/messages.ts';
import type { Outcome } from './outcome.ts';

/** For deeds without a page of their own: a refusal becomes the error page. */
export function orConflict<Result>(outcome: Outcome<Result>): { ok: true } & Result {
  if (outcome.ok) return outcome;
  throw new AppError('conflict', Object.values(outcome.faults)[0] ?? platformMessages.both('error.conflict'));
}
