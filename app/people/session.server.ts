import { parse, serialize } from 'cookie';
import type { Db } from '../../db/client.ts';
import { lightly, lightlyIfFree } from '../../db/light.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { dayIn } from '../platform/i18n/formats.ts';
import { sha256 } from '../platform/signing.server.ts';
import type { Actor } from './actor.ts';
import type { Device } from './commands/open-session.server.ts';
import { findSessionActor, type FoundSession } from './queries/session-actor.server.ts';
import { isOpenToOutside } from './rules/outside.ts';

export const sessionCookie = 'hoc06_session';
/** The name of a browser that takes notices. It outlives sessions, so that the next one to sign in there is known to have taken the browser over. */
export const deviceCookie = 'hoc06_device';
const deviceDays = 400;
/** A session's activity is written at most once a minute. */
const seenEveryMilliseconds = 60_000;
/** So long it may be put off to the next page when a worker is writing; what somebody has done counts against being idle all the same. */
const seenAtLeastMilliseconds = 300_000;

const found = new WeakMap<Request, Promise<FoundSession | null>>();

/** The live session's person, looked up once per request; also sets the reader's language and theme. People from outside are nobody beyond the contest. */
export async function actorOf(request: Request, context: RequestContext): Promise<Actor | null> {
  const session = await sessionOf(request, context);
  return session?.state === 'live' && isWelcome(session.actor, request) ? session.actor : null;
}

/** The person of a live session who is not known at this address. */
export async function outsiderAt(request: Request, context: RequestContext): Promise<Actor | null> {
  const session = await sessionOf(request, context);
  return session?.state === 'live' && !isWelcome(session.actor, request) ? session.actor : null;
}

function isWelcome(actor: Actor, request: Request): boolean {
  return actor.accountKind !== 'SERVICE' || isOpenToOutside(new URL(request.url).pathname);
}

/** The session as found, live or expired. */
export function sessionOf(request: Request, context: RequestContext): Promise<FoundSession | null> {
  const known = found.get(request);
  if (known) return known;
  const lookup = look(request, context);
  found.set(request, lookup);
  return lookup;
}

async function look(request: Request, context: RequestContext): Promise<FoundSession | null> {
  const token = sessionTokenOf(request.headers.get('cookie'));
  if (!token) return null;
  const now = context.clock.now();
  const session = await findSessionActor(context.db, sha256(token), now.toISOString(), dayIn(context.env.TZ_DISPLAY, now));
  if (session?.state !== 'live') return session;
  context.reader.locale = session.actor.locale;
  context.reader.theme = session.actor.theme;
  await noteSeen(context, session, now);
  return session;
}

/** That somebody was here. No page waits for a worker's transaction because of it, unless it has been long. */
async function noteSeen({ db }: RequestContext, { actor, lastSeenAt }: FoundSession, now: Date): Promise<void> {
  const unseen = now.getTime() - Date.parse(lastSeenAt);
  if (unseen <= seenEveryMilliseconds) return;
  const seen = (handle: Db) => handle.updateTable('session').set({ last_seen_at: now.toISOString() }).where('id', '=', actor.sessionId);
  if (unseen <= seenAtLeastMilliseconds) await lightlyIfFree(db, seen(db));
  else await lightly(db, (tx) => seen(tx).execute());
}

/** The session token of a Cookie header, when it looks like one of ours. */
export function sessionTokenOf(header: string | null | undefined): string | null {
  return tokenIn(header, sessionCookie);
}

/** The name of the browser that sends this Cookie header, when it has one. */
export function deviceTokenOf(header: string | null | undefined): string | null {
  return tokenIn(header, deviceCookie);
}

/** Hash of the browser's name, as rows keep it. */
export function deviceHashOf(request: Request): string | null {
  const token = deviceTokenOf(request.headers.get('cookie'));
  return token && sha256(token);
}

/** Where a request comes from. */
export function deviceOf(request: Request, address: string): Device {
  return { userAgent: request.headers.get('user-agent') ?? '', address, hash: deviceHashOf(request) };
}

function tokenIn(header: string | null | undefined, name: string): string | null {
  const token = header ? parse(header)[name] : undefined;
  return token && /^[\w-]{43}$/.test(token) ? token : null;
}

/** Set-Cookie for a new session; without a life time, so that closing the browser ends it on shared machines. */
export function sessionCookieHeader(token: string, secure: boolean): string {
  return serialize(sessionCookie, token, { httpOnly: true, sameSite: 'lax', path: '/', secure });
}

export function clearedSessionCookie(secure: boolean): string {
  return serialize(sessionCookie, '', { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 0 });
}

/** Set-Cookie that names a browser; without a name it forgets the old one. */
export function deviceCookieHeader(token: string | null, secure: boolean): string {
  return serialize(deviceCookie, token ?? '', { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: token === null ? 0 : deviceDays * 86_400 });
}
