import { describe, expect, it } from 'vitest';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import { entryWorld, done } from '../../tests/world/contest-entries.ts';
import { makeOutsider } from '../../tests/world/contests.ts';
import { refusals } from '../../tests/world/contest-judging.ts';
import { visit, type Visit } from '../../tests/world/entry-visits.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import type { Actor } from '../people/actor.ts';
import type { Letter, SendOutcome } from '../messaging/sender.ts';
import { changeAddress, requestNewAddress } from './commands/change-address.server.ts';
import { inviteMember } from './commands/entry-team.server.ts';
import { eraseAccount } from './commands/erase-account.server.ts';
import { requestCode } from './commands/request-code.server.ts';
import { sendCode, tellOldAddress } from './commands/send-code.server.ts';
import { signInByCode } from './commands/sign-in-by-code.server.ts';
import { teamOf } from './queries/entry-team.server.ts';
import * as profile from './routes/outside-profile.tsx';
import * as asking from './routes/outside-address.tsx';
import * as entering from './routes/outside-address-code.tsx';
import { codeOf } from './sign-in-code.server.ts';

type Route = Parameters<typeof visit>[1];
const fresh = 'dia-chi-moi@vi-du.invalid';

/** Somebody from outside who leads an entry, with a mail server that keeps what it gets. */
async function world() {
  const w = await entryWorld();
  const letters: Letter[] = [];
  const mail = (answer: SendOutcome = { kind: 'accepted', providerId: null }) => ({ channel: 'EMAIL' as const, concurrency: 1, perSecond: null, send: async (letter: Letter) => (letters.push(letter), answer) });
  const ask = (email = fresh, as: Actor = w.lead) => requestNewAddress(w.ports, as, { email, locale: 'vi', address: '10.1.1.1' });
  const enter = (id: string, code = codeOf(w.ports.secret, id), as: Actor = w.lead) => changeAddress(w.ports, as, { id, code, locale: 'vi' });
  const post = (codeId: string, answer?: SendOutcome) => sendCode({ ...w.ports, mail: mail(answer) }, { codeId, locale: 'vi' });
  const tell = (codeId: string, answer?: SendOutcome) => tellOldAddress({ ...w.ports, mail: mail(answer) }, { codeId, locale: 'vi' });
  const addressOf = async (who: { id: string }) => (await w.db.selectFrom('user_account').select('email').where('id', '=', who.id).executeTakeFirstOrThrow()).email;
  const go = (route: { loader: unknown; action?: unknown }, more: Partial<Visit> = {}) => visit(w, (more.form ? route.action : route.loader) as Route, { as: w.lead, path: '/contests/profile/address', ...more });
  return Object.assign(w, { letters, ask, enter, post, tell, addressOf, go });
}

describe('moving to another address', () => {
  it('is done with the code that went there: the account, its teams and its codes follow, the old address is told', async () => {
    await using w = await world();
    const old = w.lead.email;
    for (const sessionId of [w.lead.sessionId, 'elsewhere']) await makeSession(w.db, { ...w.lead, sessionId }, w.clock.now().toISOString());
    const before = await requestCode(w.ports, { email: old, locale: 'vi', address: '10.1.1.1' });
    const { id } = await done(w.ask());
    expect(await w.post(id)).toBe('sent');
    expect(w.letters[0]).toMatchObject({ address: fresh, content: { vi: { subject: 'Mã xác nhận địa chỉ thư điện tử', body: expect.stringContaining(codeOf(w.ports.secret, id)) }, link: '/contests' } });
    await done(w.enter(id));
    expect(await w.addressOf(w.lead)).toBe(fresh);
    expect((await teamOf(w.db, w.lead, w.entryId, w.clock.now().toISOString())).map(({ email }) => email)).toEqual([fresh]);
    expect(new Map((await w.db.selectFrom('session').select(['id', 'revoked_at']).execute()).map((row) => [row.id, row.revoked_at !== null]))).toEqual(new Map([[w.lead.sessionId, false], ['elsewhere', true]]));
    // A code that was on its way to the old address signs nobody in, and makes no second account.
    expect((await signInByCode(w.ports, { id: before.id, code: codeOf(w.ports.secret, before.id) }, { userAgent: '', address: '10.1.1.1' })).ok).toBe(false);
    expect(await w.tell(id)).toBe('sent');
    expect(w.letters[1]).toMatchObject({ address: old, deliveryId: `${id}.moved`, content: { vi: { subject: expect.stringContaining('đã đổi sang địa chỉ khác'), body: expect.stringContaining('08:00') } } });
    expect(JSON.stringify(w.letters[1])).not.toContain(fresh);
  });

  it('leaves a row in the log without either address, and one job of each kind', async () => {
    await using w = await world();
    const { id } = await done(w.ask());
    await done(w.enter(id));
    const log = JSON.stringify(await w.db.selectFrom('audit_event').selectAll().where('action', '=', 'external-account.change-address').execute());
    expect(log).toContain('Người dự thi');
    for (const word of [fresh, w.lead.email, w.lead.fullName]) expect(log).not.toContain(word);
    const jobs = await w.db.selectFrom('job').select(['name', 'payload']).where('name', 'like', 'contest.%').orderBy('id').execute();
    expect(jobs.map(({ name }) => name)).toEqual(['contest.send-code', 'contest.tell-old-address']);
    expect(JSON.stringify(jobs)).not.toContain('@');
  });

  it('lets her sign in with the new address and nobody with the old one', async () => {
    await using w = await world();
    const old = w.lead.email;
    const { id } = await done(w.ask());
    await done(w.enter(id));
    const accountBy = async (email: string) => {
      const code = await requestCode(w.ports, { email, locale: 'vi', address: '10.1.1.2' });
      const signed = await signInByCode(w.ports, { id: code.id, code: codeOf(w.ports.secret, code.id) }, { userAgent: '', address: '10.1.1.2' });
      return [signed.ok, (await w.db.selectFrom('user_account').select('id').where('email', '=', email).executeTakeFirst())?.id === w.lead.id];
    };
    expect([await accountBy(fresh), await accountBy(old)]).toEqual([[true, true], [true, false]]);
  });

  it('can be done again, and back again', async () => {
    await using w = await world();
    const old = w.lead.email;
    for (const email of [fresh, 'thu-ba@vi-du.invalid', old]) {
      await done(w.enter((await done(w.ask(email))).id));
      expect(await w.addressOf(w.lead)).toBe(email);
      w.clock.pass({ minutes: 20 });
    }
  });
});

describe('a code for a new address', () => {
  it('signs nobody in, and a code to sign in moves nobody', async () => {
    await using w = await world();
    const { id } = await done(w.ask());
    const device = { userAgent: '', address: '10.1.1.1' };
    expect((await signInByCode(w.ports, { id, code: codeOf(w.ports.secret, id) }, device)).ok).toBe(false);
    expect(await w.db.selectFrom('user_account').select('id').where('email', '=', fresh).execute()).toEqual([]);
    const signIn = await requestCode(w.ports, { email: fresh, locale: 'vi', address: '10.1.1.1' });
    expect(refusals(await w.enter(signIn.id))).toContain('code: Mã không đúng');
    expect(await w.addressOf(w.lead)).toBe(w.lead.email);
  });

  it('is of no use to anybody but whoever asked for it', async () => {
    await using w = await world();
    const { id } = await done(w.ask());
    const other = await makeOutsider(w.db);
    expect((await w.enter(id, codeOf(w.ports.secret, id), other)).ok).toBe(false);
    expect([await w.addressOf(other), await w.addressOf(w.lead)]).toEqual([other.email, w.lead.email]);
    // The stranger's try was not counted against her either.
    expect((await w.db.selectFrom('sign_in_code').select('tries').where('id', '=', id).executeTakeFirst())?.tries).toBe(0);
    await done(w.enter(id));
  });

  it('is good once, for ten minutes and five tries, also when they arrive together', async () => {
    await using w = await world();
    const wrong = (id: string) => (codeOf(w.ports.secret, id) === '00000000' ? '00000001' : '00000000');
    const tried = (await done(w.ask('mot@vi-du.invalid'))).id;
    await Promise.all(Array.from({ length: 5 }, () => w.enter(tried, wrong(tried))));
    expect((await w.enter(tried)).ok).toBe(false);
    const late = (await done(w.ask('hai@vi-du.invalid'))).id;
    w.clock.set('2026-11-23T01:10:00.000Z');
    expect([(await w.enter(late)).ok, await w.post(late)]).toEqual([false, 'not-needed']);
    w.clock.set('2026-11-23T01:09:59.999Z');
    const both = await Promise.all([w.enter(late), w.enter(late)]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await w.addressOf(w.lead)).toBe('hai@vi-du.invalid');
  });

  it('of an earlier wish dies with the change', async () => {
    await using w = await world();
    const [first, second] = [await done(w.ask('mot@vi-du.invalid')), await done(w.ask('hai@vi-du.invalid'))];
    await done(w.enter(second.id));
    expect((await w.enter(first.id)).ok).toBe(false);
    expect(await w.addressOf(w.lead)).toBe('hai@vi-du.invalid');
  });

  it('is sent to no address that has an account; the page answers in the same way', async () => {
    await using w = await world();
    const [official, other] = [await makePerson(w.db, { email: 'can-bo@vi-du.invalid' }), await makeOutsider(w.db, { email: 'nguoi-khac@vi-du.invalid' })];
    for (const email of ['can-bo@vi-du.invalid', 'nguoi-khac@vi-du.invalid']) {
      const { id } = await done(w.ask(email));
      expect(await w.post(id)).toBe('sent');
      expect(w.letters.at(-1)?.content.vi.subject).toBe('Địa chỉ này đã có tài khoản');
      expect(JSON.stringify(w.letters.at(-1))).not.toContain(codeOf(w.ports.secret, id));
      expect((await w.enter(id)).ok).toBe(false);
    }
    expect([await w.addressOf(official), await w.addressOf(other), await w.addressOf(w.lead)]).toEqual(['can-bo@vi-du.invalid', 'nguoi-khac@vi-du.invalid', w.lead.email]);
  });

  it('that was sent before another account came to have the address moves nobody', async () => {
    await using w = await world();
    const { id } = await done(w.ask());
    await makePerson(w.db, { email: fresh });
    expect(refusals(await w.enter(id))).toContain('code: Mã không đúng');
    expect(await w.addressOf(w.lead)).toBe(w.lead.email);
  });

  it('is refused for the address that is in use and to officials, with a sentence', async () => {
    await using w = await world();
    const official = await makePerson(w.db);
    expect(refusals(await w.ask(w.lead.email))).toBe('email: Đây là địa chỉ đang sử dụng. Vui lòng nhập địa chỉ khác.');
    expect(refusals(await w.ask(fresh, official))).toContain('form: Địa chỉ của tài khoản cán bộ không đổi được ở đây.');
    expect(await w.db.selectFrom('sign_in_code').select('id').execute()).toEqual([]);
  });
});

describe('what else hangs on an address', () => {
  it('an invitation of the new address to one’s own entry goes, one to another entry can now be answered', async () => {
    await using w = await world();
    await w.db.transaction().execute(async (tx) => {
      const row = { full_name: 'Chờ', token_hash: null, invited_at: w.clock.now().toISOString() };
      await tx.insertInto('entry_member').values({ id: 'own', entry_id: w.entryId, email: fresh, ...row }).execute();
    });
    await done(w.enter((await done(w.ask())).id));
    const now = await teamOf(w.db, w.lead, w.entryId, w.clock.now().toISOString());
    expect(now.map(({ email, state }) => `${state} ${email}`)).toEqual([`LEAD ${fresh}`]);
  });

  it('an address that was invited has an account that waits, so it is told so and nobody moves there', async () => {
    await using w = await world();
    await done(inviteMember(w.ports, w.lead, w.entryId, { email: fresh, fullName: 'Chính tôi' }));
    const { id } = await done(w.ask());
    await w.post(id);
    expect(w.letters.at(-1)?.content.vi.subject).toBe('Địa chỉ này đã có tài khoản');
    expect((await w.enter(id)).ok).toBe(false);
  });

  it('an erasure takes the wish for another address with it', async () => {
    await using w = await world();
    const { id } = await done(w.ask());
    await done(eraseAccount(w.ports, w.lead));
    expect(JSON.stringify(await w.db.selectFrom('sign_in_code').selectAll().execute())).toBe('[]');
    expect([(await w.enter(id)).ok, await w.tell(id), await w.post(id)]).toEqual([false, 'not-needed', 'not-needed']);
  });

  it('the old address is told only of a change that was made, and again when the mail server said later', async () => {
    await using w = await world();
    const { id } = await done(w.ask());
    expect([await w.tell(id), await w.tell('khong-co')]).toEqual(['not-needed', 'not-needed']);
    await done(w.enter(id));
    await expect(w.tell(id, { kind: 'later', reason: 'greylisted' })).rejects.toThrow('greylisted');
    await expect(w.tell(id, { kind: 'channel-down', reason: 'no TLS' })).rejects.toThrow('no TLS');
    expect([await w.tell(id, { kind: 'refused', reason: 'no such user' }), await w.tell(id)]).toEqual(['refused', 'sent']);
    expect(new Set(w.letters.map(({ deliveryId }) => deliveryId))).toEqual(new Set([`${id}.moved`]));
  });
});

describe('the pages', () => {
  it('lead from the profile to the form, on to the code and back, and keep what was typed', async () => {
    await using w = await world();
    const shown = await w.go(profile, { path: '/contests/profile' });
    expect(renderRoute(profile, { data: shown.body, path: '/contests/profile' })).toContain('href="/contests/profile/address"');
    const form = renderRoute(asking, { data: (await w.go(asking)).body, path: '/contests/profile/address' });
    expect([pageFaults(form), form.includes(w.lead.email)]).toEqual([[], true]);
    const sent = await w.go(asking, { form: { email: ` ${fresh.toUpperCase()} ` } });
    expect([sent.status, sent.location]).toEqual([303, expect.stringMatching(/^\/contests\/profile\/address\/[\da-f-]{36}$/)]);
    const id = sent.location?.split('/').at(-1) ?? '';
    const page = renderRoute(entering, { data: (await w.go(entering, { params: { id } })).body, path: sent.location ?? '' });
    expect([pageFaults(page), page.includes('Đổi địa chỉ')]).toEqual([[], true]);
    const wrong = await w.go(entering, { params: { id }, form: { code: 'abc' } });
    expect([wrong.status, wrong.faults['code'], JSON.stringify(wrong.body).includes('abc')]).toEqual([422, 'Mã gồm đúng 8 chữ số.', false]);
    const code = codeOf(w.ports.secret, id);
    const moved = await w.go(entering, { params: { id }, form: { code: `${code.slice(0, 4)} ${code.slice(4)}` } });
    expect([moved.status, moved.location]).toEqual([303, '/contests/profile?done=moved']);
    const after = await w.go(profile, { path: '/contests/profile?done=moved' });
    const html = renderRoute(profile, { data: after.body, path: '/contests/profile' });
    expect([after.status, html.includes(fresh), html.includes('Đã đổi địa chỉ thư điện tử')]).toEqual([200, true, true]);
  });

  it('refuse what is no address with a sentence and send nothing', async () => {
    await using w = await world();
    for (const email of ['', 'khong-phai', 'a b@c.vn', `${'a'.repeat(300)}@b.vn`, '<script>@x.vn', 'a@b.vn\nBcc: c@d.vn', "' or 1=1 --", '\u0000']) {
      const answer = await w.go(asking, { form: { email } });
      expect([email, answer.status, (answer.faults['email'] ?? '').length > 10]).toEqual([email, 422, true]);
    }
    expect(await w.db.selectFrom('sign_in_code').select('id').execute()).toEqual([]);
  });

  it('are for people from outside alone', async () => {
    await using w = await world();
    const official = await makePerson(w.db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    for (const route of [asking, entering]) {
      for (const form of [undefined, { email: fresh, code: '12345678' }]) {
        const more = { params: { id: 'x' }, ...(form ? { form } : {}) };
        expect((await w.go(route, { as: official, ...more })).status).toBe(403);
        expect([302, 303]).toContain((await w.go(route, { as: null, ...more })).status);
      }
    }
    expect(await w.db.selectFrom('sign_in_code').select('id').execute()).toEqual([]);
  });

  it('stop somebody who sends codes to strangers without end', async () => {
    await using w = await world();
    const spent: string[] = [];
    const spendPoint = async (limit: { name: string }, key: string) => void spent.push(`${limit.name} ${key}`);
    await w.go(asking, { form: { email: fresh }, context: { spendPoint } as never });
    expect(spent).toContain(`contest-address ${w.lead.id}`);
  });
});
