import { DatabaseSync } from 'node:sqlite';
import { sqliteCode } from './database-errors.ts';

const busy = 5;
/** Locks of this process: a handle that nobody refers to would be collected, and its lock would be gone. */
const held = new Set<DatabaseSync>();

export interface FileLock {
  release(): void;
}

/**
 * Takes an exclusive lock of the operating system on a file, which is made when it is not there. The lock ends with this process even when that is killed; the file may stay.
 * Nothing in this process may open and close the file in another way: that would end the lock too.
 * @returns undefined when somebody else holds it
 * @throws the error of SQLite for a file that cannot be locked at all
 */
export function lockFile(path: string): FileLock | undefined {
  const lock = new DatabaseSync(path, { timeout: 0 });
  try {
    // The journal in memory: what is locked is never written, and a killed process leaves no second file.
    lock.exec('pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive');
  } catch (cause) {
    lock.close();
    if (sqliteCode(cause) !== busy) throw cause;
    return undefined;
  }
  held.add(lock);
  return {
    release() {
      held.delete(lock);
      lock.close();
    },
  };
}
