import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError, isAppError, statusOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { platformMessages as messages } from '../messages.ts';
import { plainPage } from './plain-page.ts';
import { readPreferences } from './preferences.ts';
import { setSecurityHeaders } from './security.server.ts';

/** Answers a fault outside any route (limits, broken requests, what nobody expected): a sentence in the reader's language as a page or as JSON, never a stack. */
export function refusePlainly(error: unknown, request: IncomingMessage, response: ServerResponse, log: Log): void {
  const refusal = refusalOf(error);
  if (!refusal) log.error({ err: error, path: request.url }, 'unexpected error');
  if (response.headersSent) return void response.destroy();
  const { status, say, wait } = refusal ?? { status: 500, say: messages.both('error.unexpected') };
  if (wait) response.setHeader('Retry-After', wait);
  setSecurityHeaders(response, false);
  const isForScript = request.headers.accept?.startsWith('application/json');
  const body = isForScript ? JSON.stringify({ kind: 'refused', say }) : plainPage({ says: [say], locale: readPreferences(request.headers.cookie).locale });
  response.writeHead(status, { 'Content-Type': isForScript ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8' }).end(body);
}

interface Refusal {
  status: number;
  say: AppError['say'];
  wait?: number | undefined;
}

/** Our own refusals, and those of Express for requests that are not fit to be read; undefined for a fault of ours. */
function refusalOf(error: unknown): Refusal | undefined {
  if (isAppError(error)) return { status: statusOf[error.kind], say: error.say, wait: error.retryAfterSeconds };
  const { status } = error as { status?: number };
  return status && status < 500 ? { status, say: messages.both(status === 404 ? 'error.not-found' : 'error.params') } : undefined;
}
