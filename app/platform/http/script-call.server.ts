import type { IncomingMessage, ServerResponse } from 'node:http';
import { sendWebResponse, withBytes } from './adapter.server.ts';
import { asAnswer, finder, pathOf, wantsJson, type DirectMatch, type Handler, type LaneParts } from './direct.server.ts';
import { speaking } from './resource.server.ts';

/** Longest body of a call that takes this way; what is longer goes the ordinary one, where it is read piece by piece. */
const longestBody = 64_000;

interface CallParts extends LaneParts {
  /**
   * Judges a write before anything of it is done, as for all other writes.
   * @throws AppError when it may not be done: a strange origin, too many writes
   */
  admit(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

/**
 * The lane for writes by our own scripts (an answer while a test is taken, a choice in a lesson): they want a few bytes of JSON, so they go past Express and Remix
 * to the action of a route without a page. Everything else about them is the same: guard, limits, origin, headers, sentences of refusal.
 */
export function createScriptCallLane(parts: CallParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  const find = finder(parts.build, ({ module }) => (module.default || !module.action ? undefined : (speaking(module.action as never, []) as Handler)));
  return (request, response) => {
    if (request.method !== 'POST' || !wantsJson(request) || !isShort(request)) return false;
    const found = find(request.url ?? '');
    if (!found) return false;
    parts.observe(request, response, pathOf(request.url ?? ''));
    answer(parts, found, request, response).catch((error: unknown) => parts.failed(error, request, response));
    return true;
  };
}

/** A body without a declared length may be of any length. */
function isShort({ headers }: IncomingMessage): boolean {
  const length = Number(headers['content-length'] ?? Number.NaN);
  return length <= longestBody && headers['transfer-encoding'] === undefined;
}

async function answer(parts: CallParts, { handle, params }: DirectMatch, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const bytes = await bytesOf(request);
  // A body that broke off has nobody left to answer.
  if (!bytes) return void response.destroy();
  await parts.admit(request, response);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (value !== undefined && name !== 'origin') headers.set(name, String(value));
  const call = withBytes(new Request(parts.origin + request.url, { method: 'POST', headers }), bytes);
  const answered = await handle({ request: call, params, context: parts.context(request, response) }).catch(asAnswer);
  await sendWebResponse(answered, response);
}

/** The whole body; null when the caller went away in the middle. */
function bytesOf(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => void chunks.push(chunk)).once('end', () => resolve(Buffer.concat(chunks))).once('close', () => resolve(null)).once('error', () => resolve(null));
  });
}
