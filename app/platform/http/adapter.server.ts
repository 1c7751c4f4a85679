import type { IncomingMessage, ServerResponse } from 'node:http';
import { createReadableStreamFromReadable, writeReadableStreamToWritable } from '@remix-run/node';

/** A page whose text is at hand: it is sent as it is, because wrapping it in a web stream would cost as much as rendering it. */
const texts = new WeakMap<Response, string>();

/** A response made of finished text. */
export function textResponse(text: string, init: { status: number; headers: HeadersInit }): Response {
  const response = new Response(null, init);
  texts.set(response, text);
  return response;
}

/** Node's request as a web request. `origin` is our own base URL, so that the Host header cannot forge links. */
export function toWebRequest(request: IncomingMessage, path: string, origin: string): Request {
  const headers = new Headers();
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] as string;
    if (!name.startsWith(':')) headers.append(name, request.rawHeaders[at + 1] as string);
  }
  const method = request.method ?? 'GET';
  if (method === 'GET' || method === 'HEAD') return new Request(origin + path, { method, headers });
  return new Request(origin + path, { method, headers, body: createReadableStreamFromReadable(request), duplex: 'half' } as RequestInit);
}

/** Sends a web response through Node's. */
export async function sendWebResponse(response: Response, target: ServerResponse, isHead: boolean): Promise<void> {
  target.statusCode = response.status;
  for (const [name, value] of response.headers) if (name !== 'set-cookie') target.setHeader(name, value);
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) target.setHeader('Set-Cookie', cookies);
  const text = texts.get(response);
  if (isHead) target.end();
  else if (text !== undefined) target.end(text);
  else if (response.body) await writeReadableStreamToWritable(response.body, target);
  else target.end();
}
