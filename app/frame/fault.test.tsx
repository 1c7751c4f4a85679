import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { freshDb } from '../../tests/support/db.ts';
import { renderFailed } from '../../tests/support/render-route.tsx';
import { cookieOf, requestContext } from '../../tests/support/request.ts';
import { enrolled, makeCourse } from '../../tests/world/courses.ts';
import { makePerson } from '../../tests/world/people.ts';
import { loader as readLesson } from '../learning/routes/lesson.tsx';
import { AppError } from '../platform/errors.ts';
import { sendWebResponse } from '../platform/http/adapter.server.ts';
import { platformMessages } from '../platform/messages.ts';
import type { ChromeData } from './chrome-data.server.ts';
import { Fault, faultTitle } from './fault.tsx';
import { loader as findNothing } from './not-found.tsx';

const say = { vi: 'Khoá học đã đóng.', en: 'The course is closed.' };
const chrome: ChromeData = { locale: 'vi', theme: 'system', timeZone: 'Asia/Ho_Chi_Minh', scriptUrl: '', isDemo: false, host: 'hoc06.example', path: '/x', person: null, areas: [], area: null, unread: null };

/** Draws the error boundary the way Remix does, after a loader threw. */
async function drawBoundary(thrown: unknown, root: ChromeData | null = chrome): Promise<string> {
  const error = thrown instanceof Response ? { status: thrown.status, statusText: '', internal: false, data: (await thrown.json()) as unknown } : thrown;
  return renderFailed(error, root);
}
const refused = (status: number, body: unknown) => Response.json(body, { status });

describe('Fault', () => {
  it.each([[404, 'Không tìm thấy'], [403, 'Không có quyền'], [409, 'Chưa thực hiện được'], [500, 'Chưa thực hiện được']])('calls %i “%s”', (status, title) => {
    expect(faultTitle({ status, locale: 'vi' })).toBe(title);
    const page = renderToStaticMarkup(<Fault status={status} says={[say]} locale="vi" />);
    expect(page).toContain(`<h1>${title}</h1>`);
    expect(page).toContain('Khoá học đã đóng.');
    expect(page).toMatch(/<a[^>]*href="\/"[^>]*>.*?Về trang chủ/);
  });

  it('gives back what was typed into the form that it refuses, also through the error boundary', async () => {
    const page = renderToStaticMarkup(<Fault status={409} says={[say]} locale="vi" words={['Thiếu <nguồn>', 'Hai\ndòng']} />);
    expect([...page.matchAll(/<pre class="kept-text">([^<]*)/g)].map(([, words]) => words)).toEqual(['Thiếu &lt;nguồn&gt;', 'Hai\ndòng']);
    expect(renderToStaticMarkup(<Fault status={409} says={[say]} locale="vi" words={[]} />)).not.toContain('kept-text');
    expect(await drawBoundary(refused(409, { say, words: ['một câu đã viết'] }))).toContain('<pre class="kept-text">một câu đã viết</pre>');
    expect(await drawBoundary(refused(409, { say }))).not.toContain('kept-text');
  });

  it('speaks the reader’s language', () => {
    const page = renderToStaticMarkup(<Fault status={404} says={[say]} locale="en" />);
    expect(page).toContain('<h1>Not found</h1>');
    expect(page).toContain('The course is closed.');
    expect(page).not.toContain('Khoá học đã đóng.');
  });
});

describe('ErrorBoundary', () => {
  it('says what a refusal said', async () => {
    const page = await drawBoundary(refused(403, { kind: 'forbidden', say }));
    expect(page).toContain('<title>Không có quyền – hoc06</title>');
    expect(page).toContain('Khoá học đã đóng.');
    expect(await drawBoundary(refused(403, { kind: 'forbidden', say }), { ...chrome, locale: 'en' })).toContain('The course is closed.');
  });

  it('tells nothing about an unexpected error but that it happened', async () => {
    const page = await drawBoundary(new Error('no such column: secret_plan'));
    expect(page).toContain(platformMessages.in('vi')('error.unexpected'));
    expect(page).not.toContain('secret_plan');
  });

  it.each([[404, 'error.not-found'], [405, 'error.not-found'], [500, 'error.unexpected'], [418, 'error.unexpected']] as const)('finds its own words for a bare %i', async (status, key) => {
    for (const body of [null, 'text', {}, { say: {} }]) expect(await drawBoundary(refused(status, body))).toContain(platformMessages.in('vi')(key));
  });

  it('stands in Vietnamese when even the chrome could not be loaded', async () => {
    const page = await drawBoundary(new AppError('unavailable', say), null);
    expect(page).toContain('<html lang="vi">');
    expect(page).toContain(platformMessages.in('vi')('error.unexpected'));
  });
});

describe('an unknown address', () => {
  it('is not found, as a page and as JSON', async () => {
    await using db = await freshDb();
    const ask = (headers: Record<string, string>) => findNothing({ request: new Request('http://localhost:3000/nowhere', { headers }), params: {}, context: requestContext(db) } as never).catch((thrown: unknown) => thrown);
    expect(await ask({})).toMatchObject({ init: { status: 404 }, data: { say: { vi: platformMessages.in('vi')('error.not-found') } } });
    expect(((await ask({ accept: 'application/json' })) as Response).status).toBe(404);
  });
});

describe('a page that renders itself', () => {
  async function world() {
    const db = await freshDb();
    const [person, course] = [await makePerson(db, { fullName: 'Trần Văn Bình' }), await makeCourse(db, { slug: 'an-toan' })];
    const cookie = await cookieOf(db, person.id);
    const open = async (lesson: string, path = `/learn/an-toan/${lesson}`) => {
      const given = { request: new Request(`http://localhost:3000${path}`, { headers: { cookie } }), params: { course: 'an-toan', lesson }, context: requestContext(db) };
      const answer = (await readLesson(given as never).catch((thrown: unknown) => thrown)) as Response;
      // Finished text travels beside the response and meets it again only when it is sent.
      const server = createServer((_request, response) => void sendWebResponse(answer, response)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const sent = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { redirect: 'manual' });
      const text = await sent.text();
      server.close();
      server.closeAllConnections();
      return { status: sent.status, headers: sent.headers, text };
    };
    return { db, person, course, open };
  }

  it('is a whole document with prose, title and chrome', async () => {
    const { db, person, course, open } = await world();
    await enrolled(db, person.id, course);
    const { status, headers, text } = await open('mat-khau-manh');
    expect([status, headers.get('cache-control')]).toEqual([200, 'private, no-store']);
    expect(text).toMatch(/^<!doctype html><html lang="vi">/);
    expect(text).toContain('<title>Mật khẩu mạnh – hoc06</title>');
    expect(text).toContain('<div class="prose" id="prose"><h2 id="mo-dau">Mở đầu</h2>');
    expect(text).toContain('Tài khoản của Trần Văn Bình');
    expect(text).not.toMatch(/<slot|\u0001/);
  });

  it('keeps the way back of each page, though the chrome is remembered', async () => {
    const { db, person, course, open } = await world();
    await enrolled(db, person.id, course);
    for (const lesson of ['mat-khau-manh', 'thu-la']) expect((await open(lesson, `/learn/an-toan/${lesson}?unanswered=1`)).text).toContain(`name="back" value="/learn/an-toan/${lesson}?unanswered=1"`);
  });

  it('notes the opening once, and sends strangers to the course first', async () => {
    const { db, person, course, open } = await world();
    const first = await open('thu-la');
    expect([first.status, first.headers.get('location')]).toEqual([303, '/courses/an-toan?enrol=first']);
    await enrolled(db, person.id, course);
    await open('thu-la');
    await open('thu-la');
    expect(await db.selectFrom('progress_event').select('verb').where('verb', '=', 'lesson.opened').execute()).toHaveLength(1);
  });

  it('refuses as a page too', async () => {
    const { open } = await world();
    const { status, text } = await open('khong-co');
    expect(status).toBe(404);
    expect(text).toContain('<h1>Không tìm thấy</h1>');
    expect(text).toContain('Tài khoản của Trần Văn Bình');
  });
});
