import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import * as account from '../routes/account.tsx';
import { listOwnSessions } from './own-account.server.ts';
import { readPersonPage } from './person-page.server.ts';

/** Three places say whether a session is alive: whoever opens a page with it, its owner's list, and the administrator's page. */
let db: Db;
let clock: TestClock;
let boss: Actor;
let person: Actor;
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  boss = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  person = await makePerson(db);
});
const now = () => clock.now().toISOString();
const counted = async () => (await readPersonPage(db, boss, person.id, { at: now(), today: '2026-11-23' })).sessionCount;
const listed = async () => (await listOwnSessions(db, person, now())).length;
const opens = async (token: string) => ((await call(account.loader, { db, clock, path: '/account', token })).status === 200 ? 1 : 0);

describe('a session is alive', () => {
  it.each<[string, { idleMinutes?: number; hours?: number }, number, number]>([
    ['just after it was opened', {}, 0, 1],
    ['a minute before it was idle for too long', {}, 29, 1],
    ['no more when it was idle for too long', {}, 30, 0],
    ['a minute before its last hour is over', { idleMinutes: 10_000, hours: 1 }, 59, 1],
    ['no more when its last hour is over', { idleMinutes: 10_000, hours: 1 }, 60, 0],
    ['still, when the clock was set back before it was opened', {}, -90, 1],
  ])('%s, for everybody who asks', async (_when, traits, minutes, alive) => {
    const token = await makeSession(db, person, now(), traits);
    clock.pass({ minutes });
    expect([await counted(), await listed(), await opens(token)]).toEqual([alive, alive, alive]);
  });

  it('no more once it was ended, or its account disabled', async () => {
    const token = await makeSession(db, person, now());
    await db.updateTable('session').set({ revoked_at: now() }).execute();
    expect([await counted(), await listed(), await opens(token)]).toEqual([0, 0, 0]);
  });

  it('and is counted for its owner alone', async () => {
    await makeSession(db, boss, now());
    for (const id of ['one', 'two']) await makeSession(db, person, now(), { id });
    expect([await counted(), await listed()]).toEqual([2, 2]);
  });
});

describe('the list of own sessions', () => {
  it('shows this one first, then by last use, whatever the order of opening', async () => {
    for (const [id, seen] of [['old', '2026-11-23T00:40:00.000Z'], ['new', '2026-11-23T00:59:00.000Z'], ['middle', '2026-11-23T00:50:00.000Z']] as const) await makeSession(db, person, seen, { id });
    await makeSession(db, person, '2026-11-23T00:35:00.000Z');
    expect((await listOwnSessions(db, person, now())).map(({ id }) => id)).toEqual([person.sessionId, 'new', 'middle', 'old']);
  });

  it('bears whatever a browser calls itself', async () => {
    for (const [at, userAgent] of ['', '<script>alert(1)</script>', 'Mozilla/5.0 '.repeat(500), '\u202eChrome/130', 'Chrome/130 Windows\u0000'].entries()) await makeSession(db, person, now(), { id: `s${at}`, userAgent });
    const names = (await listOwnSessions(db, person, now())).map(({ device }) => device.en);
    expect(names).toHaveLength(5);
    for (const name of names) expect(name).not.toMatch(/[<>\u0000\u202e]/);
  });
});
