import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { givePassword, makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import { sha256 } from '../../platform/signing.server.ts';
import { readActivationLink } from '../queries/activation.server.ts';
import { findSessionActor } from '../queries/session-actor.server.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { disableAccount } from './disable-account.server.ts';
import { ensureFirstAdminLink } from './ensure-first-admin-link.server.ts';
import { giveActivationLink } from './hand-over-access.server.ts';
import { signIn } from './sign-in.server.ts';
import { activateAccount, createFirstAdmin } from './use-activation-link.server.ts';

const baseUrl = 'https://hoc06.vi-du.invalid';
const password = 'bầy sếu bay qua đồng chiêm';
const passwords = { password, again: password };
const device = { userAgent: 'test', address: '10.0.0.1' };
const tokenIn = (url: string | null) => url?.split('/').at(-1) ?? '';

let db: Db;
let clock: TestClock;
let admin: Actor;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
});
const state = async (token: string) => (await readActivationLink(db, token, clock.now().toISOString())).state;
const use = (token: string, form = passwords, signedInAs: string | null = null) => activateAccount(testPorts(db, clock), token, form, device, signedInAs);

async function linkFor(person: Actor, revision = 0): Promise<string> {
  const outcome = await giveActivationLink(testPorts(db, clock), admin, { id: person.id, revision }, baseUrl);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.faults));
  return tokenIn(outcome.secret);
}

describe('an activation link', () => {
  it('sets the password once and signs in', async () => {
    const person = await makePerson(db, { staffNo: 'MOI-1' });
    const token = await linkFor(person);
    expect(await readActivationLink(db, token, clock.now().toISOString())).toMatchObject({ state: 'open', purpose: 'ACTIVATE', userId: person.id });
    expect(await use(token)).toMatchObject({ ok: true });
    expect(await state(token)).toBe('used');
    clock.pass({ seconds: 10 });
    await expect(use(token)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await signIn(testPorts(db, clock), { identifier: 'MOI-1', password }, device)).toMatchObject({ ok: true });
  });

  describe('sent twice, as a double click does', () => {
    const activations = () => db.selectFrom('audit_event').select('action').where('action', '=', 'account.activate').execute();

    it.each([
      ['at the same moment', (token: string) => Promise.all([use(token), use(token)])],
      ['one after the other', async (token: string) => [await use(token), await use(token)]],
    ])('signs in both times and sets the password once: %s', async (_what, twice) => {
      const person = await makePerson(db);
      const outcomes = await twice(await linkFor(person));
      for (const outcome of outcomes) expect(await findSessionActor(db, sha256(outcome.ok ? outcome.token : ''), clock.now().toISOString(), '2026-11-23')).toMatchObject({ state: 'live', actor: { id: person.id } });
      expect(await activations()).toHaveLength(1);
    });

    it.each<[string, (person: Actor) => unknown, Parameters<typeof use>[1]?, string?]>([
      ['another password', () => undefined, { password: 'một câu khác dài hơn hẳn', again: 'một câu khác dài hơn hẳn' }],
      ['two different entries', () => undefined, { password, again: 'một câu khác dài hơn hẳn' }],
      ['somebody else signed in', () => undefined, passwords, 'somebody-else'],
      ['the account disabled meanwhile', (person) => disableAccount(testPorts(db, clock), admin, { id: person.id, revision: 1 })],
    ])('refuses the second with %s', async (_what, meanwhile, form, signedInAs) => {
      const person = await makePerson(db);
      const token = await linkFor(person);
      await use(token);
      await meanwhile(person);
      await expect(use(token, form, signedInAs ?? null)).rejects.toMatchObject({ kind: 'not-found' });
      expect(await activations()).toHaveLength(1);
    });
  });

  it('is kept only as a hash', async () => {
    const token = await linkFor(await makePerson(db));
    const rows = JSON.stringify([await db.selectFrom('activation').selectAll().execute(), await db.selectFrom('audit_event').selectAll().execute()]);
    expect(rows).not.toContain(token);
  });

  it('resets a forgotten password, ends sessions and lifts a lock', async () => {
    const person = await makePerson(db, { staffNo: 'CU-1' });
    await givePassword(db, person, { lockedUntil: '2027-01-01T00:00:00.000Z' });
    await makeSession(db, person, clock.now().toISOString(), { id: 'stolen' });
    const token = await linkFor(person);
    expect((await readActivationLink(db, token, clock.now().toISOString())).purpose).toBe('RESET');
    await use(token);
    expect(await db.selectFrom('session').select('id').where('id', '=', 'stolen').where('revoked_at', 'is', null).execute()).toEqual([]);
    expect(await signIn(testPorts(db, clock), { identifier: 'CU-1', password }, device)).toMatchObject({ ok: true });
  });

  it('stays open when the new password is refused', async () => {
    const token = await linkFor(await makePerson(db));
    expect(await use(token, { password: 'ngan', again: 'ngan' })).toMatchObject({ ok: false });
    expect(await state(token)).toBe('open');
  });

  it('expires, is voided by a newer one and by disabling the account', async () => {
    const person = await makePerson(db);
    const older = await linkFor(person);
    const newer = await linkFor(person, 1);
    expect([await state(older), await state(newer)]).toEqual(['used', 'open']);
    clock.pass({ days: 3 });
    expect(await state(newer)).toBe('expired');
    await expect(use(newer)).rejects.toMatchObject({ say: { vi: expect.stringContaining('hết hạn') } });
    const last = await linkFor(person, 2);
    await disableAccount(testPorts(db, clock), admin, { id: person.id, revision: 3 });
    expect(await state(last)).toBe('used');
  });

  it('does not work for somebody who is signed in as another person', async () => {
    const [person, other] = [await makePerson(db), await makePerson(db)];
    const token = await linkFor(person);
    await expect(use(token, passwords, other.id)).rejects.toMatchObject({ kind: 'not-found' });
    expect(await use(token, passwords, person.id)).toMatchObject({ ok: true });
  });

  it.each(['', 'x', 'x'.repeat(43), "' or 1=1 --", '../../etc/passwd', '😀'])('is unknown as %j', async (token) => {
    expect(await state(token)).toBe('unknown');
    await expect(use(token)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('cannot be used for two passwords at once', async () => {
    const token = await linkFor(await makePerson(db));
    const results = await Promise.allSettled([use(token), use(token, { password: 'một câu khác dài hơn hẳn', again: 'một câu khác dài hơn hẳn' })]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  it('for the first administrator does not set anybody’s password', async () => {
    await db.deleteFrom('role_assignment').execute();
    await expect(use(tokenIn(await ensureFirstAdminLink(db, clock, baseUrl)))).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('the first administrator', () => {
  beforeEach(() => db.deleteFrom('role_assignment').execute());
  const create = (token: string, form: Partial<{ email: string; password: string }> = {}) =>
    createFirstAdmin(testPorts(db, clock), token, { fullName: 'Đỗ Thị Minh Hạnh', email: 'hanh@vi-du.invalid', ...passwords, ...form }, device);

  it('is made by a link that only an installation without one gives', async () => {
    const link = await ensureFirstAdminLink(db, clock, baseUrl);
    expect(link).toMatch(/^https:\/\/hoc06\.vi-du\.invalid\/activate\/[\w-]{43}$/);
    expect(await create(tokenIn(link))).toMatchObject({ ok: true });
    expect(await ensureFirstAdminLink(db, clock, baseUrl)).toBeNull();
    expect(await db.selectFrom('role_assignment').select(['role', 'scope']).execute()).toEqual([{ role: 'SYSTEM_ADMIN', scope: 'ALL' }]);
    expect(await signIn(testPorts(db, clock), { identifier: 'hanh@vi-du.invalid', password }, device)).toMatchObject({ ok: true });
  });

  it('is made once by a form sent twice, and signed in both times', async () => {
    const token = tokenIn(await ensureFirstAdminLink(db, clock, baseUrl));
    const outcomes = [await create(token), await create(token)];
    for (const outcome of outcomes) expect(await findSessionActor(db, sha256(outcome.ok ? outcome.token : ''), clock.now().toISOString(), '2026-11-23')).toMatchObject({ actor: { fullName: 'Đỗ Thị Minh Hạnh' } });
    expect(await db.selectFrom('role_assignment').select(['role', 'scope']).execute()).toEqual([{ role: 'SYSTEM_ADMIN', scope: 'ALL' }]);
    await expect(create(token, { email: 'ai-do@vi-du.invalid' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('uses the newest link; the one of an earlier start is void', async () => {
    const [older, newer] = [await ensureFirstAdminLink(db, clock, baseUrl), await ensureFirstAdminLink(db, clock, baseUrl)];
    await expect(create(tokenIn(older))).rejects.toMatchObject({ say: { vi: expect.stringContaining('không còn hiệu lực') } });
    expect(await create(tokenIn(newer))).toMatchObject({ ok: true });
  });

  it('has 24 hours', async () => {
    const link = await ensureFirstAdminLink(db, clock, baseUrl);
    clock.pass({ minutes: 24 * 60 });
    await expect(create(tokenIn(link))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('cannot be made once somebody else has become administrator', async () => {
    const link = await ensureFirstAdminLink(db, clock, baseUrl);
    await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    await expect(create(tokenIn(link))).rejects.toMatchObject({ kind: 'not-found' });
    expect(await ensureFirstAdminLink(db, clock, baseUrl)).toBeNull();
    expect(await state(tokenIn(link))).toBe('used');
  });

  it('is made again when every administrator is disabled', async () => {
    await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    await db.updateTable('user_account').set({ disabled_at: clock.now().toISOString() }).execute();
    expect(await ensureFirstAdminLink(db, clock, baseUrl)).not.toBeNull();
  });

  it('keeps the link when the form is refused', async () => {
    await makePerson(db, { email: 'co-roi@vi-du.invalid' });
    const token = tokenIn(await ensureFirstAdminLink(db, clock, baseUrl));
    expect(await create(token, { email: 'co-roi@vi-du.invalid' })).toMatchObject({ ok: false, faults: { email: expect.anything() } });
    expect(await create(token, { password: 'dominhhanh dominhhanh' })).toMatchObject({ ok: false, faults: { password: expect.anything() } });
    expect(await create(token)).toMatchObject({ ok: true });
  });
});
