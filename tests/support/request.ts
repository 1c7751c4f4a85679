import { renderFault, renderPage } from '../../app/frame/own-page.server.tsx';
import { sessionCookie } from '../../app/people/session.server.ts';
import { readEnv } from '../../app/platform/env.ts';
import type { RequestContext } from '../../app/platform/http/context.ts';
import { newId, newToken } from '../../app/platform/ids.ts';
import { sha256 } from '../../app/platform/signing.server.ts';
import type { Db } from '../../db/client.ts';
import { testClock, type TestClock } from './clock.ts';
import { silentLog } from './log.ts';

/** What the server gives to every loader and action, without a server. */
export function requestContext(db: Db, clock: TestClock = testClock()): RequestContext {
  return {
    db,
    clock,
    env: readEnv({ NODE_ENV: 'test', RATE_LIMITS: 'off' }),
    log: silentLog,
    secret: 'a secret of thirty-two characters',
    spendPoint: async () => {},
    wakeJobs: () => {},
    nonce: 'nonce',
    scriptUrl: '/assets/entry.js',
    styleUrls: [],
    renderPage,
    renderFault,
    address: '127.0.0.1',
    slots: new Map(),
    reader: { locale: 'vi', theme: 'system' },
  };
}

/** Opens a session and gives the Cookie header of the browser that has it. */
export async function cookieOf(db: Db, userId: string, session: { at?: string; expiresAt?: string; idleMinutes?: number; revokedAt?: string | null } = {}): Promise<string> {
  const token = newToken();
  const at = session.at ?? '2026-11-23T00:59:30.000Z';
  await db
    .insertInto('session')
    .values({ id: newId(), token_hash: sha256(token), user_id: userId, created_at: at, last_seen_at: at, expires_at: session.expiresAt ?? '2026-11-23T13:00:00.000Z', idle_minutes: session.idleMinutes ?? 60, revoked_at: session.revokedAt ?? null, user_agent: 'test', address: '127.0.0.1' })
    .execute();
  return `${sessionCookie}=${token}`;
}

/** A form as the browser sends it. */
export function formRequest(path: string, cookie: string, fields: Record<string, string>, headers: Record<string, string> = {}): Request {
  return new Request(`http://localhost:3000${path}`, { method: 'POST', headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(fields).toString() });
}
