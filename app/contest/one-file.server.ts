import { createReadStream } from 'node:fs';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { AppError } from '../platform/errors.ts';
import { boundaryOf, readMultipart } from '../platform/http/multipart.server.ts';
import { platformMessages } from '../platform/messages.ts';
import { bytesOnDisk } from './entry-store.server.ts';
import { mediaTypes, type FileKind } from './rules/file-kind.ts';
import { attachmentHeader } from './rules/file-name.ts';

/** How much of a refused upload is still taken in, so that the browser gets to see the answer; more is not even begun. */
export const mostBodyBytes = 100_000_000;

export interface ArrivingFile {
  name: string;
  pieces: AsyncGenerator<Uint8Array>;
}

/** Takes the one file of a plain form in, while it arrives. @returns null when the form brought none @throws AppError too-large when more is announced than is worth reading */
export async function receiveOneFile<Got>(request: Request, take: (file: ArrivingFile) => Promise<Got>): Promise<Got | null> {
  if (!boundaryOf(request.headers.get('content-type'))) throw new AppError('invalid', platformMessages.both('form.invalid'));
  const events = readMultipart(request, mostBodyBytes);
  let got: Got | null = null;
  // Step by step: leaving a loop over them would end them before the rest of the body is read.
  for (let step = await events.next(); !step.done; step = await events.next()) {
    const { value: event } = step;
    if (event.kind === 'part' && event.name === 'file' && event.fileName && got === null) got = await take({ name: event.fileName, pieces: untilEnd(events) });
  }
  return got;
}

/** The bytes of the part that has just begun. */
async function* untilEnd(events: ReturnType<typeof readMultipart>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { value, done } = await events.next();
    if (done || value.kind === 'end') return;
    if (value.kind === 'bytes') yield value.bytes;
  }
}

/** A file as it goes to a browser: to be kept, never to be shown, and able to do nothing should it be shown all the same. @throws AppError not-found when it is not whole on the disk */
export async function sendKeptFile(path: string, file: { name: string; kind: FileKind; bytes: number }): Promise<Response> {
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
