import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createReadableStreamFromReadable, writeReadableStreamToWritable } from '@remix-run/node';
import { AppError } from '../errors.ts';
import { platformMessages as messages } from '../messages.ts';
import { encode, type Markup } from './slots.ts';

/** Marks finished text on a response. Registered by name, because the server and the built pages each have their own copy of this module. */
const textMark = Symbol.for('hoc06.text');
type TextResponse = Response & { [textMark]?: Text };

/** Finished text, whole or in the pieces that it is put together of; those that are sent often are encoded already. */
type Text = Markup | readonly Markup[];

/** A response whose text is at hand: it is sent as it is, because wrapping it in a web stream would cost as much as rendering it. */
export function textResponse(text: Text, init: { status: number; headers: HeadersInit }): Response {
  return Object.assign(new Response(null, init), { [textMark]: text });
}

/** Marks the body of a request that was read already. */
const bytesMark = Symbol.for('hoc06.bytes');
type ReadRequest = Request & { [bytesMark]?: Uint8Array };

/** A request whose body is at hand: reading it through a web stream would cost as much as the work that it asks for. */
export function withBytes(request: Request, bytes: Uint8Array): Request {
  return Object.assign(request, { [bytesMark]: bytes });
}

/** The body of a request that was made with `withBytes`. */
export function bytesAtHand(request: Request): Uint8Array | undefined {
  return (request as ReadRequest)[bytesMark];
}

/**
 * The pieces of a body as they arrive. Whoever has read enough stops: what is left is not cancelled, because Node would hang up on a sender whose answer is still to come.
 * @throws AppError invalid when its sender went away in the middle, so that it is no fault of ours
 */
export async function* arriving(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  const next = () => reader?.read().catch((cause: unknown) => Promise.reject(new AppError('invalid', messages.both('form.invalid'), { cause })));
  for (let piece = await next(); piece?.value; piece = await next()) yield piece.value;
}

/** Node's request as a web request. `origin` is our own base URL, so that the Host header cannot forge links. */
export function toWebRequest(request: IncomingMessage, path: string, origin: string): Request {
  const headers = new Headers();
  for (const name in request.headers) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const method = request.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(origin + path, { method, headers });
  return new Request(origin + path, { method, headers, body: createReadableStreamFromReadable(request), duplex: 'half' } as RequestInit);
}

interface SendOptions {
  isHead?: boolean;
  /** What the caller can unpack; only for answers that no compressing middleware sees. */
  acceptEncoding?: string | string[] | undefined;
  /** Nothing stands between this answer and the socket: a middleware that packs what is written would be told of an end before the pieces. */
  isBare?: boolean;
}

/** Sends a web response through Node's. */
export async function sendWebResponse(response: Response, target: ServerResponse, { isHead = false, acceptEncoding, isBare = false }: SendOptions = {}): Promise<void> {
  target.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') target.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) target.setHeader('Set-Cookie', cookies);
  const text = (response as TextResponse)[textMark];
  if (isHead) target.end();
  else if (text !== undefined) await sendText(text, target, { acceptEncoding, isBare });
  else if (response.body) await writeReadableStreamToWritable(response.body, target);
  else target.end();
}

const worthPacking = 2_048;
const pack = promisify(gzip);

/** Encoded once: middleware that measures and sockets that write would each encode a string again. */
async function sendText(text: Text, target: ServerResponse, { acceptEncoding, isBare = false }: Pick<SendOptions, 'acceptEncoding' | 'isBare'>): Promise<void> {
  const pieces = (typeof text === 'string' || text instanceof Uint8Array ? [text] : text).map(encode);
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const packs = acceptEncoding !== undefined && length >= worthPacking;
  if (packs) target.setHeader('Vary', 'Accept-Encoding');
  const packed = packs && takesGzip(String(acceptEncoding));
  if (packed) target.setHeader('Content-Encoding', 'gzip');
  const bytes = packed ? [await pack(Buffer.concat(pieces), { level: 4 })] : pieces;
  target.setHeader('Content-Length', packed ? (bytes[0]?.length ?? 0) : length);
  if (!isBare || bytes.length < 2) return void target.end(bytes.length < 2 ? bytes[0] : Buffer.concat(bytes));
  // In one go, but without another copy of what is kept: a page's worth of memory for every reader is more than collecting it is worth.
  target.cork();
  for (const piece of bytes.slice(0, -1)) target.write(piece);
  target.end(bytes.at(-1));
}

/** Says whether an Accept-Encoding header admits gzip. */
export function takesGzip(header: string): boolean {
  const weight = /(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q=([\d.]+))?\s*(?:,|$)/i.exec(header);
  return weight !== null && Number(weight[1] ?? 1) > 0;
}
