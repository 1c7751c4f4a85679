import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { call, testPorts, tokenOf } from '../../tests/world/calls.ts';
import { makeOutsider } from '../../tests/world/contests.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import type { Letter, SendOutcome } from '../messaging/sender.ts';
import * as profile from './routes/outside-profile.tsx';
import * as signInPage from './routes/outside-sign-in.tsx';
import * as codePage from './routes/outside-code.tsx';
import * as register from './routes/outside-register.tsx';
import { requestCode } from './commands/request-code.server.ts';
import { sendCode } from './commands/send-code.server.ts';
import { signInByCode } from './commands/sign-in-by-code.server.ts';
import { codeHash, codeOf } from './sign-in-code.server.ts';

const secret = 'test-secret';
const device = { userAgent: 'Firefox', address: '10.1.1.1' };

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const ports = { ...testPorts(db, clock), secret };
  const letters: Letter[] = [];
  const mail = (answer: SendOutcome = { kind: 'accepted', providerId: null }) => ({ channel: 'EMAIL' as const, concurrency: 1, perSecond: null, send: async (letter: Letter) => (letters.push(letter), answer) });
  const ask = (email: string, address = '10.1.1.1') => requestCode(ports, { email, locale: 'vi', address });
  const send = (codeId: string, answer?: SendOutcome) => sendCode({ ...ports, mail: mail(answer) }, { codeId, locale: 'vi' });
  const enter = (id: string, code = codeOf(secret, id)) => signInByCode(ports, { id, code }, device);
  const accounts = async () => (await db.selectFrom('user_account').select('id').execute()).length;
  return { db, clock, ports, letters, ask, send, enter, accounts, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('a code', () => {
  it('has eight digits, too many to guess, follows from its row and the secret, and is stored nowhere', async () => {
    await using w = await world();
    const { id } = await w.ask('moi@vi-du.invalid');
    fc.assert(fc.property(fc.uuid(), (any) => /^\d{8}$/.test(codeOf(secret, any)) && codeOf(secret, any) === codeOf(secret, any)));
    const stored = JSON.stringify([await w.db.selectFrom('sign_in_code').selectAll().execute(), await w.db.selectFrom('job').selectAll().execute()]).replaceAll(id, '');
    expect(stored).not.toContain(`"${codeOf(secret, id)}"`);
    expect(codeHash(secret, id, codeOf(secret, id))).not.toBe(codeHash('another', id, codeOf(secret, id)));
  });

  it('makes an account for an address that has none, once, and asks for the profile', async () => {
    await using w = await world();
    const first = await w.ask('moi@vi-du.invalid');
    expect(await w.send(first.id)).toBe('sent');
    expect(w.letters[0]).toMatchObject({ address: 'moi@vi-du.invalid', isDuty: true, content: { vi: { body: expect.stringContaining(codeOf(secret, first.id)) }, link: '/contests' } });
    expect(await w.enter(first.id)).toMatchObject({ ok: true, hasProfile: false });
    w.clock.pass({ minutes: 5 });
    const again = await w.ask('moi@vi-du.invalid');
    expect(await w.enter(again.id)).toMatchObject({ ok: true });
    expect(await w.accounts()).toBe(1);
    expect(await w.db.selectFrom('user_account').select(['account_kind', 'email']).executeTakeFirst()).toEqual({ account_kind: 'SERVICE', email: 'moi@vi-du.invalid' });
  });

  it('is good once, and makes the others of its address useless', async () => {
    await using w = await world();
    const [one, other] = [await w.ask('moi@vi-du.invalid'), await w.ask('moi@vi-du.invalid')];
    expect((await w.enter(other.id)).ok).toBe(true);
    expect([(await w.enter(other.id)).ok, (await w.enter(one.id)).ok]).toEqual([false, false]);
    expect(await w.send(one.id)).toBe('not-needed');
  });

  it('runs out after ten minutes, to the millisecond', async () => {
    await using w = await world();
    const { id } = await w.ask('moi@vi-du.invalid');
    w.clock.set('2026-11-23T01:10:00.000Z');
    expect((await w.enter(id)).ok).toBe(false);
    w.clock.set('2026-11-23T01:09:59.999Z');
    expect((await w.enter(id)).ok).toBe(true);
  });

  it('is dead after five wrong tries, also for the right one, also when they arrive together', async () => {
    await using w = await world();
    const { id } = await w.ask('moi@vi-du.invalid');
    const wrong = codeOf(secret, id) === '00000000' ? '00000001' : '00000000';
    await Promise.all(Array.from({ length: 5 }, () => w.enter(id, wrong)));
    expect(await w.enter(id)).toMatchObject({ ok: false, faults: { code: { vi: expect.stringContaining('Mã không đúng') } } });
    expect(await w.accounts()).toBe(0);
  });

  it('of another row does not fit, and no id that never was opens anything', async () => {
    await using w = await world();
    const [one, other] = [await w.ask('a@vi-du.invalid'), await w.ask('b@vi-du.invalid')];
    expect((await w.enter(one.id, codeOf(secret, other.id))).ok).toBe(false);
    for (const id of ['', 'x', "' or 1=1 --", '../..']) expect((await w.enter(id)).ok).toBe(false);
  });

  it('is sent at most five times an hour; beyond that the answer is the same', async () => {
    await using w = await world();
    for (let at = 0; at < 7; at += 1) expect((await w.ask('moi@vi-du.invalid')).id).toMatch(/^[\da-f-]{36}$/);
    expect((await w.db.selectFrom('job').select('id').execute()).length).toBe(5);
    w.clock.pass({ minutes: 61 });
    await w.ask('moi@vi-du.invalid');
    expect((await w.db.selectFrom('job').select('id').execute()).length).toBe(6);
  });

  it('is still sent to its owner when somebody else asks for codes in her name all the time', async () => {
    await using w = await world();
    const jobs = async () => (await w.db.selectFrom('job').select('id').execute()).length;
    for (let at = 0; at < 40; at += 1) await w.ask('moi@vi-du.invalid', '203.0.113.9');
    const { id } = await w.ask('moi@vi-du.invalid');
    expect([await jobs(), (await w.enter(id)).ok]).toEqual([6, true]);
    for (let place = 0; place < 30; place += 1) await w.ask('moi@vi-du.invalid', `203.0.113.${place + 20}`);
    expect(await jobs()).toBe(20);
    expect(JSON.stringify(await w.db.selectFrom('sign_in_code').selectAll().execute())).not.toContain('203.0.113');
    w.clock.pass({ minutes: 60 });
    expect((await w.enter((await w.ask('moi@vi-du.invalid')).id)).ok).toBe(true);
  });

  it('is asked again of a mail server that said later, and given up when the address is refused', async () => {
    await using w = await world();
    const { id } = await w.ask('moi@vi-du.invalid');
    await expect(w.send(id, { kind: 'later', reason: 'greylisted' })).rejects.toThrow('greylisted');
    await expect(w.send(id, { kind: 'channel-down', reason: 'no TLS' })).rejects.toThrow('no TLS');
    expect(await w.send(id, { kind: 'refused', reason: 'no such user' })).toBe('refused');
    w.clock.pass({ minutes: 11 });
    expect([await w.send(id), await w.send('never-was')]).toEqual(['not-needed', 'not-needed']);
  });

  it('of yesterday is forgotten', async () => {
    await using w = await world();
    await w.ask('cu@vi-du.invalid');
    w.clock.pass({ days: 1, minutes: 1 });
    await w.ask('moi@vi-du.invalid');
    expect((await w.db.selectFrom('sign_in_code').select('email').execute()).map((row) => row.email)).toEqual(['moi@vi-du.invalid']);
  });
});

describe('an official’s address', () => {
  it('gets a mail that leads to the official’s own account, and never a code that works or a second account', async () => {
    await using w = await world();
    await makePerson(w.db, { email: 'can-bo@vi-du.invalid' });
    const { id } = await w.ask('can-bo@vi-du.invalid');
    expect(await w.send(id)).toBe('sent');
    expect(w.letters[0]?.content.vi.body).toContain('tài khoản cán bộ');
    expect(w.letters[0]?.content.vi.body).not.toContain(codeOf(secret, id));
    expect((await w.enter(id)).ok).toBe(false);
    expect(await w.accounts()).toBe(1);
  });

  it('that became one after the code was sent opens nothing either', async () => {
    await using w = await world();
    const { id } = await w.ask('sap-la-can-bo@vi-du.invalid');
    await makePerson(w.db, { email: 'sap-la-can-bo@vi-du.invalid' });
    expect((await w.enter(id)).ok).toBe(false);
    expect(await w.db.selectFrom('session').select('id').execute()).toEqual([]);
  });
});

describe('the pages', () => {
  const forms = { known: 'biet@vi-du.invalid', unknown: 'la@vi-du.invalid', official: 'can-bo@vi-du.invalid' };

  it('answer in the same way whether an address is known, unknown or an official’s', async () => {
    await using w = await world();
    await makeOutsider(w.db, { email: forms.known });
    await makePerson(w.db, { email: forms.official });
    const answers = [];
    for (const email of Object.values(forms)) {
      const sent = await call(signInPage.action as never, { db: w.db, clock: w.clock, path: '/contests/sign-in', form: { email: ` ${email.toUpperCase()} ` } });
      const page = await call(codePage.loader as never, { db: w.db, clock: w.clock, path: sent.location ?? '', params: { id: sent.location?.split('/').at(-1) ?? '' } });
      const wrong = await call(codePage.action as never, { db: w.db, clock: w.clock, path: '/x', params: { id: sent.location?.split('/').at(-1) ?? '' }, form: { code: 'abc def' } });
      answers.push([sent.status, sent.location?.replace(/[\da-f-]{36}/, ':id'), sent.cookie, page.body, wrong.status]);
    }
    expect(answers[0]?.slice(0, 2)).toEqual([303, '/contests/sign-in/:id']);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it.each(['', 'khong-phai', 'a b@c.vn', 'x@y', `${'a'.repeat(300)}@b.vn`, '<script>@x.vn', 'a@b.vn\nBcc: c@d.vn'])('refuse the address %j with a sentence', async (email) => {
    await using w = await world();
    const answer = await call(signInPage.action as never, { db: w.db, clock: w.clock, path: '/contests/sign-in', form: { email } });
    expect([answer.status, (answer.body as { faults: { email: { vi: string } } }).faults.email.vi.length > 10]).toEqual([422, true]);
    expect(await w.db.selectFrom('sign_in_code').select('id').execute()).toEqual([]);
  });

  it('sign in with digits as they are copied, go on to where one wanted to go, and never to another site', async () => {
    await using w = await world();
    await makeOutsider(w.db, { email: forms.known });
    const enter = async (next: string) => {
      const { id } = await w.ask(forms.known);
      const code = codeOf('test-secret', id);
      return call(codePage.action as never, { db: w.db, clock: w.clock, path: '/x', params: { id }, form: { code: ` ${code.slice(0, 3)}-${code.slice(3)} `, next } });
    };
    const good = await enter('/contests/sang-kien/questions');
    expect([good.status, good.location, tokenOf(good).length]).toEqual([303, '/contests/sang-kien/questions', 43]);
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example']) expect((await enter(next)).location).toBe('/');
  });

  it('lead a newcomer to the profile first', async () => {
    await using w = await world();
    const { id } = await w.ask(forms.unknown);
    const answer = await call(codePage.action as never, { db: w.db, clock: w.clock, path: '/x', params: { id }, form: { code: codeOf('test-secret', id), next: '/contests/a' } });
    expect(answer.location).toBe('/contests/profile?done=new&next=%2Fcontests%2Fa');
    const shown = await call(profile.loader as never, { db: w.db, clock: w.clock, path: '/contests/profile', token: tokenOf(answer) });
    expect(shown.body).toMatchObject({ profile: { isNew: true, isOutside: true, email: forms.unknown, kind: null } });
    expect((await w.db.selectFrom('audit_event').select(['action', 'actor_name']).execute()).map((row) => `${row.action} ${row.actor_name}`)).toEqual(['external-account.create Hệ thống', 'session.start Người dự thi']);
  });

  it('send on whoever is signed in already', async () => {
    await using w = await world();
    const person = await makeOutsider(w.db);
    const token = await makeSession(w.db, person, w.clock.now().toISOString());
    const at = (page: { loader: unknown }, path: string) => call(page.loader as never, { db: w.db, clock: w.clock, path, token });
    expect([(await at(signInPage, '/contests/sign-in?next=/contests/b')).location, (await at(register, '/contests/register')).location]).toEqual(['/contests/b', '/contests/profile']);
  });
});
