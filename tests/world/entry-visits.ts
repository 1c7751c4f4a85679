import type { AppLoadContext, LoaderFunctionArgs } from '@remix-run/node';
import type { Actor } from '../../app/people/actor.ts';
import { sessionCookie } from '../../app/people/session.server.ts';
import { readEnv } from '../../app/platform/env.ts';
import { requestContext } from '../support/context.ts';
import type { EntryWorld } from './contest-entries.ts';
import { makeSession } from './people.ts';

export interface Visit {
  as: Actor | null;
  path: string;
  params?: Record<string, string>;
  method?: string;
  form?: Record<string, string> | [string, string][];
  body?: BodyInit;
  headers?: Record<string, string>;
  context?: Partial<AppLoadContext>;
}
export interface Visited {
  status: number;
  location: string | null;
  headers: Headers;
  /** What the page gets, or JSON of a resource. */
  body: unknown;
  bytes: Buffer;
  faults: Record<string, string>;
}

const tokens = new WeakMap<object, Promise<string>>();

/** Calls a loader or action of an entry's pages as the server would, with files below the world's own folder. */
export async function visit(w: EntryWorld, route: (args: LoaderFunctionArgs) => unknown, { as, path, params = {}, method, form, body, headers: more = {}, context }: Visit): Promise<Visited> {
  const headers = new Headers(more);
  if (as) headers.set('cookie', `${sessionCookie}=${await tokenOf(w, as)}`);
  const sent = form ? new URLSearchParams(form) : body;
  const request = new Request(`http://localhost:3000${path}`, { method: method ?? (sent === undefined ? 'GET' : 'POST'), headers, ...(sent === undefined ? {} : { body: sent, duplex: 'half' }) } as RequestInit);
  const env = { ...readEnv({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: w.ports.filesDir.replace(/\/files$/, '') }) };
  const args = { request, params, context: requestContext(w.db, w.clock, { env, secret: w.ports.secret, ...context }) } as unknown as LoaderFunctionArgs;
  const out = await Promise.resolve()
    .then(() => route(args))
    .catch((thrown: unknown) => thrown);
  return understand(out);
}

async function understand(out: unknown): Promise<Visited> {
  if (out instanceof Error) throw out;
  if (out instanceof Response) {
    const bytes = Buffer.from(await out.arrayBuffer());
    const isJson = out.headers.get('content-type')?.startsWith('application/json') ?? false;
    const read = isJson && bytes.length > 0 ? (JSON.parse(bytes.toString('utf8')) as unknown) : null;
    return { status: out.status, location: out.headers.get('location'), headers: out.headers, body: read, bytes, faults: faultsIn(read) };
  }
  const wrapped = out as { type?: string; data?: unknown; init?: ResponseInit | null };
  const isData = wrapped?.type === 'DataWithResponseInit';
  const value = isData ? wrapped.data : out;
  return { status: (isData ? wrapped.init?.status : undefined) ?? 200, location: null, headers: new Headers(isData ? wrapped.init?.headers : {}), body: value, bytes: Buffer.alloc(0), faults: faultsIn(value) };
}

function faultsIn(value: unknown): Record<string, string> {
  const faults = (value as { faults?: Record<string, { vi: string }> } | null)?.faults ?? {};
  return Object.fromEntries(Object.entries(faults).map(([name, say]) => [name, say.vi]));
}

/** A session for a person of this world; each has one. */
function tokenOf(w: EntryWorld, person: Actor): Promise<string> {
  const known = tokens.get(person);
  if (known) return known;
  const made = makeSession(w.db, person, w.clock.now().toISOString(), { hours: 2_000, idleMinutes: 100_000 });
  tokens.set(person, made);
  return made;
}
