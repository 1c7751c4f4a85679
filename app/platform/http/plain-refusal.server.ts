import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AppError, isAppError, statusOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { platformMessages as messages } from '../messages.ts';
import { plainPage } from './plain-page.ts';
import { readPreferences } from './preferences.ts';
import { fixedHeaders, setSecurityHeaders } from './security.server.ts';
import { ownMethods } from './strange-request.ts';

/** Answers a fault outside any route (limits, broken requests, what nobody expected): a sentence in the reader's language as a page or as JSON, never a stack. */
export function refusePlainly(error: unknown, request: IncomingMessage, response: ServerResponse, { log, secure }: { log: Log; secure: boolean }): void {
  const refusal = refusalOf(error);
  if (!refusal) log.error({ err: error, path: request.url }, 'unexpected error');
  if (response.headersSent) return void response.destroy();
  const { status, say, wait, official } = refusal ?? { status: 500, say: messages.both('error.unexpected') };
  if (wait) response.setHeader('Retry-After', wait);
  setSecurityHeaders(response, secure);
  if (status === 405) response.setHeader('Allow', ownMethods.join(', '));
  const isForScript = request.headers.accept?.startsWith('application/json');
  const body = isForScript ? JSON.stringify({ kind: 'refused', say }) : plainPage({ says: [say], official, locale: readPreferences(request.headers.cookie).locale });
  response.writeHead(status, { 'Content-Type': isForScript ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8' }).end(body);
}

/**
 * Answers what Node itself cannot read as a request (headers of more than 16 kB, as cookies that pile up; broken framing; a body that never ends) with a page instead of
 * nothing. Which language its sender reads is not known then.
 */
export function refuseUnreadable(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const [status, key] = unreadable[error.code ?? ''] ?? (['400 Bad Request', 'error.params'] as const);
  const page = plainPage({ says: [messages.both(key)], locale: 'vi' });
  const headers = ['Connection: close', 'Content-Type: text/html; charset=utf-8', `Content-Length: ${Buffer.byteLength(page)}`, ...fixedHeaders.map(([name, value]) => `${name}: ${value}`), "Content-Security-Policy: default-src 'none'"];
  socket.end([`HTTP/1.1 ${status}`, ...headers, '', page].join('\r\n'));
}

const unreadable: Readonly<Record<string, readonly [status: string, key: 'error.headers' | 'error.slow'] | undefined>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'error.headers'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'error.slow'],
};

interface Refusal {
  status: number;
  say: AppError['say'];
  wait?: number | undefined;
  official?: string | undefined;
}

/** Our own refusals, and those of Express for requests that are not fit to be read; undefined for a fault of ours. */
function refusalOf(error: unknown): Refusal | undefined {
  if (isAppError(error)) return { status: statusOf[error.kind], say: error.say, wait: error.retryAfterSeconds, official: error.official };
  const { status } = error as { status?: number };
  return status && status < 500 ? { status, say: messages.both(status === 404 ? 'error.not-found' : status === 405 ? 'error.method' : 'error.params') } : undefined;
}
