import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createReadableStreamFromReadable } from '@remix-run/node';
import { attachmentHeader, bytesOnDisk, mediaTypes } from '../contest/index.server.ts';
import { portsOf, refuse, type Outcome } from '../people/index.server.ts';
import type { Actor } from '../people/actor.ts';
import { AppError } from '../platform/errors.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { boundaryOf, readMultipart } from '../platform/http/multipart.server.ts';
import { platformMessages } from '../platform/messages.ts';
import { uploadEvidence, type EvidencePorts } from './commands/upload-evidence.server.ts';
import { evidencePath } from './evidence-path.server.ts';
import { monthlyFaults } from './messages/monthly-faults.ts';
import type { ReportFile } from './rules/report-content.ts';

/** How much of a refused upload is still taken in, so that the browser gets to see the answer; more is not even begun. */
const mostBodyBytes = 100_000_000;

/** What commands on evidence need of a request's context. */
export function evidencePorts(context: RequestContext): EvidencePorts {
  return { ...portsOf(context), filesDir: join(context.env.DATA_DIR, 'files'), scanner: context.env };
}

/** Takes the one file of a form in, while it arrives. @throws AppError too-large when more is announced than is worth reading */
export async function receiveEvidence(context: RequestContext, actor: Actor, to: { id: string; model: number }, request: Request): Promise<Outcome> {
  if (!boundaryOf(request.headers.get('content-type'))) throw new AppError('invalid', platformMessages.both('form.invalid'));
  const events = readMultipart(request, mostBodyBytes);
  let outcome: Outcome | null = null;
  // Step by step: leaving a loop over them would end them before the rest of the body is read.
  for (let step = await events.next(); !step.done; step = await events.next()) {
    const { value: event } = step;
    if (event.kind === 'part' && event.name === 'file' && event.fileName && !outcome) outcome = await uploadEvidence(evidencePorts(context), actor, to, { name: event.fileName, pieces: untilEnd(events) });
  }
  return outcome ?? refuse('file', monthlyFaults.both('file.NONE'));
}

/** The bytes of the part that has just begun. */
async function* untilEnd(events: ReturnType<typeof readMultipart>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { value, done } = await events.next();
    if (done || value.kind === 'end') return;
    if (value.kind === 'bytes') yield value.bytes;
  }
}

/** A file as it goes to a browser: to be kept, never to be shown, and able to do nothing should it be shown all the same. */
export async function sendEvidence(context: RequestContext, reportId: string, file: ReportFile): Promise<Response> {
  const path = evidencePath(join(context.env.DATA_DIR, 'files'), reportId, file.id);
  if ((await bytesOnDisk(path)) !== file.bytes) throw new AppError('not-found', platformMessages.both('error.not-found'));
  return new Response(createReadableStreamFromReadable(createReadStream(path)), {
    headers: {
      'Content-Type': mediaTypes[file.kind as keyof typeof mediaTypes],
      'Content-Length': String(file.bytes),
      'Content-Disposition': attachmentHeader(file.name),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
