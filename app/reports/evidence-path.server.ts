import { join } from 'node:path';
import { safeId } from '../platform/files/disk.server.ts';

/** Where a file of a report lies. Names come from ids of ours, never from people. @throws Error for ids that are none of ours */
export function evidencePath(filesDir: string, reportId: string, fileId: string): string {
  if (!safeId.test(reportId) || !safeId.test(fileId)) throw new Error('not an id');
  return join(filesDir, 'monthly', reportId, fileId);
}
