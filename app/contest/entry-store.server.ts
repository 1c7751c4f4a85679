import { join } from 'node:path';
import { safeId } from '../platform/files/disk.server.ts';

/** Files of entries on the disk: `entries/<entry>/<file>` below the folder of files. Names come from ids of ours, never from people. */

/** Where a file of an entry lies. @throws Error for ids that are none of ours */
export function entryFilePath(filesDir: string, entryId: string, fileId: string): string {
  if (!safeId.test(entryId) || !safeId.test(fileId)) throw new Error('not an id');
  return join(filesDir, 'entries', entryId, fileId);
}

const busy = new Set<string>();

/** Does work on a file unless somebody else is at it in this process; then nothing is done. */
export async function alone<Out>(fileId: string, work: () => Promise<Out>): Promise<Out | 'BUSY'> {
  if (busy.has(fileId)) return 'BUSY';
  busy.add(fileId);
  try {
    return await work();
  } finally {
    busy.delete(fileId);
  }
}
