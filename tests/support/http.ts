import { request, type Agent, type IncomingHttpHeaders } from 'node:http';
import { cast } from './world-data.ts';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
  text: string;
}

export interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  agent?: Agent;
}

/** One HTTP request exactly as given: no redirects, no decoding, no headers of its own. */
export function ask(url: string, { method = 'GET', headers = {}, body, agent }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers, ...(agent ? { agent } : {}) }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text: bytes.toString('utf8') });
      });
    });
    call.on('error', reject);
    call.end(body);
  });
}

/** Sends a form as a browser on the site would; as pairs when a name comes more than once. */
export function sendForm(base: string, path: string, fields: Record<string, string> | [string, string][], headers: Record<string, string> = {}): Promise<Answer> {
  return ask(base + path, { method: 'POST', headers: { origin: base, 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(fields).toString() });
}

/** Signs one of the cast in over HTTP. @returns the session cookie, for the `cookie` header */
export async function signInOverHttp(base: string, person: keyof typeof cast = 'learner'): Promise<string> {
  const answer = await sendForm(base, '/sign-in', { identifier: cast[person].email, password: cast[person].password });
  const cookie = answer.headers['set-cookie']?.find((line) => line.startsWith('hoc06_session='))?.split(';')[0];
  if (answer.status !== 303 || !cookie) throw new Error(`signing in failed with ${answer.status}: ${answer.text.slice(0, 500)}`);
  return cookie;
}
