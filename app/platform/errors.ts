import type { Localised } from './i18n/messages.ts';

/** The few ways in which a request can be refused. Only the route builder and the job runner translate them. */
export type ErrorKind = 'not-found' | 'forbidden' | 'conflict' | 'invalid' | 'limit' | 'unavailable' | 'unauthenticated' | 'too-large';

/** A refusal with a stable code and a sentence in both languages that says what happened and what to do next. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly kind: ErrorKind;
  readonly say: Localised;
  readonly retryAfterSeconds: number | undefined;
  /** Where it would not be refused, when that is another origin. */
  readonly official: string | undefined;

  constructor(kind: ErrorKind, say: Localised, options: { cause?: unknown; retryAfterSeconds?: number; official?: string } = {}) {
    super(`${kind}: ${say.en}`, { cause: options.cause });
    this.kind = kind;
    this.say = say;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.official = options.official;
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError';
}

export const statusOf: Readonly<Record<ErrorKind, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  invalid: 422,
  limit: 429,
  unavailable: 503,
};
