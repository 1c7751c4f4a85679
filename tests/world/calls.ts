import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import type { Db } from '../../db/client.ts';
import type { Ports } from '../../app/people/ports.ts';
import { sessionCookie } from '../../app/people/session.server.ts';
import type { Clock } from '../../app/platform/clock.ts';
import { requestContext } from '../support/context.ts';

/** The ports of commands in tests. */
export function testPorts(db: Db, clock: Clock): Ports {
  return { db, clock, timeZone: 'Asia/Ho_Chi_Minh' };
}

export interface Call {
  db: Db;
  clock: Clock;
  path: string;
  params?: Record<string, string>;
  /** A session's token. */
  token?: string;
  /** Sends a form when given; with a file as a browser sends one, in parts. */
  form?: Record<string, string> | [name: string, value: string][] | FormData;
  /** Further headers; a cookie stands beside the session's. */
  headers?: Record<string, string>;
  /** What this installation has of its own. */
  context?: Partial<AppLoadContext>;
}
export interface Answer {
  status: number;
  location: string | null;
  cookie: string | null;
  /** What the page gets, or the words of a refusal. */
  body: unknown;
  text: string | null;
  /** What was sent as it is, where no page is made of it. */
  bytes?: Uint8Array;
}

type Route = (args: LoaderFunctionArgs) => Promise<unknown>;

/** Calls a loader or action as Remix would and says how it answered, thrown or returned. */
export async function call(route: Route, what: Call): Promise<Answer> {
  return describe(await answerOf(route, what));
}

/** A file or a page that a loader makes by itself, with its headers and bytes. */
export async function callForFile(route: Route, what: Call): Promise<Response> {
  const answer = await answerOf(route, what);
  if (answer instanceof Response) return answer;
  throw new Error(`no file: ${JSON.stringify(answer)}`);
}

async function answerOf(route: Route, { db, clock, path, params = {}, token, form, headers: further = {}, context }: Call): Promise<unknown> {
  const headers = new Headers({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/130.0', ...further });
  if (token) headers.set('cookie', [`${sessionCookie}=${token}`, ...(further['cookie'] ? [further['cookie']] : [])].join('; '));
  const request = new Request(`http://localhost:3000${path}`, form ? { method: 'POST', headers, body: form instanceof FormData ? form : new URLSearchParams(form) } : { headers });
  return route({ request, params, context: requestContext(db, clock, context) }).catch((thrown: unknown) => {
    if (thrown instanceof Error) throw thrown;
    return thrown;
  });
}

async function describe(answer: unknown): Promise<Answer> {
  if (answer instanceof Response) {
    const bytes = await answer.bytes();
    return { status: answer.status, location: answer.headers.get('location'), cookie: answer.headers.get('set-cookie'), body: null, text: new TextDecoder().decode(bytes), bytes };
  }
  const withInit = answer as { type?: string; data?: unknown; init?: { status?: number } | null };
  if (withInit?.type === 'DataWithResponseInit') return { status: withInit.init?.status ?? 200, location: null, cookie: null, body: withInit.data, text: null };
  return { status: 200, location: null, cookie: null, body: answer, text: null };
}

/** The token that an answer's cookie carries. */
export function tokenOf(answer: Answer): string {
  return /=([\w-]{43})/.exec(answer.cookie ?? '')?.[1] ?? '';
}
