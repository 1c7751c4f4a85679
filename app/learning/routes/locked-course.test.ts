import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { textOf, wordsOf } from '../../../tests/support/page.tsx';
import { enrolled, facts, happened, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { visitorOf } from '../../../tests/world/visits.ts';
import * as home from '../../frame/home.tsx';
import * as assessment from './assessment.tsx';
import * as attempts from './assessment-attempts.ts';
import * as catalogue from './catalogue.tsx';
import * as course from './course.tsx';
import * as enrolment from './enrollment.ts';
import * as answers from './lesson-answers.ts';
import * as completion from './lesson-completion.ts';
import * as lesson from './lesson.tsx';

const params = { course: 'khoa-sau' };
const inLesson = { ...params, lesson: 'mat-khau-manh' };
const inTest = { ...params, key: 'kiem-tra-m1' };
let w: Awaited<ReturnType<typeof world>>;
beforeEach(async () => {
  w = await world();
});
afterEach(() => w.db.destroy());

/** A course that comes after another one, to which one person was assigned; the other person looks at it. */
async function world() {
  const [db, clock] = [await freshDb(), testClock()];
  const first = await makeCourse(db, { slug: 'khoa-dau', title: 'Khoá <đầu>' });
  const next = await makeCourse(db, { slug: 'khoa-sau', title: 'Khoá sau', prerequisites: ['khoa-dau'] });
  const [person, other] = [await makePerson(db), await makePerson(db)];
  await enrolled(db, person.id, next);
  const [me, guest] = [await visitorOf(db, clock, person), await visitorOf(db, clock, other)];
  const complete = (who = person) => happened(db, who.id, first, clock.now().toISOString(), facts.courseDone(first));
  const count = async (table: 'progress_event' | 'attempt' | 'enrollment' | 'check_progress') => (await db.selectFrom(table).select('user_id').execute()).length;
  return { db, first, next, person, other, me, guest, complete, count };
}
const seeCourse = (who = w.me, locale: 'vi' | 'en' = 'vi') => who.see(course as never, '/courses/khoa-sau', params, locale);

describe('a course that comes after another', () => {
  it('says so with a way on, and offers neither lessons nor a button to enrol', async () => {
    const page = await seeCourse(w.guest);
    expect(wordsOf(page)).toContain('Khoá học này chưa mở Anh/Chị hoàn thành các khoá học sau thì khoá này mở: Khoá &lt;đầu&gt;');
    expect(wordsOf(page)).toContain('Cần hoàn thành trước Khoá &lt;đầu&gt; chưa hoàn thành');
    expect(page).toContain('href="/courses/khoa-dau"');
    expect(page).toContain('Mở khi hoàn thành khoá học cần học trước.');
    for (const way of ['/learn/khoa-sau', '/enrollment', '/assessments/']) expect(page, way).not.toContain(way);
    expect(wordsOf(await seeCourse(w.guest, 'en'))).toContain('It opens once you have completed these courses:');
  });

  it('tells whoever was assigned that it stays hers', async () => {
    expect(await seeCourse()).toContain('Khoá vẫn thuộc về Anh/Chị');
    expect(await seeCourse(w.guest)).not.toContain('Khoá vẫn thuộc về Anh/Chị');
  });

  it('opens with the course before, and then only says what came first', async () => {
    await w.complete();
    const page = await seeCourse();
    expect(page).toContain('/learn/khoa-sau/mat-khau-manh');
    expect(page).not.toContain('chưa mở');
    expect(wordsOf(page)).toContain('Cần hoàn thành trước Khoá &lt;đầu&gt; đã hoàn thành');
  });

  it('is marked in the catalogue until it is open', async () => {
    const cards = async (who = w.me) => wordsOf(await who.see(catalogue as never, '/courses'));
    for (const who of [w.me, w.guest]) expect(await cards(who)).toContain('Cần hoàn thành trước: Khoá &lt;đầu&gt;');
    await w.complete();
    expect(await cards()).not.toContain('Cần hoàn thành trước');
    expect(await cards(w.guest)).toContain('Cần hoàn thành trước');
  });
});

describe('somebody who tries the door', () => {
  it('is not enrolled, whatever she sends', async () => {
    const before = await w.count('enrollment');
    for (let n = 0; n < 2; n += 1) expect(await w.guest.post(enrolment.action as never, '/courses/khoa-sau/enrollment', params, {})).toMatchObject({ status: 303, location: '/courses/khoa-sau' });
    expect(await w.count('enrollment')).toBe(before);
    await w.complete(w.other);
    await w.guest.post(enrolment.action as never, '/courses/khoa-sau/enrollment', params, {});
    expect(await w.count('enrollment')).toBe(before + 1);
  });

  it('is led from a lesson to the page that says why, and leaves no trace', async () => {
    const before = await w.count('progress_event');
    expect(await w.me.get(lesson.loader as never, '/learn/khoa-sau/mat-khau-manh', inLesson)).toMatchObject({ status: 303, location: '/courses/khoa-sau' });
    for (const route of [answers, completion]) {
      const refused = await w.me.post(route.action as never, '/learn/khoa-sau/mat-khau-manh/x', inLesson, { q1: 'b', q2: 'b' });
      expect([refused.status, JSON.stringify(refused.data)]).toEqual([403, expect.stringContaining('Cần hoàn thành trước: Khoá <đầu>')]);
    }
    expect([await w.count('progress_event'), await w.count('check_progress')]).toEqual([before, 0]);
  });

  it('starts no test', async () => {
    expect(await w.me.post(attempts.action as never, '/assessments/khoa-sau/kiem-tra-m1/attempts', inTest, {})).toMatchObject({ status: 303, location: '/assessments/khoa-sau/kiem-tra-m1' });
    expect(await w.count('attempt')).toBe(0);
    const page = await w.me.see(assessment as never, '/assessments/khoa-sau/kiem-tra-m1', inTest);
    expect(page).toContain('Khoá học này chưa mở vì còn khoá cần hoàn thành trước.');
    expect(page).toContain('href="/courses/khoa-sau"');
  });

  it('comes in at the first lesson once it is open, also after the other course is gone from her rounds', async () => {
    await w.complete();
    const { status, response } = await w.me.get(lesson.loader as never, '/learn/khoa-sau/mat-khau-manh', inLesson);
    expect([status, response && textOf(response).includes('Mật khẩu mạnh')]).toEqual([200, true]);
    await w.db.updateTable('course_progress').set({ completed_at: null }).where('course_id', '=', w.first.courseId).execute();
    expect(await w.me.get(lesson.loader as never, '/learn/khoa-sau/mat-khau-manh', inLesson)).toMatchObject({ status: 200 });
    expect(await w.me.post(completion.action as never, '/learn/khoa-sau/mat-khau-manh/completion', inLesson, { q1: 'b', q2: 'b' })).toMatchObject({ status: 303 });
  });
});

describe('her own page', () => {
  it('leads to the course that comes first, as long as nothing else can be begun', async () => {
    const page = await w.me.see(home as never, '/');
    expect(page).toContain('Khoá “Khoá sau” mở sau khi hoàn thành khoá này.');
    expect(page).toContain('href="/courses/khoa-dau"');
    expect(page).not.toContain('/learn/khoa-sau');
    expect(wordsOf(page)).toContain('Cần hoàn thành trước: Khoá &lt;đầu&gt;');
    expect(page).not.toContain('Đã xong mọi việc được giao');
  });

  it('puts what is open first, whatever is due earlier', async () => {
    await w.db.updateTable('enrollment').set({ due_on: '2026-11-01' }).execute();
    await enrolled(w.db, w.person.id, w.first);
    const page = await w.me.see(home as never, '/');
    expect(page).toContain('/learn/khoa-dau/mat-khau-manh');
    expect(page).not.toContain('mở sau khi hoàn thành khoá này');
    await w.complete();
    expect(await w.me.see(home as never, '/')).toContain('/learn/khoa-sau/mat-khau-manh');
  });
});
