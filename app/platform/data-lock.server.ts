import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { lockFile, type FileLock } from './file-lock.server.ts';

/**
 * Claims a data folder for this server process; the claim ends with the process and needs no cleaning up.
 * @throws Error with a sentence for the operator when another server uses the folder
 */
export function lockDataFolder(dataDir: string): FileLock {
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFile(join(dataDir, 'server.lock'));
  if (!lock) throw new Error(`Another hoc06 server is already running on the data folder "${dataDir}". Stop it first, or set DATA_DIR to another folder.`);
  return lock;
}
