import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { portsOf, refuse, type Outcome } from '../people/index.server.ts';
import type { Actor } from '../people/actor.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { boundaryOf, readMultipart } from '../platform/http/multipart.server.ts';
import { AppError } from '../platform/errors.ts';
import { platformMessages } from '../platform/messages.ts';
import { uploadEntryFile, type FilePorts } from './commands/upload-entry-file.server.ts';
import { notFound } from './entry-rows.server.ts';
import { entryFilePath } from './entry-store.server.ts';
import { bytesOnDisk } from '../platform/files/disk.server.ts';
import { entryFaults as faults } from './messages/entry-faults.ts';
import type { ListedFile } from './queries/entry-files.server.ts';
import { mediaTypes } from '../platform/files/file-kind.ts';
import { attachmentHeader } from '../platform/files/file-name.ts';

/** What commands on files need of a request's context. */
export function filePortsOf(context: RequestContext): FilePorts {
  return { ...portsOf(context), filesDir: join(context.env.DATA_DIR, 'files'), scanner: context.env };
}

/** How much of a refused upload is still taken in, so that the browser gets to see the answer; more is not even begun. */
export const mostBodyBytes = 100_000_000;

/** Takes the one file of a plain form in, while it arrives. @throws AppError too-large when more is announced than is worth reading */
export async function receiveForm(ports: FilePorts, actor: Actor, entryId: string, request: Request): Promise<Outcome<{ fileId: string }>> {
  if (!boundaryOf(request.headers.get('content-type'))) throw new AppError('invalid', platformMessages.both('form.invalid'));
  const events = readMultipart(request, mostBodyBytes);
  let outcome: Outcome<{ fileId: string }> | null = null;
  // Step by step: leaving a loop over them would end them before the rest of the body is read.
  for (let step = await events.next(); !step.done; step = await events.next()) {
    const { value: event } = step;
    if (event.kind === 'part' && event.name === 'file' && event.fileName && !outcome) outcome = await uploadEntryFile(ports, actor, entryId, { name: event.fileName, pieces: untilEnd(events) });
  }
  return outcome ?? refuse('file', faults.both('file.NONE'));
}

type Events = ReturnType<typeof readMultipart>;

/** The bytes of the part that has just begun. */
async function* untilEnd(events: Events): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { value, done } = await events.next();
    if (done || value.kind === 'end') return;
    if (value.kind === 'bytes') yield value.bytes;
  }
}

/** A file as it goes to a browser: to be kept, never to be shown, and able to do nothing should it be shown all the same. */
export async function sendFile(ports: Pick<FilePorts, 'filesDir'>, entryId: string, file: ListedFile): Promise<Response> {
  const path = entryFilePath(ports.filesDir, entryId, file.id);
  if ((await bytesOnDisk(path)) !== file.bytes) throw notFound();
  const body = createReadableStreamFromReadable(createReadStream(path));
  return new Response(body, {
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
