import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sqliteCode } from './database-errors.ts';

const busy = 5;
/** Locks of this process: a handle that nobody refers to would be collected, and the folder would be free. */
const held = new Set<DatabaseSync>();

/**
 * Claims a data folder for this server process. The claim is an exclusive lock of the operating system, so it ends with the process
 * even when that is killed, and needs no cleaning up.
 * @throws Error with a sentence for the operator when another server uses the folder
 */
export function lockDataFolder(dataDir: string): { release(): void } {
  mkdirSync(dataDir, { recursive: true });
  const lock = new DatabaseSync(join(dataDir, 'server.lock'), { timeout: 0 });
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
  } catch (cause) {
    lock.close();
    if (sqliteCode(cause) !== busy) throw cause;
    throw new Error(`Another hoc06 server is already running on the data folder "${dataDir}". Stop it first, or set DATA_DIR to another folder.`, { cause });
  }
  held.add(lock);
  return {
    release() {
      held.delete(lock);
      lock.close();
    },
  };
}
