import { describe, expect, it } from 'vitest';
import { testClock } from '../../tests/support/clock.ts';
import { freshDb } from '../../tests/support/db.ts';
import { pageFaults, renderRoute } from '../../tests/support/render-route.tsx';
import { makeAnswer } from '../../tests/world/answers.ts';
import { call } from '../../tests/world/calls.ts';
import { makeCourse } from '../../tests/world/courses.ts';
import { makePerson, makeSession } from '../../tests/world/people.ts';
import * as search from './search.tsx';
import type { Everything } from './search-everything.server.ts';

const secretWord = 'tuyetmatkhongcongbo';

async function world() {
  const db = await freshDb();
  const clock = testClock();
  const session = await makeSession(db, await makePerson(db), clock.now().toISOString());
  const open = (path: string, token: string | null = session) => call(search.loader, { db, clock, path, ...(token ? { token } : {}) });
  const find = async (question: string) => (await open(`/search?q=${encodeURIComponent(question)}`)).body as Everything;
  const counts = async (question: string) => { const { answers, courses, lessons } = await find(question); return [answers.total, courses.length, lessons.length]; };
  const noted = () => db.selectFrom('faq_search').select(['question', 'results', 'source']).execute();
  return { db, open, find, counts, noted, [Symbol.asyncDispose]: () => db.destroy() };
}

describe('the one box', () => {
  it('finds answers, courses and lessons, with marks and without', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'quen', question: 'Quên mật khẩu thì làm thế nào?' });
    await makeCourse(w.db, { title: 'Mật khẩu an toàn', lessons: [{ slug: 'mk', title: 'Đặt mật khẩu dài' }, { slug: 'khac', title: 'Thư lạ' }] });
    expect([await w.counts('mật khẩu'), await w.counts('MAT KHAU'), await w.counts('quên mật khẩu'), await w.counts('zzzz')]).toEqual([[1, 1, 2], [1, 1, 2], [1, 0, 0], [0, 0, 0]]);
    expect((await w.find('mat khau')).answers.hits.map(({ slug }) => slug)).toEqual(['quen']);
  });

  it.each(['', '   ', '?!', '🙂', '\u0301', "'; drop table faq_entry; --", '(.*)+$', 'x'.repeat(5_000), '<script>'])('takes %j as text and finds nothing', async (question) => {
    await using w = await world();
    await makeAnswer(w.db);
    await makeCourse(w.db);
    expect(await w.counts(question)).toEqual([0, 0, 0]);
  });

  it('writes down what no answer was found to, but not what was meant for a course', async () => {
    await using w = await world();
    await makeCourse(w.db, { title: 'Mật khẩu an toàn' });
    for (const question of ['mật khẩu an toàn', 'đổi số điện thoại 0912345678', '']) await w.find(question);
    expect(await w.noted()).toEqual([{ question: 'đổi số điện thoại ••••••••••', results: 0, source: 'STAFF' }]);
  });

  it('says what it found as Vietnamese and the rest in the language of the page', async () => {
    await using w = await world();
    await makeAnswer(w.db, { audience: 'INTERNAL', question: 'Quên mật khẩu thì làm thế nào?', short: 'Gọi lại.' });
    await makeCourse(w.db, { title: 'Mật khẩu an toàn', lessons: [{ slug: 'mk', title: 'Đặt mật khẩu dài' }] });
    const html = renderRoute(search, { data: await w.find('mat khau'), path: '/search', locale: 'en' });
    expect(html).toMatch(/<a href="\/help\/[^"]+" lang="vi">Quên mật khẩu thì làm thế nào\?<\/a><p lang="vi">Gọi lại\.<\/p><p class="muted"><span class="tag tag-warn">.*?Internal<\/span>/);
    expect(html).toMatch(/<p class="muted"><span lang="vi">Mật khẩu an toàn<\/span> · \d+ min<\/p>/);
    expect(html).not.toContain('<li lang="vi">');
  });

  it('shows groups with their counts, escaped, and nothing but a box before anything is asked', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'kin', audience: 'INTERNAL', question: 'Xác minh <b>người gọi</b> thế nào?' });
    const html = renderRoute(search, { data: await w.find('xac minh'), path: '/search' });
    expect(pageFaults(html)).toEqual([]);
    expect(html).toContain('Câu trả lời (1)');
    expect(html).toContain('Xác minh &lt;b&gt;người gọi');
    expect(html).toMatch(/href="\/help\/kin\?s=[\w-]+"/);
    expect(html).toContain('Nội bộ');
    expect(renderRoute(search, { data: await w.find(''), path: '/search' })).not.toContain('class="hits"');
  });
});

describe('nothing leaks', () => {
  it.each([
    ['a draft', { state: 'DRAFT' as const }],
    ['handed in', { state: 'SUBMITTED' as const }],
    ['planned for later', { publishAt: '2030-01-01T00:00:00.000Z' }],
    ['withdrawn', { withdrawAt: '2026-02-01T00:00:00.000Z' }],
  ])('%s is not found by officials either', async (_name, traits) => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'kin', question: `Xử lý ${secretWord} thế nào?`, variants: [secretWord], short: secretWord, ...traits });
    expect([await w.counts(secretWord), await w.counts(secretWord.slice(0, 8)), (await w.find(secretWord.slice(0, -1))).answers.meant]).toEqual([[0, 0, 0], [0, 0, 0], null]);
  });

  it('a course that is not released is not found', async () => {
    await using w = await world();
    await makeCourse(w.db, { title: secretWord, released: false });
    expect(await w.counts(secretWord)).toEqual([0, 0, 0]);
  });

  it('strangers are sent to sign in before anything is looked for', async () => {
    await using w = await world();
    await makeAnswer(w.db, { slug: 'kin', question: `Xử lý ${secretWord} thế nào?` });
    const answer = await w.open(`/search?q=xu+ly`, null);
    expect(answer.status).toBe(302);
    expect(JSON.stringify(answer)).not.toContain(secretWord);
    expect(await w.noted()).toEqual([]);
    expect((await w.find('xu ly')).answers.hits[0]?.question).toContain(secretWord);
  });
});
