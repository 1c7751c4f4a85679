import { describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { drawPage, textOf, wordsOf } from '../../../tests/support/page.tsx';
import { call, callForFile, type Call } from '../../../tests/world/calls.ts';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePath } from '../../../tests/world/paths.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import * as completion from './lesson-completion.ts';
import * as lessonRoute from './lesson.tsx';
import * as choice from './path-choice.ts';
import * as pathRoute from './path.tsx';
import * as pathsRoute from './paths.tsx';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const course = await makeCourse(db, { slug: 'khoa-x', title: 'Khoá <X>' });
  await makePath(db, { key: 'lanh-dao', title: 'Lãnh đạo', suits: { roles: ['UNIT_LEADER'], positions: [] }, steps: [{ course: 'khoa-x', module: 'm1', lessons: ['thu-la'] }] });
  await makePath(db, { key: 'toan-the', title: 'Toàn thể', steps: [{ course: 'khoa-x', module: 'm1', lessons: null }] });
  const person = await makePerson(db);
  const token = await makeSession(db, person, clock.now().toISOString());
  const ask = (route: Parameters<typeof call>[0], path: string, how: Partial<Call> = {}) => call(route, { db, clock, path, token, ...how });
  const choose = (path: string) => ask(choice.action, '/paths/choice', { form: { path } });
  return { db, clock, token, course, person, ask, choose, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('the pages of paths', () => {
  it('ask strangers to sign in', async () => {
    await using w = await world();
    for (const [route, form] of [[pathsRoute.loader], [pathRoute.loader], [choice.loader], [choice.action, { path: '' }]] as const) {
      expect((await w.ask(route, '/paths', { token: 'no-session', params: { path: 'toan-the' }, ...(form ? { form } : {}) })).location).toMatch(/^\/sign-in/);
    }
  });

  it('say in words that a path changes nothing of the certificate, in both languages', async () => {
    await using w = await world();
    const { body: data } = await w.ask(pathsRoute.loader, '/paths');
    expect(wordsOf(drawPage(pathsRoute.default, { data }))).toContain('Điều kiện nhận chứng nhận không thay đổi');
    expect(wordsOf(drawPage(pathsRoute.default, { data, locale: 'en' }))).toContain('What a certificate asks does not change');
    const page = await w.ask(pathRoute.loader, '/paths/toan-the', { params: { path: 'toan-the' } });
    expect(wordsOf(drawPage(pathRoute.default, { data: page.body }))).toContain('Điều kiện nhận chứng nhận không thay đổi');
  });

  it('put the suggested path first and the chosen one before it', async () => {
    await using w = await world();
    const heads = async () => {
      const { body: data } = await w.ask(pathsRoute.loader, '/paths');
      return [...drawPage(pathsRoute.default, { data }).matchAll(/href="\/paths\/([a-z-]+)">(?:Lãnh|Toàn)/g)].map(([, key]) => key);
    };
    expect(await heads()).toEqual(['toan-the', 'lanh-dao']);
    await w.choose('lanh-dao');
    expect(await heads()).toEqual(['lanh-dao', 'toan-the']);
  });

  it('lead to lessons only after enrolment, and say where to enrol before', async () => {
    await using w = await world();
    const markup = async () => drawPage(pathRoute.default, { data: (await w.ask(pathRoute.loader, '/paths/lanh-dao', { params: { path: 'lanh-dao' } })).body });
    const before = await markup();
    expect(before).toMatch(/Cần ghi danh khoá học này trước:.*<a href="\/courses\/khoa-x">Khoá &lt;X&gt;<\/a>/);
    expect(before).not.toContain('/learn/');
    await enrolled(w.db, w.person.id, w.course);
    const after = await markup();
    expect(after).toMatch(/href="\/learn\/khoa-x\/thu-la"[^>]*>.*?Học tiếp theo lộ trình/);
    expect(after).toContain('(một số bài)');
    expect(after).not.toContain('Cần ghi danh');
  });

  it('open only the stage that somebody is in', async () => {
    await using w = await world();
    await makePath(w.db, { key: 'hai-chang', steps: [{ course: 'khoa-x', module: 'm2', lessons: null }, { course: 'khoa-x', module: 'm1', lessons: null }] });
    const open = async () => {
      const { body: data } = await w.ask(pathRoute.loader, '/paths/hai-chang', { params: { path: 'hai-chang' } });
      return drawPage(pathRoute.default, { data }).split('<h2 id="stage-').slice(1).map((stage) => /<details[^>]*\sopen/.test(stage));
    };
    expect(await open()).toEqual([true, false]);
    await happened(w.db, w.person.id, w.course, '2026-11-20T01:00:00.000Z', facts.completed(w.course, 2));
    expect(await open()).toEqual([false, true]);
    for (const lesson of [0, 1]) await happened(w.db, w.person.id, w.course, '2026-11-20T01:00:00.000Z', facts.completed(w.course, lesson));
    expect(await open()).toEqual([false, false]);
  });

  it.each(['..', 'Lanh-Dao', 'a b', 'khong-co', '__proto__', 'x'.repeat(200)])('do not know the path %s', async (path) => {
    await using w = await world();
    expect((await w.ask(pathRoute.loader, '/paths/x', { params: { path } })).status).toBe(404);
  });
});

describe('choosing', () => {
  it('goes back to the list, which says so; the same button gives up', async () => {
    await using w = await world();
    expect(await w.choose('lanh-dao')).toMatchObject({ status: 303, location: '/paths?done=chosen' });
    const { body: data } = await w.ask(pathsRoute.loader, '/paths?done=chosen');
    const page = drawPage(pathsRoute.default, { data });
    expect(page).toContain('Đã chọn lộ trình.');
    expect(page).toMatch(/name="path" value=""\/><button[^>]*>[^<]*Thôi theo lộ trình này/);
    expect(await w.choose('')).toMatchObject({ status: 303, location: '/paths?done=given-up' });
    expect(await w.db.selectFrom('path_choice').selectAll().execute()).toEqual([]);
  });

  it('refuses what is no path and keeps what was chosen', async () => {
    await using w = await world();
    await w.choose('lanh-dao');
    expect((await w.choose('khong-co')).status).toBe(404);
    for (const path of ['<script>', "x' or 1=1", '../..']) expect((await w.choose(path)).status, path).toBe(422);
    expect(await w.db.selectFrom('path_choice').select(['user_id', 'path_key']).execute()).toEqual([{ user_id: w.person.id, path_key: 'lanh-dao' }]);
    expect((await w.ask(choice.loader, '/paths/choice')).location).toBe('/paths');
  });

  it('passes over a strange outcome in the address', async () => {
    await using w = await world();
    expect((await w.ask(pathsRoute.loader, '/paths?done=<script>')).body).toMatchObject({ done: null });
  });
});

describe('the end of a lesson', () => {
  it('follows the path and not the course, and the page says so; without a path the course', async () => {
    await using w = await world();
    await enrolled(w.db, w.person.id, w.course);
    const other = await makeCourse(w.db, { slug: 'khoa-y' });
    await enrolled(w.db, w.person.id, other);
    await makePath(w.db, { key: 'hai-khoa', title: 'Hai khoá', steps: [{ course: 'khoa-x', module: 'm1', lessons: ['thu-la'] }, { course: 'khoa-y', module: 'm2', lessons: null }] });
    const at = { params: { course: 'khoa-x', lesson: 'thu-la' } };
    const finish = async () => (await w.ask(completion.action, '/learn/khoa-x/thu-la/completion', { ...at, form: {} })).location;
    const page = async () => wordsOf(textOf(await callForFile(lessonRoute.loader, { db: w.db, clock: w.clock, token: w.token, path: '/learn/khoa-x/thu-la', ...at })));
    // The test of the module is still locked by its other lesson.
    expect(await finish()).toBe('/courses/khoa-x');
    expect(await page()).not.toContain('Lộ trình của tôi');
    await w.choose('hai-khoa');
    expect(await finish()).toBe('/learn/khoa-y/dinh-danh');
    expect(await page()).toMatch(/Lộ trình của tôi\s*Hai khoá\s*, chặng 1\/2\./);
    await w.choose('');
    expect(await finish()).toBe('/courses/khoa-x');
  });
});

describe('before any path is stored', () => {
  it('the list says so', async () => {
    await using w = await world();
    await w.db.deleteFrom('learning_path').execute();
    const { body: data } = await w.ask(pathsRoute.loader, '/paths');
    expect(wordsOf(drawPage(pathsRoute.default, { data }))).toContain('Chưa có lộ trình học nào');
  });
});
