import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import type { TestClock } from '../../../tests/support/clock.ts';
import { pageFaults, renderRoute } from '../../../tests/support/render-route.tsx';
import { call } from '../../../tests/world/calls.ts';
import { givePassword, makePerson, makeSession } from '../../../tests/world/people.ts';
import { signedIn } from '../../../tests/world/signed-in.ts';
import type { Actor } from '../actor.ts';
import { holdForm } from '../commands/hold-form.server.ts';
import { issueLink } from '../commands/issue-link.server.ts';
import * as account from './account.tsx';
import * as password from './account-password.tsx';
import * as sessions from './account-sessions.tsx';
import * as activate from './activate.tsx';
import * as held from './held.tsx';
import * as signIn from './sign-in.tsx';

const hostile = `Trần "Tí" <img src=x onerror=alert(1)> & 'Út' 😀`;
const escaped = 'Trần &quot;Tí&quot; &lt;img src=x onerror=alert(1)&gt; &amp; &#x27;Út&#x27; 😀';
const both = ['vi', 'en'] as const;
const said = { vi: 'Câu tiếng Việt.', en: 'An English sentence.' };

let db: Db;
let clock: TestClock;
let person: Actor;
let token: string;
beforeEach(async () => {
  ({ db, clock, person, token } = await signedIn({ fullName: hostile }, { name: 'Sở <b>Tư pháp</b>' }));
});
type Route = { loader: Parameters<typeof call>[0] };
const load = async (route: Route, path: string, params = {}, as: string | undefined = token) => (await call(route.loader, { db, clock, path, params, ...(as ? { token: as } : {}) })).body;
const linkFor = (userId: string | null, purpose: 'FIRST_ADMIN' | 'ACTIVATE' | 'RESET', hours = 1) =>
  db.transaction().execute(async (tx) => (await issueLink(tx, { userId, purpose, createdBy: null, now: clock.now(), hours })).token);

describe.each(both)('the sign-in page in %s', (locale) => {
  const draw = (next: string, sent?: object) => renderRoute(signIn, { data: { next }, sent, locale, path: '/sign-in' });

  it('has its title in the reader’s language', () => {
    expect(draw('/')).toContain(locale === 'vi' ? '<title>Đăng nhập – hoc06</title>' : '<title>Sign in – hoc06</title>');
  });

  it('is whole, and says nothing before anything went wrong', () => {
    const html = draw('/');
    expect(pageFaults(html)).toEqual([]);
    expect(html).not.toContain('role="alert"');
    expect(html).not.toContain('field-error');
  });

  it('says why one has to sign in, and what was kept', () => {
    expect(draw('/account')).toContain(locale === 'vi' ? 'Vui lòng đăng nhập để tiếp tục.' : 'Please sign in to continue.');
    expect(draw('/held/1')).toContain(locale === 'vi' ? 'đã được lưu nháp' : 'has been kept');
    expect(draw('/')).not.toContain(locale === 'vi' ? 'để tiếp tục' : 'to continue');
  });

  it('keeps the name, never the password, and says the refusal', () => {
    const html = draw('/account', { ok: false, faults: { form: said, identifier: said }, values: { identifier: '"><script>x</script>' } });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"');
    expect(html.match(new RegExp(said[locale], 'g'))).toHaveLength(2);
    expect(/<input[^>]*type="password"[^>]*>/.exec(html)?.[0]).not.toContain('value=');
  });
});

describe.each(both)('the own account in %s', (locale) => {
  const draw = (data: unknown) => renderRoute(account, { data, locale, path: '/account' });

  it('shows what the agency keeps, escaped', async () => {
    const html = draw(await load(account, '/account'));
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain(escaped);
    expect(html).toContain('Sở &lt;b&gt;Tư pháp&lt;/b&gt;');
    expect(html).not.toContain('<img');
  });

  it('has a word for everything that is missing', async () => {
    await db.updateTable('membership').set({ valid_to: '2026-01-01' }).execute();
    await db.updateTable('user_account').set({ email: null, staff_no: null, staff_category: null }).execute();
    const html = draw(await load(account, '/account'));
    expect(html.match(locale === 'vi' ? /Chưa có/g : /None/g)).toHaveLength(4);
    expect(html).toContain(locale === 'vi' ? 'Chưa gắn với đơn vị' : 'Not in a unit');
    expect(html).toContain(locale === 'vi' ? 'Người học' : 'Learner');
  });

  it('says when the password was changed, once there is one', async () => {
    const words = locale === 'vi' ? 'đổi lần gần nhất: 05/01/2026' : 'last changed: 05/01/2026';
    expect(draw(await load(account, '/account'))).not.toContain(words);
    await givePassword(db, person);
    expect(draw(await load(account, '/account'))).toContain(words);
  });

  it('has the present language and theme chosen', async () => {
    await db.updateTable('user_account').set({ locale: 'en', theme: 'dark' }).execute();
    const html = draw(await load(account, '/account'));
    expect(html).toContain('<option value="en" selected="">');
    expect(html).toContain('<option value="dark" selected="">');
  });
});

describe.each(both)('changing the password in %s', (locale) => {
  const draw = async (path: string, sent?: object) => renderRoute(password, { data: await load(password, path), sent, locale, path });

  it('is whole and says the rules beforehand', async () => {
    const html = await draw('/account/password');
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain(locale === 'vi' ? 'từ 14 ký tự' : 'at least 14 characters');
    expect(html.match(/type="password"/g)).toHaveLength(3);
    expect(html.match(/autoComplete="new-password"/g)).toHaveLength(2);
  });

  it('links every fault to its field and repeats it there', async () => {
    const html = await draw('/account/password', { ok: false, faults: { current: said, password: said, again: said }, values: {} });
    expect(pageFaults(html)).toEqual([]);
    for (const field of ['current', 'password', 'again']) {
      expect(html).toContain(`<a href="#${field}">${said[locale]}</a>`);
      expect(html).toContain(`id="${field}-error"`);
    }
    expect(html).toContain('role="alert"');
  });

  it('says that it was saved, but not above a fault', async () => {
    const words = locale === 'vi' ? 'Đã lưu mật khẩu mới' : 'The new password is saved';
    expect(await draw('/account/password?saved=1')).toContain(words);
    expect(await draw('/account/password?saved=1', { ok: false, faults: { current: said }, values: {} })).not.toContain(words);
  });

  it('says why it is forced, and leaves out the way back', async () => {
    await givePassword(db, person, { mustChange: true });
    const html = await draw('/account/password?next=%2Fcourses');
    expect(html).toContain(locale === 'vi' ? 'do quản trị đào tạo cấp' : 'given to you by an administrator');
    expect(html).toContain('<input type="hidden" name="next" value="/courses"/>');
    expect(html).not.toContain('href="/account"');
  });
});

describe.each(both)('own sessions in %s', (locale) => {
  const draw = async (path = '/account/sessions') => renderRoute(sessions, { data: await load(sessions, path), locale, path });

  it('offer nothing to end when there is only this one', async () => {
    const html = await draw();
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain(locale === 'vi' ? 'Không có thiết bị nào khác' : 'No other device');
    expect(html).not.toContain('/ending');
  });

  it('name each device in the words of its button', async () => {
    await makeSession(db, person, clock.now().toISOString(), { id: 'phone', userAgent: 'Mozilla/5.0 (iPhone; CPU) Version/18 Mobile Safari/604.1' });
    const html = await draw();
    expect(html).toContain('action="/account/sessions/phone/ending"');
    expect(html).toContain(locale === 'vi' ? 'aria-label="Đăng xuất Safari trên iPhone, địa chỉ 10.1.2.3"' : 'aria-label="Sign out Safari on iPhone, address 10.1.2.3"');
    expect(html).toContain('action="/account/other-sessions/ending"');
    expect(html).not.toContain(`/account/sessions/${person.sessionId}/ending`);
  });

  it.each([['one', /Đã đăng xuất thiết bị|The device has been/], ['others', /mọi thiết bị khác\.|All other devices/]] as const)('say that %s ended', async (ended, words) => {
    expect(await draw(`/account/sessions?ended=${ended}`)).toMatch(words);
    expect(await draw('/account/sessions?ended=nonsense')).not.toMatch(words);
  });
});

describe.each(both)('a kept form in %s', (locale) => {
  const draw = async (path: string, body: string) => {
    const id = await holdForm(db, { userId: person.id, path, body, now: clock.now().toISOString() });
    return renderRoute(held, { data: await load(held, `/held/${id}`, { id }), locale, path: `/held/${id}` });
  };

  it('shows every field twice: to read and to send, escaped', async () => {
    const html = await draw('/admin/people/new?x=1', new URLSearchParams({ fullName: hostile, note: '' }).toString());
    expect(pageFaults(html)).toEqual([]);
    expect(html.split(escaped)).toHaveLength(3);
    expect(html).toMatch(/action="\/admin\/people\/new\?x=1&amp;held=[\w-]+"/);
    expect(html).toContain('24/11/2026 08:00');
    expect(html).not.toContain('<img');
  });

  it('says so when nothing was typed', async () => {
    expect(await draw('/account/other-sessions/ending', '')).toContain(locale === 'vi' ? 'không có nội dung nhập' : 'has no typed content');
  });

  it('is never sent to another site', async () => {
    expect(await draw('//evil.example/x', 'a=1')).toMatch(/action="\/\?held=[\w-]+"/);
  });
});

describe.each(both)('an activation page in %s', (locale) => {
  const draw = async (link: string, as = '', sent?: object) => renderRoute(activate, { data: await load(activate, `/activate/${link}`, { token: link }, as), sent, locale, path: `/activate/${link}` });

  it.each([['ACTIVATE', /Kích hoạt tài khoản<\/h1>|Activate account<\/h1>/], ['RESET', /Đặt lại mật khẩu<\/h1>|Set a new password<\/h1>/]] as const)('for %s names its owner', async (purpose, title) => {
    const html = await draw(await linkFor(person.id, purpose));
    expect(pageFaults(html)).toEqual([]);
    expect(html).toMatch(title);
    expect(html).toContain(escaped);
  });

  it('for the first administrator keeps what was typed, not the password', async () => {
    const html = await draw(await linkFor(null, 'FIRST_ADMIN'), '', { ok: false, faults: { email: said }, values: { fullName: hostile, email: 'x@' } });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain(`value="${escaped}"`);
    expect(html).toContain(`<a href="#email">${said[locale]}</a>`);
    expect(html).not.toMatch(/type="password"[^>]*value=/);
  });

  it('says why a link does not work any more', async () => {
    const [old, first] = [await linkFor(person.id, 'ACTIVATE'), await linkFor(null, 'FIRST_ADMIN')];
    clock.pass({ minutes: 60 });
    expect(await draw(old)).toContain(locale === 'vi' ? 'đã hết hạn' : 'has expired');
    expect(await draw(first)).toContain(locale === 'vi' ? 'không còn hiệu lực' : 'no longer valid');
    expect(await draw('nothing')).toContain(locale === 'vi' ? 'Không tìm thấy đường dẫn' : 'is not known');
    expect(await draw(old)).not.toContain('Trần');
  });

  it('asks somebody else who is signed in to sign out', async () => {
    const other = await makePerson(db);
    const html = await draw(await linkFor(other.id, 'ACTIVATE'), token);
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('action="/sign-out"');
    expect(html).toContain(escaped);
    expect(html).not.toContain('type="password"');
  });
});
