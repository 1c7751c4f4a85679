import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { givePassword, makePerson } from '../../../tests/world/people.ts';
import { scheduleSetting } from '../../platform/settings.server.ts';
import type { Actor } from '../actor.ts';
import { readActivationLink } from '../queries/activation.server.ts';
import { handoverPolicy } from '../rules/password-rules.ts';
import { disableAccount } from './disable-account.server.ts';
import { giveActivationLink, giveTemporaryPassword } from './hand-over-access.server.ts';
import { reactivateAccount } from './reactivate-account.server.ts';
import { recordLeave } from './record-leave.server.ts';
import { activateAccount } from './use-activation-link.server.ts';

const phrase = 'bầy sếu bay qua đồng chiêm';
let db: Db;
let clock: TestClock;
let boss: Actor;
let person: Actor;
beforeEach(async () => {
  [db, clock] = [await freshDb(), testClock()];
  boss = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  person = await makePerson(db, { staffNo: 'CB-1' });
});
const ports = () => testPorts(db, clock);
const revision = async () => (await db.selectFrom('user_account').select('revision').where('id', '=', person.id).executeTakeFirstOrThrow()).revision;
const ref = async () => ({ id: person.id, revision: await revision() });
async function link(): Promise<string> {
  const made = await giveActivationLink(ports(), boss, await ref(), 'https://hoc06.vi-du.invalid');
  return made.ok ? (made.secret.split('/').at(-1) ?? '') : expect.fail('refused');
}
const state = async (token: string) => (await readActivationLink(db, token, clock.now().toISOString())).state;
const use = (token: string) => activateAccount(ports(), token, { password: phrase, again: phrase }, { userAgent: 'test', address: '10.0.0.1' }, null);
const credential = () => db.selectFrom('credential').select(['password_hash', 'must_change', 'expires_at']).where('user_id', '=', person.id).executeTakeFirst();

describe('a link', () => {
  it.each([['a second before its end', '2026-11-26T00:59:59.000Z', 'open'], ['at its end', '2026-11-26T01:00:00.000Z', 'expired'], ['when the clock is set back', '2026-11-20T00:00:00.000Z', 'open']])('%s is %s', async (_when, at, expected) => {
    const token = await link();
    clock.set(at);
    expect(await state(token)).toBe(expected);
  });

  it('lives as long as the setting of the day says on which it was made', async () => {
    await db.transaction().execute((tx) => scheduleSetting(tx, handoverPolicy, { value: { temporaryPasswordHours: 1, activationLinkHours: 1, firstAdminLinkHours: 1 }, from: '2026-11-24', legalBasis: 'Quyết định thử' }));
    const long = await link();
    clock.set('2026-11-23T17:00:00.000Z');
    expect(await state(long)).toBe('open');
    const short = await link();
    clock.pass({ minutes: 60 });
    expect([await state(long), await state(short)]).toEqual(['used', 'expired']);
  });

  it('leaves the present password as it is until it is used', async () => {
    await givePassword(db, person);
    const token = await link();
    expect(await credential()).toMatchObject({ password_hash: 'none', must_change: 0 });
    await use(token);
    expect((await credential())?.password_hash).toMatch(/^\$argon2id\$/);
  });

  it.each<[string, () => Promise<{ ok: boolean }>]>([
    ['the account was disabled', async () => disableAccount(ports(), boss, await ref())],
    ['its owner has left', async () => recordLeave(ports(), boss, await ref(), { on: '2026-11-23' })],
    ['a temporary password was given', async () => giveTemporaryPassword(ports(), boss, await ref())],
    ['another link was given', async () => ({ ok: (await link()) !== '' })],
  ])('is over once %s', async (_what, deed) => {
    const token = await link();
    expect(await deed()).toMatchObject({ ok: true });
    expect(await state(token)).toBe('used');
    await expect(use(token)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('stays over when the account is taken into use again', async () => {
    const token = await link();
    await disableAccount(ports(), boss, await ref());
    await reactivateAccount(ports(), boss, await ref(), {});
    expect(await state(token)).toBe('used');
  });

  it('is not used when the account is disabled while the password is being hashed', async () => {
    const token = await link();
    const using = use(token).then(() => 'used', (error: { kind: string }) => error.kind);
    await disableAccount(ports(), boss, await ref());
    expect(await using).toBe('not-found');
    expect([await credential(), await db.selectFrom('session').select('id').execute()]).toEqual([undefined, []]);
  });

  it('is one of letters: another case, a blank or a part of it opens nothing', async () => {
    const token = await link();
    for (const other of [token.toUpperCase(), ` ${token}`, `${token} `, token.slice(0, -1), `${token}=`, token.replace(/.$/, '\u0000')]) expect(await state(other)).toBe('unknown');
  });

  it('leaves who used it and what for in the log, and never itself', async () => {
    const token = await link();
    await use(token);
    const rows = await db.selectFrom('audit_event').selectAll().orderBy('seq').execute();
    expect(rows.map(({ action, actor_id }) => [action, actor_id])).toEqual([['activation.give-link', boss.id], ['account.activate', person.id], ['session.start', person.id]]);
    expect(JSON.parse(rows[1]?.details ?? '')).toEqual({ purpose: 'ACTIVATE' });
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${token}|${phrase}`));
  });
});

describe('two administrators who help the same person at once', () => {
  it('give her one secret that works: the second is told that somebody was faster', async () => {
    const second = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    const at = await ref();
    const answers = await Promise.all([giveActivationLink(ports(), boss, at, 'https://x'), giveActivationLink(ports(), second, at, 'https://x')]);
    expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
    expect(await db.selectFrom('activation').select('id').where('used_at', 'is', null).execute()).toHaveLength(1);
  });
});
