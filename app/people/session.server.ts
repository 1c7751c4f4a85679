import { parse, serialize } from 'cookie';
import { lightly } from '../../db/light.ts';
import type { RequestContext } from '../platform/http/context.ts';
import { dayIn } from '../platform/i18n/formats.ts';
import { sha256 } from '../platform/signing.server.ts';
import type { Actor } from './actor.ts';
import { findSessionActor, type FoundSession } from './queries/session-actor.server.ts';

export const sessionCookie = 'hoc06_session';
/** A session's activity is written at most once a minute. */
const seenEveryMilliseconds = 60_000;

const found = new WeakMap<Request, Promise<FoundSession | null>>();

/** The live session's person, looked up once per request; also sets the reader's language and theme. */
export async function actorOf(request: Request, context: RequestContext): Promise<Actor | null> {
  const session = await sessionOf(request, context);
  return session?.state === 'live' ? session.actor : null;
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
  if (now.getTime() - Date.parse(session.lastSeenAt) > seenEveryMilliseconds) {
    await lightly(context.db, (tx) => tx.updateTable('session').set({ last_seen_at: now.toISOString() }).where('id', '=', session.actor.sessionId).execute());
  }
  return session;
}

/** The session token of a Cookie header, when it looks like one of ours. */
export function sessionTokenOf(header: string | null | undefined): string | null {
  if (!header) return null;
  const token = parse(header)[sessionCookie];
  return token && /^[\w-]{43}$/.test(token) ? token : null;
}

/** Set-Cookie for a new session; without a life time, so that closing the browser ends it on shared machines. */
export function sessionCookieHeader(token: string, secure: boolean): string {
  return serialize(sessionCookie, token, { httpOnly: true, sameSite: 'lax', path: '/', secure });
}

export function clearedSessionCookie(secure: boolean): string {
  return serialize(sessionCookie, '', { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 0 });
}
