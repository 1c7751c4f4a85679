import { describe, expect, test } from 'vitest';
import { courseOnDisk } from '../../../tests/content/course-on-disk.ts';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { drawPage, wordsOf } from '../../../tests/support/page.tsx';
import { call, type Call } from '../../../tests/world/calls.ts';
import { makePerson, makeSession } from '../../../tests/world/people.ts';
import type { Role } from '../../people/actor.ts';
import { publishCourse } from '../commands/publish-course.server.ts';
import { releaseCourseVersion } from '../commands/release-course-version.server.ts';
import * as reviewRoute from './editing-review.tsx';
import * as reviewsRoute from './editing-reviews.tsx';

const params = { course: 'khoa-mau', lesson: 'bai-mau' };
const path = '/admin/reviews/khoa-mau/bai-mau';

async function world(now: string) {
  const db = await freshDb();
  const disk = courseOnDisk();
  const clock = testClock(now);
  const { versionId } = await publishCourse(db, await disk.compile(), '2026-11-23T01:00:00.000Z');
  await releaseCourseVersion(db, null, versionId, '2026-11-23T01:00:00.000Z');
  const { id: version } = await db.selectFrom('lesson_version').select('id').executeTakeFirstOrThrow();
  const as = async (role: Role) => {
    const token = await makeSession(db, await makePerson(db, { fullName: 'Lê Thị Ánh', grants: [{ role, scope: 'ALL', unitId: null }] }), now);
    return (route: Parameters<typeof call>[0], at: string, how: Partial<Call> = {}) => call(route, { db, clock, path: at, token, params, ...how });
  };
  return { db, version, as, [Symbol.asyncDispose]: async () => (disk[Symbol.dispose](), db.destroy()) };
}
const late = '2027-06-01T01:00:00.000Z';

describe('the calendar', () => {
  test('flags what is overdue and leads an editor to the lesson', async () => {
    await using w = await world(late);
    const ask = await w.as('CONTENT_EDITOR');
    const { body: data } = await ask(reviewsRoute.loader, '/admin/reviews');
    const page = drawPage(reviewsRoute.default, { data });
    expect(wordsOf(page)).toContain('1 mục quá hạn, 0 mục đến hạn trong 30 ngày tới, trong số 1 mục');
    expect(page).toMatch(/<h2 id="month-late">Quá hạn/);
    expect(page).toContain(`href="${path}" aria-label="Ghi đã rà soát: Bài mẫu"`);
    expect(wordsOf(page)).toContain('2 câu hỏi đi cùng bài');
    expect(wordsOf(drawPage(reviewsRoute.default, { data, locale: 'en' }))).toContain('1 items are overdue');
  });

  test('names a dated fact that is overdue, what it rests on, and that it waits for an officer', async () => {
    await using w = await world(late);
    const row = await w.db.selectFrom('lesson_version').select(['id', 'details']).executeTakeFirstOrThrow();
    const facts = [{ text: 'Khoảng 60 triệu', source: 'Bộ <A>', asOf: '2026-01-15', reviewBy: '2027-01-15', isAwaiting: true }];
    await w.db.updateTable('lesson_version').set({ details: JSON.stringify({ ...JSON.parse(row.details), facts }) }).where('id', '=', row.id).execute();
    const ask = await w.as('CONTENT_EDITOR');
    const { body: data } = await ask(reviewsRoute.loader, '/admin/reviews?kind=fact&state=late');
    expect(wordsOf(drawPage(reviewsRoute.default, { data }))).toMatch(/15\/01\/2027 Quá hạn.*Số liệu trong bài: Bài mẫu “Khoảng 60 triệu” \(tính đến 15\/01\/2026; nguồn: Bộ &lt;A&gt;\) Chờ cán bộ thẩm định/);
    const { body: page } = await ask(reviewRoute.loader, path);
    expect(wordsOf(drawPage(reviewRoute.default, { data: page }))).toContain('rà soát trước 15/01/2027');
  });

  test('folds away what is in time, below the nearest month', async () => {
    await using w = await world('2026-12-01T01:00:00.000Z');
    const ask = await w.as('CONTENT_EDITOR');
    const draw = async () => drawPage(reviewsRoute.default, { data: (await ask(reviewsRoute.loader, '/admin/reviews')).body });
    expect(await draw()).not.toContain('<details');
    const row = await w.db.selectFrom('question_version').select(['id', 'body']).executeTakeFirstOrThrow();
    await w.db.updateTable('question_version').set({ expires_on: '2027-02-01' }).where('id', '=', row.id).execute();
    const [, nearest = '', next = ''] = (await draw()).split('<h2 id="month-');
    expect([nearest.startsWith('2027-02'), nearest.includes('<details'), wordsOf(nearest).includes('1 câu hết hiệu lực: m1-q01')]).toEqual([true, false, true]);
    expect(next).toMatch(/^2027-05[^]*<details(?![^>]*open)[^]*1 mục còn hạn[^]*Bài mẫu/);
    expect(nearest, 'a lapse is mended in the file').not.toContain('/admin/reviews/khoa-mau/m1-dau');
  });

  test('keeps its filters in the form, and passes over strange ones', async () => {
    await using w = await world(late);
    const ask = await w.as('SYSTEM_ADMIN');
    const shown = async (query: string) => drawPage(reviewsRoute.default, { data: (await ask(reviewsRoute.loader, `/admin/reviews?${query}`)).body });
    const nothing = await shown('state=soon');
    expect(nothing).toContain('Không có mục nào phù hợp');
    expect(nothing).toContain('<a href="/admin/reviews" class="btn btn-ghost">Bỏ lọc</a>');
    expect(await shown('state=late&course=khoa-mau&kind=lesson')).toMatch(/<option value="late" selected="">/);
    for (const query of ['state=%3Cscript%3E', 'course=../x', 'kind=__proto__', 'done=x']) expect(await shown(query), query).toContain('Bài mẫu');
    expect(await shown(''), 'who only looks is not asked to record').not.toContain('Ghi đã rà soát');
  });
});

describe('one lesson', () => {
  const form = (version: string, changes: Record<string, string> = {}) => ({ version, note: 'Đã đối chiếu Luật 116/2025 trên công báo.', reviewBy: '2027-11-01', ...changes });

  test('is recorded by an editor, who comes back to the calendar', async () => {
    await using w = await world(late);
    const ask = await w.as('CONTENT_EDITOR');
    const before = drawPage(reviewRoute.default, { data: (await ask(reviewRoute.loader, path)).body });
    expect(before).toContain('value="29/11/2027"');
    expect(wordsOf(before)).toContain('Chỉ ghi “đã rà soát” khi bài vẫn đúng từng chữ.');
    expect(await ask(reviewRoute.action, path, { form: form(w.version) })).toMatchObject({ status: 303, location: '/admin/reviews?done=reviewed' });
    const calendar = drawPage(reviewsRoute.default, { data: (await ask(reviewsRoute.loader, '/admin/reviews?done=reviewed')).body });
    expect(wordsOf(calendar)).toContain('Lê Thị Ánh rà soát ngày 01/06/2027');
    expect(wordsOf(calendar)).toContain('Đã ghi nhận việc rà soát.');
    expect(wordsOf(drawPage(reviewRoute.default, { data: (await ask(reviewRoute.loader, path)).body }))).toContain('cho lời bài hiện nay');
  });

  test.each([
    ['a short note', { note: ' ngắn ' }, 422, 'note'],
    ['a note without end', { note: 'x'.repeat(1001) }, 422, 'note'],
    ['no day', { reviewBy: '' }, 422, 'reviewBy'],
    ['a day that is none', { reviewBy: '2027-02-30' }, 422, 'reviewBy'],
    ['a day in the past', { reviewBy: '2027-05-01' }, 409, 'reviewBy'],
    ['a day too far', { reviewBy: '2028-06-01' }, 409, 'reviewBy'],
  ])('%s is refused at its field and keeps what was typed', async (_what, changes, status, field) => {
    await using w = await world(late);
    const ask = await w.as('CONTENT_EDITOR');
    const answer = await ask(reviewRoute.action, path, { form: form(w.version, changes) });
    expect(answer).toMatchObject({ status, body: { ok: false, faults: { [field]: { vi: expect.any(String) } } } });
    const page = drawPage(reviewRoute.default, { data: (await ask(reviewRoute.loader, path)).body, answer: answer.body });
    expect(page).toContain(`href="#${field}"`);
    if (!('note' in changes)) expect(page).toContain('Đã đối chiếu Luật 116/2025 trên công báo.');
    expect(await w.db.selectFrom('lesson_review').select('id').execute()).toEqual([]);
  });

  test('is only shown to a system administrator', async () => {
    await using w = await world(late);
    const ask = await w.as('SYSTEM_ADMIN');
    const page = drawPage(reviewRoute.default, { data: (await ask(reviewRoute.loader, path)).body });
    expect(page).not.toContain('<form');
    expect(page).toContain('Chỉ biên tập viên nội dung được ghi đã rà soát.');
    expect((await ask(reviewRoute.action, path, { form: form(w.version) })).status).toBe(403);
  });
});
