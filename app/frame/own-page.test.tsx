import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import type { TestClock } from '../../tests/support/clock.ts';
import { requestContext } from '../../tests/support/context.ts';
import { textOf } from '../../tests/support/page.tsx';
import { call } from '../../tests/world/calls.ts';
import { givePassword, makePerson, makeSession } from '../../tests/world/people.ts';
import { signedIn } from '../../tests/world/signed-in.ts';
import type { Actor } from '../people/actor.ts';
import { platformMessages } from '../platform/messages.ts';
import { useLocale } from '../platform/i18n/react.tsx';
import { chromeData } from './chrome-data.server.ts';
import { Fault, faultTitle } from './fault.tsx';
import * as notFound from './not-found.tsx';
import { renderFault, renderPage } from './own-page.server.tsx';

let db: Db;
let clock: TestClock;
let person: Actor;
let token: string;
beforeEach(async () => {
  ({ db, clock, person, token } = await signedIn({ fullName: 'Lê "<i>Ân</i>"' }));
});
const ask = (path: string, as = token) => new Request(`http://localhost:3000${path}`, { headers: as ? { cookie: `hoc06_session=${as}` } : {} });
function Says() {
  return <h1>{useLocale()} page</h1>;
}
const draw = async (path: string, { as = token, title = 'Trang', context = requestContext(db, clock) } = {}) => {
  const answer = await renderPage({ title, handle: {}, body: <Says /> }, ask(path, as), context);
  return { answer, html: textOf(answer) };
};

describe('a page that a loader renders by itself', () => {
  it('is a whole document that nobody keeps', async () => {
    const { answer, html } = await draw('/courses');
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([200, 'text/html; charset=utf-8', 'private, no-store']);
    expect(html).toMatch(/^<!doctype html><html lang="vi">.*<h1>vi page<\/h1>.*<\/html>$/s);
    expect(html).not.toContain('<slot');
  });

  it('escapes its title, its path and the name of the person', async () => {
    const { html } = await draw('/courses?q=<b>"&x=$&', { title: `</title><script>alert('x')</script> $& $1` });
    expect(html).toContain('<title>&#60;/title&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62; $&#38; $1</title>');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<i>Ân');
    expect(html).toContain('name="back" value="/courses?q=%3Cb%3E%22&#38;x=$&#38;"');
  });

  it.each([['/', '/'], ['/courses', '/courses'], ['/courses/an-toan?x=1', '/courses'], ['/certificates', '/certificates']])('at %s marks the area %s, as every other page does', async (path, href) => {
    const { html } = await draw(path);
    const marked = [...html.matchAll(/<a[^>]*aria-current="page"[^>]*>/g)].map((match) => /href="([^"]*)"/.exec(match[0])?.[1]);
    expect(new Set(marked)).toEqual(new Set([href]));
  });

  it('never shows one person the frame of another, nor keeps a path or language of before', async () => {
    const other = await makePerson(db, { fullName: 'Người Khác', grants: [{ role: 'AUDITOR', scope: 'ALL', unitId: null }] });
    await db.updateTable('user_account').set({ locale: 'en', theme: 'dark' }).where('id', '=', other.id).execute();
    const [mine, theirs, nobody] = [await draw('/courses?a=1'), await draw('/units?b=2', { as: await makeSession(db, other, clock.now().toISOString()) }), await draw('/courses?c=3', { as: '' })];
    expect([mine, theirs, nobody].map(({ html }) => [html.includes('Ân'), html.includes('Người Khác'), html.includes('href="/admin"'), /lang="(\w+)"/.exec(html)?.[1], html.includes('data-theme="dark"')])).toEqual([
      [true, false, false, 'vi', false],
      [false, true, true, 'en', true],
      [false, false, false, 'vi', false],
    ]);
    expect([mine, theirs, nobody].map(({ html }) => /name="back" value="([^"]*)"/.exec(html)?.[1])).toEqual(['/courses?a=1', '/units?b=2', '/courses?c=3']);
  });

  it('lists the styles of this start', async () => {
    const styled = await draw('/', { context: requestContext(db, clock, { styleUrls: ['/a.css', '/b.css'] }) });
    expect(styled.html.match(/<link rel="stylesheet" href="[^"]+"\/>/g)).toEqual(['<link rel="stylesheet" href="/a.css"/>', '<link rel="stylesheet" href="/b.css"/>']);
    expect((await draw('/')).html).not.toContain('stylesheet');
  });
});

describe('what the frame is told', () => {
  it('has no areas for strangers, nor before a temporary password is changed', () => {
    const context = requestContext(db, clock);
    expect(chromeData(null, context, ask('/courses?q=1'))).toMatchObject({ person: null, areas: [], area: null, path: '/courses?q=1', timeZone: 'Asia/Ho_Chi_Minh' });
    expect(chromeData({ ...person, mustChangePassword: true }, context, ask('/courses'))).toMatchObject({ person: { fullName: person.fullName }, areas: [], area: null });
    expect(chromeData(person, context, ask('/courses/x?y=1'))).toMatchObject({ areas: ['home', 'courses', 'certificates', 'help', 'contests'], area: 'courses' });
  });

  it('names no area that this person may not use', () => {
    expect(chromeData(person, requestContext(db, clock), ask('/admin/people')).area).toBeNull();
  });

  it('shows a person with a temporary password no navigation', async () => {
    await givePassword(db, person, { mustChange: true });
    expect((await draw('/')).html).not.toContain('href="/courses"');
  });
});

describe('a fault', () => {
  const cases = [[404, 'Không tìm thấy', 'Not found'], [403, 'Không có quyền', 'No access'], [409, 'Chưa thực hiện được', 'This could not be done'], [500, 'Chưa thực hiện được', 'This could not be done']] as const;

  it.each(cases)('%i is called %s', (status, vi, en) => {
    expect([faultTitle({ status, locale: 'vi' }), faultTitle({ status, locale: 'en' })]).toEqual([vi, en]);
  });

  it.each(cases)('%i has its page with one way on', async (status, vi) => {
    const answer = await renderFault({ status, says: [{ vi: '<b>Câu</b>', en: 'x' }] }, ask('/x'), requestContext(db, clock));
    const html = textOf(answer);
    expect([answer.status, html.match(/<h1/g)?.length]).toEqual([status, 1]);
    expect(html).toContain(`<title>${vi} – hoc06</title>`);
    expect(html).toContain('&lt;b&gt;Câu&lt;/b&gt;');
    expect(html).toContain('Về trang chủ');
  });

  it('speaks the reader’s language', async () => {
    await db.updateTable('user_account').set({ locale: 'en' }).execute();
    const context = requestContext(db, clock, { reader: { locale: 'en', theme: 'system' } });
    expect(textOf(await renderFault({ status: 500, says: [platformMessages.both('error.unexpected')] }, ask('/x'), context))).toContain('<html lang="en">');
  });

  it('is loud only when it is ours', async () => {
    const { renderToStaticMarkup } = await import('react-dom/server');
    const tone = (status: number) => renderToStaticMarkup(<Fault status={status} says={[{ vi: 'a', en: 'b' }]} locale="vi" />).includes('danger');
    expect([403, 404, 409, 499, 500, 503].map(tone)).toEqual([false, false, false, false, true, true]);
  });
});

it('answers an unknown address with 404, to everybody and for every way of asking', async () => {
  for (const route of [notFound.loader, notFound.action]) for (const as of [token, '']) {
    expect(await call(route, { db, clock, path: '/nowhere', ...(as ? { token: as } : {}) })).toMatchObject({ status: 404, body: { kind: 'not-found' } });
  }
});
