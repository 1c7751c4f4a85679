import { createReadStream } from 'node:fs';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { AppError } from '../errors.ts';
import { platformMessages } from '../messages.ts';
import { bytesOnDisk } from './disk.server.ts';
import { mediaTypes, type FileKind } from './file-kind.ts';
import { attachmentHeader } from './file-name.ts';

/**
 * A file of somebody as it goes to a browser: to be kept, never to be shown, and able to do nothing should it be shown all the same.
 * @throws AppError not-found when it is not there as it was taken in
 */
export async function handOut(path: string, file: { name: string; kind: FileKind; bytes: number }): Promise<Response> {
  if ((await bytesOnDisk(path)) !== file.bytes) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return new Response(createReadableStreamFromReadable(createReadStream(path)), {
    headers: {
      'Content-Type': mediaTypes[file.kind],
      'Content-Length': String(file.bytes),
      'Content-Disposition': attachmentHeader(file.name),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
