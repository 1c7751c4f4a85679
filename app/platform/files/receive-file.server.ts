import { AppError, isAppError } from '../errors.ts';
import { boundaryOf, readMultipart } from '../http/multipart.server.ts';
import { platformMessages } from '../messages.ts';

/** How much of a refused upload is still taken in, so that the browser gets to see the answer; more is not even begun. */
export const mostBodyBytes = 100_000_000;

/** A file on its way here. */
export interface ArrivingFile {
  name: string;
  pieces: AsyncIterable<Uint8Array>;
}

/**
 * Hands the one file of a form (field `file`) on while it arrives, so that a large one is never whole in memory.
 * @param tooLarge the answer to one that is not worth reading: its page knows how much it takes, and says so
 * @returns what came of it; null for a form without a file
 * @throws AppError invalid for what is no form with files
 */
export async function receiveFile<Out>(request: Request, take: (file: ArrivingFile) => Promise<Out>, tooLarge: Out): Promise<Out | null> {
  try {
    return await receive(request, take);
  } catch (error) {
    if (isAppError(error) && error.kind === 'too-large') return tooLarge;
    throw error;
  }
}

async function receive<Out>(request: Request, take: (file: ArrivingFile) => Promise<Out>): Promise<Out | null> {
  if (!boundaryOf(request.headers.get('content-type'))) throw new AppError('invalid', platformMessages.both('form.invalid'));
  const events = readMultipart(request, mostBodyBytes);
  let taken: { out: Out } | null = null;
  // Step by step: leaving a loop over them would end them before the rest of the body is read.
  for (let step = await events.next(); !step.done; step = await events.next()) {
    const { value: event } = step;
    if (event.kind === 'part' && event.name === 'file' && event.fileName && !taken) taken = { out: await take({ name: event.fileName, pieces: untilEnd(events) }) };
  }
  return taken?.out ?? null;
}

/** The bytes of the part that has just begun. */
async function* untilEnd(events: ReturnType<typeof readMultipart>): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { value, done } = await events.next();
    if (done || value.kind === 'end') return;
    if (value.kind === 'bytes') yield value.bytes;
  }
}
