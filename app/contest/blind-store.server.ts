import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../platform/errors.ts';
import { platformMessages } from '../platform/messages.ts';
import { safeId } from '../platform/files/disk.server.ts';

/** Where the copy without identities lies: `blind/<entry>/<file>` below the folder of files. @throws Error for ids that are none of ours */
export function blindCopyPath(filesDir: string, entryId: string, fileId: string): string {
  if (!safeId.test(entryId) || !safeId.test(fileId)) throw new Error('not an id');
  return join(filesDir, 'blind', entryId, fileId);
}

/** A copy without identities as it goes to a browser: to be kept, never to be shown, and able to do nothing should it be shown all the same. @throws AppError not-found */
export async function sendBlindCopy(filesDir: string, { entryId, fileId, name }: { entryId: string; fileId: string; name: string }): Promise<Response> {
  const bytes = await readFile(blindCopyPath(filesDir, entryId, fileId)).catch(() => null);
  if (!bytes) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return new Response(new Uint8Array(bytes), { headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': `attachment; filename="${name}"`, 'Content-Security-Policy': "sandbox; default-src 'none'", 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' } });
}
