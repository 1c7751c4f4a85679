import { AppError } from './errors.ts';
import { platformMessages as messages } from './messages.ts';

const sqlite = { busy: 5, locked: 6, readOnly: 8, ioError: 10, full: 13, constraint: 19 } as const;

/** SQLite's own result code of an error, without its extension bits; undefined when the error is something else. */
export function sqliteCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | null)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** True when the error says that a UNIQUE, CHECK or foreign-key rule refused the row. */
export function isConstraintError(error: unknown): boolean {
  return sqliteCode(error) === sqlite.constraint;
}

/** Turns the database's own troubles (locked, disk full) into a sentence for people; anything else comes back unchanged. */
export function translateDatabaseError(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code === sqlite.busy || code === sqlite.locked) return new AppError('unavailable', messages.both('error.unavailable'), { cause: error, retryAfterSeconds: 5 });
  if (code === sqlite.full || code === sqlite.ioError) return new AppError('unavailable', messages.both('error.disk-full'), { cause: error, retryAfterSeconds: 60 });
  return error;
}
