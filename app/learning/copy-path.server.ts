import { join } from 'node:path';
import { safeId } from '../platform/files/disk.server.ts';

/** The folder of all copies of certificates from elsewhere, by request. */
export const copiesFolder = (filesDir: string): string => join(filesDir, 'recognition');

/** Where the copy of a certificate lies. Names come from ids of ours, never from people. @throws Error for ids that are none of ours */
export function copyPath(filesDir: string, requestId: string, fileId: string): string {
  if (!safeId.test(requestId) || !safeId.test(fileId)) throw new Error('not an id');
  return join(copiesFolder(filesDir), requestId, fileId);
}
