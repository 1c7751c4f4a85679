import { join } from 'node:path';

const safeId = /^[\w-]{1,60}$/;

/** Where the copy without identities lies: `blind/<entry>/<file>` below the folder of files. @throws Error for ids that are none of ours */
export function blindCopyPath(filesDir: string, entryId: string, fileId: string): string {
  if (!safeId.test(entryId) || !safeId.test(fileId)) throw new Error('not an id');
  return join(filesDir, 'blind', entryId, fileId);
}

/** Where the file lies as it was handed in. */
export function originalPath(filesDir: string, entryId: string, fileId: string): string {
  if (!safeId.test(entryId) || !safeId.test(fileId)) throw new Error('not an id');
  return join(filesDir, 'entries', entryId, fileId);
}
