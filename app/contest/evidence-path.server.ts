import { join } from 'node:path';
import { safeId } from '../platform/files/disk.server.ts';

/** Where a file of an adoption lies. Names come from ids of ours, never from people. @throws Error for ids that are none of ours */
export function evidencePath(filesDir: string, adoptionId: string, fileId: string): string {
  if (!safeId.test(adoptionId) || !safeId.test(fileId)) throw new Error('not an id');
  return join(filesDir, 'adoptions', adoptionId, fileId);
}
