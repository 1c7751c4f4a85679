import { request as requestPlain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestSecure, type Agent } from 'node:https';
import type { SendOutcome } from '../sender.ts';

export interface ProviderCall {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string | Buffer;
  /** The whole call may take this long. */
  wholeMs: number;
  /** Of calls that need connections of their own kind. */
  agent?: Agent;
}

export type ProviderAnswer =
  | { kind: 'answer'; status: number; retryAfterSeconds?: number; body: unknown }
  /** `began`: the connection stood, so the provider may have read the request. */
  | { kind: 'fault'; code: string; began: boolean };

const largestAnswer = 64_000;

/** One HTTP call. Redirects are not followed: a token must not travel on. */
export function callProvider({ url, method, headers, body, wholeMs, agent }: ProviderCall): Promise<ProviderAnswer> {
  return new Promise((resolve) => {
    let began = false;
    const open = url.startsWith('https:') ? requestSecure : requestPlain;
    const options: RequestOptions = { method, headers: { ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }), ...headers }, signal: AbortSignal.timeout(wholeMs), ...(agent ? { agent } : {}) };
    const fail = (error: NodeJS.ErrnoException) => resolve({ kind: 'fault', code: error.name === 'AbortError' ? 'TIMEOUT' : (error.code ?? error.message), began });
    const request = open(url, options, (response) => void readAnswer(response).then(resolve, fail));
    request.on('socket', (socket) => {
      if (!socket.connecting) began = true;
      else socket.once(url.startsWith('https:') ? 'secureConnect' : 'connect', () => (began = true));
    });
    request.on('error', fail);
    request.end(body);
  });
}

async function readAnswer(response: IncomingMessage): Promise<ProviderAnswer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) if ((size += chunk.length) <= largestAnswer) chunks.push(chunk);
  const asked = secondsAsked(response.headers['retry-after'], response.headers.date);
  return { kind: 'answer', status: response.statusCode ?? 0, body: parseJson(Buffer.concat(chunks).toString('utf8')), ...(asked >= 0 ? { retryAfterSeconds: Math.min(asked, 86_400) } : {}) };
}

/** Retry-After is a number of seconds or a date, which is read by the clock of whoever wrote it. */
function secondsAsked(text = '', date = ''): number {
  if (/^\d+$/.test(text)) return Number(text);
  return Math.ceil((Date.parse(text) - (Date.parse(date) || Date.now())) / 1_000);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const certificateFault = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|HOSTNAME_MISMATCH|ALTNAME|ERR_SSL|ERR_TLS|EPROTO/;

/** What a call without a good answer means. A server's own fault (500, 502, 504) may come after it took the message; 503 and 429 say that it did not. */
export function outcomeOfAnswer(answer: ProviderAnswer): SendOutcome {
  if (answer.kind === 'fault') {
    if (certificateFault.test(answer.code)) return { kind: 'channel-down', reason: answer.code };
    return { kind: answer.began ? 'uncertain' : 'later', reason: answer.code };
  }
  const { status, retryAfterSeconds } = answer;
  const reason = `HTTP ${status}`;
  if (status === 429 || status === 503) return { kind: 'later', reason, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  if (status === 401 || status === 402 || status === 403 || status === 404 || (status >= 300 && status < 400)) return { kind: 'channel-down', reason };
  return status >= 500 || status < 300 ? { kind: 'uncertain', reason } : { kind: 'refused', reason };
}

/** A field of an answer when it is a short text or number, else null. */
export function fieldOf(body: unknown, name: string): string | null {
  const value = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 200) : null;
}
