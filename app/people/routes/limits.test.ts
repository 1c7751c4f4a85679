import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import type { TestClock } from '../../../tests/support/clock.ts';
import { call, type Call } from '../../../tests/world/calls.ts';
import { signedIn } from '../../../tests/world/signed-in.ts';
import { AppError } from '../../platform/errors.ts';
import { publicLookupLimit, signInLimit, suggestionLimit, writeLimit } from '../../platform/http/limits.ts';
import { createRateLimiter, type RateLimit } from '../../platform/http/rate-limit.server.ts';
import type { Actor } from '../actor.ts';
import * as password from './account-password.tsx';
import * as activate from './activate.tsx';
import * as signIn from './sign-in.tsx';

let db: Db;
let clock: TestClock;
let person: Actor;
let token: string;
beforeEach(async () => {
  ({ db, clock, person, token } = await signedIn({ staffNo: 'CB-1' }));
});
/** Calls a route and writes down which limit it spent on whom; the refusal comes when it is asked for. */
async function spent(route: Parameters<typeof call>[0], how: Partial<Call>, refuses = false) {
  const points: string[] = [];
  const spendPoint = async (limit: RateLimit, key: string) => {
    points.push(`${limit.name} ${key}`);
    if (refuses) throw new AppError('limit', { vi: 'Chờ 7 giây.', en: 'Wait 7 seconds.' }, { retryAfterSeconds: 7 });
  };
  return { points, answer: await call(route, { db, clock, path: '/x', ...how, context: { spendPoint } }) };
}

describe('a limit', () => {
  it('lets the last point pass and refuses the next, with whole seconds to wait', async () => {
    const spend = createRateLimiter(true);
    const limit = { name: 'test', points: 3, seconds: 90 };
    for (let at = 0; at < 3; at += 1) await expect(spend(limit, '10.0.0.1')).resolves.toBeUndefined();
    const refusal = await spend(limit, '10.0.0.1').catch((error: unknown) => error as AppError);
    expect(refusal).toMatchObject({ kind: 'limit', retryAfterSeconds: 90, say: { vi: expect.stringContaining('90 giây'), en: expect.stringContaining('90 seconds') } });
  });

  it('of one program is not that of another', async () => {
    const limit = { name: 'test', points: 1, seconds: 90 };
    const [one, other] = [createRateLimiter(true), createRateLimiter(true)];
    await one(limit, 'k');
    await expect(other(limit, 'k')).resolves.toBeUndefined();
    await expect(one(limit, 'k')).rejects.toMatchObject({ kind: 'limit' });
  });

  it.each(['', '__proto__', 'constructor', '::1', '10.0.0.1, 10.0.0.2', '😀'])('knows the key %j like any other', async (key) => {
    const spend = createRateLimiter(true);
    await spend({ name: 'test', points: 1, seconds: 90 }, key);
    await expect(spend({ name: 'test', points: 1, seconds: 90 }, key)).rejects.toMatchObject({ kind: 'limit' });
    await expect(spend({ name: 'test', points: 1, seconds: 90 }, `${key}x`)).resolves.toBeUndefined();
  });

  it('has a name of its own, or two would share their points', () => {
    const names = [writeLimit, signInLimit, publicLookupLimit, suggestionLimit].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('signing in', () => {
  it('costs a point of the address, whoever is asked for', async () => {
    const { points } = await spent(signIn.action, { form: { identifier: 'không ai', password: 'x' } });
    expect(points).toEqual(['sign-in 10.9.8.7']);
  });

  it('costs nothing when the form is empty, and nothing to look at', async () => {
    expect((await spent(signIn.action, { form: { identifier: '', password: '' } })).points).toEqual([]);
    expect((await spent(signIn.loader, {})).points).toEqual([]);
  });

  it('is refused before any password is checked, and counts no failure', async () => {
    const { answer } = await spent(signIn.action, { form: { identifier: 'CB-1', password: 'x' } }, true);
    expect(answer).toMatchObject({ status: 429, cookie: null, body: { kind: 'limit', say: { vi: 'Chờ 7 giây.' } } });
    expect(await db.selectFrom('audit_event').select('action').execute()).toEqual([]);
  });

  it('tells a script when to come again', async () => {
    const { answer } = await spent(signIn.action, { form: { identifier: 'CB-1', password: 'x' }, headers: { accept: 'application/json' } }, true);
    expect([answer.status, JSON.parse(answer.text ?? '')]).toEqual([429, { kind: 'limit', say: { vi: 'Chờ 7 giây.', en: 'Wait 7 seconds.' } }]);
  });
});

describe('changing the password', () => {
  const form = { current: 'x', password: 'y', again: 'y' };

  it('costs a point of the person, wherever she sits', async () => {
    expect((await spent(password.action, { token, form })).points).toEqual([`password-change ${person.id}`]);
  });

  it('that is refused says so without handing a password back', async () => {
    const { answer } = await spent(password.action, { token, form }, true);
    expect(answer.status).toBe(429);
    expect(JSON.stringify(answer.body)).not.toContain('"y"');
  });

  it('costs strangers nothing: they are sent to sign in', async () => {
    expect(await spent(password.action, { form })).toMatchObject({ points: [], answer: { status: 303, location: '/sign-in' } });
  });
});

describe('an activation link', () => {
  const params = { token: 'x'.repeat(43) };

  it('costs a point of the address to look at, and one of signing in to use', async () => {
    expect((await spent(activate.loader, { params })).points).toEqual(['public-lookup 10.9.8.7']);
    expect((await spent(activate.action, { params, form: { password: 'y', again: 'y' } })).points).toEqual(['sign-in 10.9.8.7']);
  });

  it.each([['looked at', activate.loader, undefined], ['used', activate.action, { password: 'y', again: 'y' }]] as const)('cannot be %s without end: trying tokens is refused', async (_what, route, form) => {
    expect((await spent(route, { params, ...(form ? { form } : {}) }, true)).answer.status).toBe(429);
  });

  it('of more letters than a token has is not even looked for', async () => {
    expect(await spent(activate.loader, { params: { token: 'x'.repeat(101) } })).toMatchObject({ points: [], answer: { status: 404 } });
  });
});
