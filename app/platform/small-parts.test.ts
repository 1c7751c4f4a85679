import { describe, expect, it } from 'vitest';
import { freshDb } from '../../tests/support/db.ts';
import { plusMinutes, systemClock, toInstant } from './clock.ts';
import { AppError, isAppError, statusOf } from './errors.ts';
import { newId, newToken } from './ids.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.server.ts';
import { refuseOldNode } from './node-version.ts';
import { installationSecret, integrityCode, sameCode, sha256 } from './signing.server.ts';

describe('the clock', () => {
  it('stands still while the machine’s clock is set back, and goes on when it has caught up', () => {
    const times = [1000, 2000, 500, 1500, 2500];
    const clock = systemClock(() => times.shift() ?? 0);
    expect([1, 2, 3, 4, 5].map(() => clock.now().getTime())).toEqual([1000, 2000, 2000, 2000, 2500]);
  });

  it('writes instants that sort as text', () => {
    expect(toInstant(new Date(0))).toBe('1970-01-01T00:00:00.000Z');
    expect(plusMinutes('2026-12-31T23:59:30.000Z', 1)).toBe('2027-01-01T00:00:30.000Z');
    expect(plusMinutes(new Date(0), -0.5)).toBe('1969-12-31T23:59:30.000Z');
  });
});

describe('errors', () => {
  it('carry a kind, a sentence in both languages and their cause', () => {
    const cause = new Error('inside');
    const error = new AppError('limit', { vi: 'Vui lòng chờ.', en: 'Please wait.' }, { cause, retryAfterSeconds: 7 });
    expect(error).toMatchObject({ name: 'AppError', message: 'limit: Please wait.', cause, retryAfterSeconds: 7 });
    expect([isAppError(error), isAppError(cause), isAppError(null), isAppError({ name: 'AppError' })]).toEqual([true, false, false, false]);
    expect(Object.values(statusOf)).toEqual([401, 403, 404, 409, 413, 422, 429, 503]);
  });
});

describe('ids', () => {
  it('sort by the time of their making, and tokens tell nothing', () => {
    const ids = Array.from({ length: 500 }, newId);
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(500);
    expect(newToken()).toMatch(/^[\w-]{43}$/);
    expect(newToken()).not.toBe(newToken());
  });
});

describe('signing', () => {
  it('keeps one secret per installation, unless the environment sets it', async () => {
    await using db = await freshDb();
    const made = await installationSecret(db, undefined);
    expect(made.length).toBeGreaterThanOrEqual(64);
    expect(await installationSecret(db, undefined)).toBe(made);
    expect(await installationSecret(db, 'from the environment')).toBe('from the environment');
  });

  it('tells fields apart wherever they are cut, and the order and the secret count', () => {
    const code = integrityCode('s', ['ab', 'c', null, 1]);
    expect(integrityCode('s', ['ab', 'c', null, 1])).toBe(code);
    for (const other of [['a', 'bc', null, 1], ['c', 'ab', null, 1], ['ab', 'c', 'null', 1], ['ab', 'c', null, '1']]) expect(integrityCode('s', other)).not.toBe(code);
    expect(integrityCode('t', ['ab', 'c', null, 1])).not.toBe(code);
    expect([sameCode(code, code), sameCode(code, `${code}x`), sameCode(code, code.replace(/.$/, '~'))]).toEqual([true, false, false]);
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('metrics', () => {
  it('count answers by class and jobs by state, but not the done ones', async () => {
    await using db = await freshDb();
    for (const [id, state] of [['a', 'QUEUED'], ['b', 'FAILED'], ['c', 'DONE']] as const) await db.insertInto('job').values({ id, name: 'x', payload: '{}', state, run_at: 'x', max_attempts: 1, created_at: 'x' }).execute();
    const metrics = createMetrics(db);
    metrics.observe('GET', '/courses', 204, 0.01);
    const text = await metrics.text();
    expect(text).toContain('http_requests_total{method="GET",area="/courses",status="2xx"} 1');
    expect(text).toContain('jobs{state="QUEUED"} 1');
    expect(text).toContain('jobs{state="FAILED"} 1');
    expect(text).not.toContain('state="DONE"');
  });
});

describe('the log', () => {
  it('is silent when it is told to, and says its name', () => {
    expect(createLog('silent').isLevelEnabled('fatal')).toBe(false);
    expect(createLog('warn', 'worker').bindings()).toMatchObject({ name: 'worker' });
  });
});

it('an old Node is refused with a sentence', () => {
  const [said, exit, error] = [[] as string[], process.exit, console.error];
  process.exit = ((code: number) => void said.push(`exit ${code}`)) as typeof process.exit;
  console.error = (text: string) => void said.push(text);
  refuseOldNode('24.0.0');
  refuseOldNode('20.20.2');
  [process.exit, console.error] = [exit, error];
  expect(said).toEqual([expect.stringContaining('needs Node 24; this is Node 20.20.2'), 'exit 1']);
});
