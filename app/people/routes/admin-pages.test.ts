import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { testClock, type TestClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { wordsOf } from '../../../tests/support/page.tsx';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { call } from '../../../tests/world/calls.ts';
import { givePassword, makePerson, makeSession, makeUnit } from '../../../tests/world/people.ts';
import type { Actor } from '../actor.ts';
import * as admin from './admin.tsx';
import * as people from './admin-people.tsx';
import * as newPerson from './admin-people-new.tsx';
import * as person from './admin-person.tsx';
import * as link from './admin-person-activation-link.tsx';
import * as disabling from './admin-person-disabling.tsx';
import * as edit from './admin-person-edit.tsx';
import * as leaving from './admin-person-leaving.tsx';
import * as reactivation from './admin-person-reactivation.tsx';
import * as revocation from './admin-person-role-revocation.tsx';
import * as roles from './admin-person-roles.tsx';
import * as temporary from './admin-person-temporary-password.tsx';
import * as transfer from './admin-person-transfer.tsx';

const hostile = `Lò "Thị" <script>alert('x')</script> & 😀`;
const escaped = 'Lò &quot;Thị&quot; &lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; 😀';
const both = ['vi', 'en'] as const;
const said = { vi: 'Câu tiếng Việt.', en: 'An English sentence.' };

let db: Db;
let clock: TestClock;
let unit: string;
let boss: Actor;
let whom: Actor;
let token: string;
let assignmentId: string;
beforeEach(async () => {
  db = await freshDb();
  clock = testClock();
  unit = await makeUnit(db, { name: 'UBND xã "<i>Ba Vì</i>"' });
  boss = await makePerson(db, { unitId: unit, grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
  whom = await makePerson(db, { fullName: hostile, unitId: unit, staffNo: 'CB-9', grants: [{ role: 'UNIT_LEADER', scope: 'SUBTREE', unitId: unit }] });
  token = await makeSession(db, boss, clock.now().toISOString());
  assignmentId = (await db.selectFrom('role_assignment').select('id').where('user_id', '=', whom.id).executeTakeFirstOrThrow()).id;
});
type Route = { loader: Parameters<typeof call>[0] };
interface How { locale?: 'vi' | 'en'; sent?: object; query?: string; as?: string }
async function open(route: Route, path: string, { locale = 'vi', sent, query = '', as = token }: How = {}) {
  const answer = await call(route.loader, { db, clock, path: path + query, params: { id: whom.id, assignmentId }, token: as });
  expect(answer.status).toBe(200);
  return renderRoute(route, { data: answer.body, sent, locale, path: path + query });
}
const at = (end: string) => `/admin/people/${whom.id}${end}`;

/** Every page about one person, whose name is hostile, and the fields on it. */
const deeds: readonly (readonly [string, Route, string, readonly string[]])[] = [
  ['editing', edit, '/edit', ['fullName', 'staffNo', 'email', 'phone', 'category']],
  ['transfer', transfer, '/transfer', ['unitId', 'position', 'on']],
  ['leaving', leaving, '/leaving', ['on']],
  ['disabling', disabling, '/disabling', []],
  ['activation link', link, '/activation-link', []],
  ['temporary password', temporary, '/temporary-password', []],
  ['roles', roles, '/roles', ['role', 'scope', 'unitId']],
  ['revoking a role', revocation, '/roles/x/revocation', []],
];

describe.each(deeds)('%s', (_what, route, end, fields) => {
  it.each(both)('is whole in %s, names the person escaped, and has its revision', async (locale) => {
    await db.updateTable('user_account').set({ revision: 7 }).where('id', '=', whom.id).execute();
    const html = await open(route, at(end), { locale });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain(escaped);
    expect(html).not.toContain("<script>alert('x')");
    if (end !== '/roles') expect(html).toContain('<input type="hidden" name="revision" value="7"/>');
    for (const field of fields) expect(html).toContain(`name="${field}"`);
  });

  it.each(both)('says each fault in %s above the form and at its field', async (locale) => {
    const html = await open(route, at(end), { locale, sent: { ok: false, faults: Object.fromEntries([...fields, 'form'].map((field) => [field, said])), values: {} } });
    expect(pageFaults(html)).toEqual([]);
    for (const field of fields) expect(html).toMatch(new RegExp(`aria-describedby="[^"]*\\b${field}-error"`));
    expect(html.split(said[locale])).toHaveLength(2 * fields.length + 2);
  });

  it('keeps what was typed instead of what is stored', async () => {
    const typed = '"><b>gõ dở</b>';
    const html = await open(route, at(end), { sent: { ok: false, faults: {}, values: Object.fromEntries(fields.map((field) => [field, typed])) } });
    expect(html).not.toContain('<b>gõ dở</b>');
    const texts = fields.filter((field) => ['fullName', 'staffNo', 'email', 'phone', 'position', 'on'].includes(field));
    expect(html.split('value="&quot;&gt;&lt;b&gt;gõ dở&lt;/b&gt;"')).toHaveLength(texts.length + 1);
  });
});

describe.each(both)('coming back in %s', (locale) => {
  it('asks for nothing after disabling, for unit and day after leaving', async () => {
    await db.updateTable('user_account').set({ disabled_at: '2026-11-20T00:00:00.000Z' }).where('id', '=', whom.id).execute();
    const plain = await open(reactivation, at('/reactivation'), { locale });
    await db.updateTable('user_account').set({ left_on: '2026-11-20' }).where('id', '=', whom.id).execute();
    const left = await open(reactivation, at('/reactivation'), { locale });
    expect([pageFaults(plain), pageFaults(left)]).toEqual([[], []]);
    expect([plain, left].map((html) => html.includes('name="unitId"'))).toEqual([false, true]);
    expect(left).toContain('value="23/11/2026"');
  });
});

describe.each(both)('handing over in %s', (locale) => {
  it.each([['link', link], ['password', temporary]] as const)('a %s shows the secret once, with its end, and no form', async (_what, route) => {
    const html = await open(route, at('/x'), { locale, sent: { ok: true, secret: 'https://x/activate/<b>', expiresAt: '2026-11-26T01:00:00.000Z' } });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('<code>https://x/activate/&lt;b&gt;</code>');
    expect(html).toContain('26/11/2026 08:00');
    expect(html).not.toContain('name="revision"');
  });
});

describe.each(both)('the list of people in %s', (locale) => {
  it('is whole with and without anybody on it', async () => {
    const [full, empty] = [await open(people, '/admin/people', { locale }), await open(people, '/admin/people', { locale, query: '?q=kh%C3%B4ng-ai' })];
    expect([pageFaults(full), pageFaults(empty)]).toEqual([[], []]);
    expect(full).toContain(`<a href="/admin/people/${whom.id}">${escaped}</a>`);
    expect(empty).toContain(locale === 'vi' ? 'Không tìm thấy kết quả phù hợp' : 'Nothing matches');
    expect(empty).not.toContain('<table');
    // That there is nobody is said once.
    expect(wordsOf(empty)).not.toMatch(/\b0 (người|people)\b/);
  });

  it('keeps its filters in the form, opened, and offers to clear them', async () => {
    const html = await open(people, '/admin/people', { locale, query: `?q=%22%3E%3Cb%3E&unit=${unit}&state=WAITING&category=CADRE&role=UNIT_LEADER` });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;"');
    for (const value of [unit, 'WAITING', 'CADRE', 'UNIT_LEADER']) expect(html).toContain(`<option value="${value}" selected="">`);
    expect(html).toMatch(/<details[^>]* open=""/);
    expect(html).toContain('href="/admin/people"');
  });

  it('escapes the names of units', async () => {
    expect(await open(people, '/admin/people', { locale })).not.toContain('<i>Ba Vì');
  });
});

describe.each(both)('the page of a person in %s', (locale) => {
  const show = (query = '', as = token) => open(person, at(''), { locale, query, as });

  it.each(['added', 'saved', 'transferred', 'left', 'disabled', 'returned', 'unlocked', 'sessions-ended'])('says that she was %s', async (done) => {
    const html = await show(`?done=${done}`);
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('role="status"');
    expect(await show('?done=<b>')).not.toContain('role="status"');
  });

  it('offers only what fits the state of the account', async () => {
    const offers = async () => ['unlocking', 'reactivation', 'edit', 'activation-link', 'temporary-password', 'transfer', 'session-ending', 'disabling', 'leaving'].filter(((html) => (end: string) => html.includes(`/${end}"`))(await show()));
    expect(await offers()).toEqual(['edit', 'activation-link', 'temporary-password', 'transfer', 'disabling', 'leaving']);
    await givePassword(db, whom, { lockedUntil: '2026-11-23T02:00:00.000Z' });
    await makeSession(db, whom, clock.now().toISOString());
    expect(await offers()).toEqual(['unlocking', 'edit', 'activation-link', 'temporary-password', 'transfer', 'session-ending', 'disabling', 'leaving']);
    await db.updateTable('user_account').set({ disabled_at: '2026-11-20T00:00:00.000Z' }).where('id', '=', whom.id).execute();
    expect(await offers()).toEqual(['reactivation', 'edit', 'leaving']);
    await db.updateTable('user_account').set({ left_on: '2026-11-20' }).where('id', '=', whom.id).execute();
    expect(await offers()).toEqual(['reactivation', 'edit']);
  });

  it('says how the password stands', async () => {
    expect(await show()).toContain(locale === 'vi' ? 'Chưa đặt' : 'Not set');
    await givePassword(db, whom, { mustChange: true, expiresAt: '2026-11-26T01:00:00.000Z' });
    expect(await show()).toContain(locale === 'vi' ? 'Mật khẩu tạm, hết hạn 26/11/2026 08:00' : 'Temporary, expires 26/11/2026 08:00');
    await db.updateTable('credential').set({ must_change: 0, expires_at: null, locked_until: '2026-11-23T01:10:00.000Z' }).execute();
    const html = await show();
    expect(html).toContain(locale === 'vi' ? 'Đặt ngày 05/01/2026' : 'Set on 05/01/2026');
    expect(html).toContain(locale === 'vi' ? 'Tạm khoá đến 23/11/2026 08:10' : 'Locked until 23/11/2026 08:10');
  });

  it('shows roles and the log only to those who may use them', async () => {
    const trainer = await makePerson(db, { unitId: unit, grants: [{ role: 'TRAINING_ADMIN', scope: 'ALL', unitId: null }] });
    const [own, other] = [await show(), await show('', await makeSession(db, trainer, clock.now().toISOString()))];
    expect([own, other].map((html) => [html.includes(at('/roles')), html.includes('/admin/audit?object=')])).toEqual([[true, true], [false, false]]);
  });
});

describe.each(both)('the rest of administration in %s', (locale) => {
  it('greets with the places that are open', async () => {
    const html = await open(admin, '/admin', { locale });
    expect(pageFaults(html)).toEqual([]);
    for (const place of ['people', 'import', 'courses', 'audit', 'operations']) expect(html).toContain(`href="/admin/${place}"`);
  });

  it('has an empty form for somebody new, with today as the latest day', async () => {
    const html = await open(newPerson, '/admin/people/new', { locale });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('value="23/11/2026"');
    expect(html).not.toContain('<i>Ba Vì');
  });
});
