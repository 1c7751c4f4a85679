import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { givePassword, makePerson } from '../../../tests/world/people.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import type { Actor } from '../actor.ts';
import { lockoutPolicy } from '../rules/session-rules.ts';
import { signIn } from './sign-in.server.ts';

const password = 'con mèo nằm trên mái nhà';
const locked = (minutes: number) => ({ ok: false, reason: 'locked', minutes });
const wrong = { ok: false, reason: 'wrong' };

let db: Db;
let clock: TestClock;
let person: Actor;
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  person = await makePerson(db, { staffNo: 'CB-77', email: 'duong@vi-du.invalid' });
});
const attempt = (text: string, identifier = 'CB-77') => signIn(testPorts(db, clock), { identifier, password: text }, { userAgent: 'test', address: '10.0.0.1' });
const credential = () => db.selectFrom('credential').select(['failed_count', 'locked_until']).where('user_id', '=', person.id).executeTakeFirstOrThrow();
const standing = (failed_count: number, locked_until: string | null = null) => db.updateTable('credential').set({ failed_count, locked_until }).where('user_id', '=', person.id).execute();
const locks = () => db.selectFrom('audit_event').select('details').where('action', '=', 'account.lock').execute();

describe('tries that arrive together', () => {
  it.each([6, 9])('%i wrong ones lock once: those after the last allowed do not open the account again', async (tries) => {
    await givePassword(db, person);
    const answers = await Promise.all(Array.from({ length: tries }, () => attempt('sai')));
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'wrong')).toHaveLength(4);
    expect(answers.filter((answer) => !answer.ok && answer.reason === 'locked')).toHaveLength(tries - 4);
    expect(await credential()).toEqual({ failed_count: 0, locked_until: '2026-11-23T01:15:00.000Z' });
    expect(await locks()).toHaveLength(1);
  });

  it('do not let the right one in when the account was locked while it was being checked', async () => {
    await givePassword(db, person, { password });
    const [answer] = await Promise.all([attempt(password), standing(0, '2026-11-23T01:15:00.000Z')]);
    expect(answer).toEqual(locked(15));
    expect(await db.selectFrom('session').select('id').execute()).toEqual([]);
    expect((await credential()).locked_until).toBe('2026-11-23T01:15:00.000Z');
  });

  it('under both names of a person count for the one account', async () => {
    await givePassword(db, person);
    await Promise.all(['CB-77', 'cb-77', 'duong@vi-du.invalid', 'DUONG@VI-DU.INVALID', ' CB-77 '].map((name) => attempt('sai', name)));
    expect(await attempt('sai')).toEqual(locked(15));
  });
});

describe('a lock', () => {
  it.each([
    ['a second before its end', '2026-11-23T01:00:01.000Z', locked(1)],
    ['a minute and a second before its end', '2026-11-23T01:01:01.000Z', locked(2)],
    ['at its end', '2026-11-23T01:00:00.000Z', wrong],
    ['after its end', '2026-11-23T00:59:59.999Z', wrong],
  ])('%s', async (_when, until, answer) => {
    await givePassword(db, person, { lockedUntil: until });
    expect(await attempt('sai')).toEqual(answer);
  });

  it('is not made longer by trying on, and counts from nothing when it is over', async () => {
    await givePassword(db, person, { lockedUntil: '2026-11-23T01:15:00.000Z' });
    for (let at = 0; at < 7; at += 1) expect(await attempt('sai')).toEqual(locked(15));
    clock.pass({ minutes: 15 });
    expect(await attempt('sai')).toEqual(wrong);
    expect(await credential()).toEqual({ failed_count: 1, locked_until: null });
  });

  it('stays when the clock is set back', async () => {
    await givePassword(db, person, { lockedUntil: '2026-11-23T01:15:00.000Z' });
    clock.pass({ minutes: -30 });
    expect(await attempt('sai')).toEqual(locked(45));
  });

  it('follows the setting of the day in Vietnam, from its first minute', async () => {
    await givePassword(db, person);
    await db.transaction().execute((tx) => scheduleSetting(tx, lockoutPolicy, { value: { failures: 3, minutes: 60 }, from: '2026-11-24', legalBasis: 'Quyết định thử' }));
    clock.set('2026-11-23T16:59:59.000Z');
    await standing(2);
    expect(await attempt('sai')).toEqual(wrong);
    clock.set('2026-11-23T17:00:00.000Z');
    await standing(2);
    expect(await attempt('sai')).toEqual(locked(60));
  });

  it('of one person leaves the others alone', async () => {
    const other = await makePerson(db, { staffNo: 'CB-78' });
    await givePassword(db, person, { lockedUntil: '2026-11-23T01:15:00.000Z' });
    await givePassword(db, other);
    expect(await attempt('sai', 'CB-78')).toEqual(wrong);
  });

  it('is recorded with its end, but without the name that was typed or the password', async () => {
    await givePassword(db, person);
    await standing(4);
    await attempt('mật khẩu gõ nhầm', 'duong@vi-du.invalid');
    const rows = await db.selectFrom('audit_event').selectAll().execute();
    expect(rows).toMatchObject([{ action: 'account.lock', actor_id: null, object_id: person.id, details: '{"until":"2026-11-23T01:15:00.000Z"}' }]);
    expect(JSON.stringify(rows)).not.toMatch(/gõ nhầm|duong@/);
  });
});

describe('a name that is nobody’s', () => {
  it.each(['', ' ', '%', '_', '*', "CB-77' --", 'CB-77\u0000', 'CB-7７', '__proto__', 'CB-77,CB-78', 'x'.repeat(10_000), '\ud800'])('%j is wrong and locks nobody', async (identifier) => {
    await givePassword(db, person);
    await standing(4);
    expect(await attempt('sai', identifier)).toEqual(wrong);
    expect(await credential()).toEqual({ failed_count: 4, locked_until: null });
  });
});
