import { randomFillSync } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../errors.ts';
import { platformMessages as messages } from '../messages.ts';
import { pageBefore } from './plain-page.ts';

/** The headers that every answer carries as they are. */
export const fixedHeaders: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  // Kept by nobody, unless an answer says otherwise: a browser and a proxy may guess for a refusal or a file that says nothing.
  ['Cache-Control', 'private, no-store'],
];

/**
 * Sets the security headers of one response.
 * @param secure true when people reach the site by https
 * @param liveReload true in development, where Vite injects styles and opens a web socket
 * @returns the nonce that scripts and styles of this response must carry
 */
export function setSecurityHeaders(response: ServerResponse, secure: boolean, liveReload = false): string {
  const nonce = freshNonce();
  for (const [name, value] of fixedHeaders) response.setHeader(name, value);
  if (secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
  const style = liveReload ? "'unsafe-inline'" : `'nonce-${nonce}'`;
  response.setHeader(
    'Content-Security-Policy',
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self' ${style}; img-src 'self' data:; font-src 'self'; media-src 'self'; frame-src 'self'; connect-src 'self'${liveReload ? ' ws:' : ''}; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'${secure ? '; upgrade-insecure-requests' : ''}`,
  );
  return nonce;
}

const nonceBytes = 16;
const chance = Buffer.alloc(nonceBytes * 256);
let spent = chance.length;

/** A nonce that was never given before. Chance is drawn for many at once, because asking for it costs more than the rest of the headers. */
function freshNonce(): string {
  if (spent === chance.length) {
    randomFillSync(chance);
    spent = 0;
  }
  spent += nonceBytes;
  return chance.toString('base64', spent - nonceBytes, spent);
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Says whether a request may write. Browsers send Origin with every form and fetch that writes; it must be ours.
 * Without Origin only a same-origin Sec-Fetch-Site passes.
 */
export function isOwnOrigin(request: Pick<IncomingMessage, 'method' | 'headers'>, allowed: readonly string[]): boolean {
  if (safeMethods.has(request.method ?? 'GET')) return true;
  const { origin } = request.headers;
  if (origin && origin !== 'null') return allowed.includes(origin);
  // A privacy setting may turn Origin into "null"; the browser's own verdict on the sender still counts.
  return request.headers['sec-fetch-site'] === 'same-origin';
}

/**
 * True for the few addresses that machines without an Origin post to, each of which carries its own proof (a signed token, a bearer token).
 * Exact: another method, a longer path or another case goes through the ordinary check.
 */
export function isOpenDoor(request: Pick<IncomingMessage, 'method'> & { path: string }, doors: readonly RegExp[]): boolean {
  return request.method === 'POST' && doors.some((door) => door.test(request.path));
}

/** First the official one. */
export type OwnOrigins = readonly [official: string, ...others: string[]];

/** The origins that a page of ours can have: the base URL, and the address that the browser itself used when it is this machine's loopback. */
export function ownOrigins(baseUrl: string, port: number): OwnOrigins {
  return [new URL(baseUrl).origin, `http://localhost:${port}`, `http://127.0.0.1:${port}`];
}

/** The refusal of a write from elsewhere, with the page that it came from at the right address: people open the program by its number or its name in the house, too. */
export function originRefusal([official]: OwnOrigins, { referer, host }: Pick<IncomingMessage['headers'], 'referer' | 'host'>): AppError {
  return new AppError('forbidden', messages.both('error.origin', { address: official }), { official: official + (pageBefore(referer, host) ?? '/') });
}
