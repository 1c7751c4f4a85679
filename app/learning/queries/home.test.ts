import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeAttempt, makeCertificate, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { homeView } from './home.server.ts';

const now = new Date('2026-11-25T05:00:00.000Z');

async function world() {
  const db = await freshDb();
  const person = await makePerson(db, { fullName: 'Trần Văn Bình' });
  return { db, person, home: () => homeView(db, person, now, 'Asia/Ho_Chi_Minh') };
}

describe('homeView', () => {
  it('is calm when nothing was given', async () => {
    const { home } = await world();
    expect(await home()).toMatchObject({ fullName: 'Trần Văn Bình', first: null, rest: [], week: { minutes: 0, activeDays: 0 }, certificates: [] });
  });

  it('names the one next step, where it leads and how long it takes', async () => {
    const { db, person, home } = await world();
    const course = await makeCourse(db, { slug: 'an-toan' });
    await enrolled(db, person.id, course, { dueOn: '2026-11-30' });
    expect((await home()).first).toMatchObject({ slug: 'an-toan', isMandatory: true, due: { on: '2026-11-30', state: 'soon', days: 5 }, lessonsDone: 0, lessonsTotal: 3, next: { kind: 'lesson', href: '/learn/an-toan/mat-khau-manh', minutes: 10, moduleTitle: 'Phòng thủ', started: false, progress: 0 } });
    await happened(db, person.id, course, '2026-11-25T02:00:00.000Z', facts.read(course, 0, 300, 500));
    expect(await home()).toMatchObject({ first: { next: { started: true, minutes: 5, progress: 50 } }, week: { minutes: 5, activeDays: 1 } });
  });

  it('goes from the last lesson of a module to its assessment', async () => {
    const { db, person, home } = await world();
    const course = await makeCourse(db, { slug: 'an-toan' });
    await enrolled(db, person.id, course);
    for (const at of [0, 1]) await happened(db, person.id, course, now.toISOString(), facts.completed(course, at));
    expect((await home()).first).toMatchObject({ lessonsDone: 2, next: { kind: 'assessment', href: '/assessments/an-toan/kiem-tra-m1', attemptEndsAt: null } });
  });

  it('puts the course that is due first on top, and an overdue one before all', async () => {
    const { db, person, home } = await world();
    for (const [slug, dueOn] of [['xa', '2027-03-01'], ['qua-han', '2026-11-20'], ['gan', '2026-12-01'], ['tu-chon', null]] as const) await enrolled(db, person.id, await makeCourse(db, { slug }), { dueOn });
    const view = await home();
    expect([view.first, ...view.rest].map((course) => [course?.slug, course?.due?.state])).toEqual([['qua-han', 'late'], ['gan', 'soon'], ['xa', 'later'], ['tu-chon', undefined]]);
    expect(view.first?.due).toEqual({ on: '2026-11-20', state: 'late', days: 5 });
  });

  it('puts an attempt that is running before everything else, and loses no course', async () => {
    const { db, person, home } = await world();
    const [first, second, third] = [await makeCourse(db, { slug: 'mot' }), await makeCourse(db, { slug: 'hai' }), await makeCourse(db, { slug: 'ba' })];
    for (const [course, dueOn] of [[first, '2026-12-01'], [second, '2026-12-02'], [third, '2026-12-03']] as const) await enrolled(db, person.id, course, { dueOn });
    const attempt = await makeAttempt(db, person.id, second, 0, { startedAt: '2026-11-25T04:55:00.000Z', dueAt: '2026-11-25T05:10:00.000Z' });
    const view = await home();
    expect(view.first).toMatchObject({ slug: 'hai', next: { href: `/attempts/${attempt}`, attemptEndsAt: '2026-11-25T05:10:00.000Z' } });
    expect(view.rest.map(({ slug }) => slug)).toEqual(['mot', 'ba']);
  });

  it('leaves out courses that are completed', async () => {
    const { db, person, home } = await world();
    const course = await makeCourse(db);
    await enrolled(db, person.id, course);
    await happened(db, person.id, course, now.toISOString(), facts.courseDone(course));
    expect(await home()).toMatchObject({ first: null, rest: [] });
  });

  it('does not say that all is done while only the first course has no step left', async () => {
    const { db, person, home } = await world();
    const [waiting, open] = [await makeCourse(db, { slug: 'cho', lessons: [{ slug: 'mot' }], assessments: 'none' }), await makeCourse(db, { slug: 'mo' })];
    await enrolled(db, person.id, waiting, { dueOn: '2026-12-01' });
    await enrolled(db, person.id, open, { dueOn: '2026-12-02' });
    // Its lesson is read, but the course is not settled yet: so it stands after a version that took an unread lesson away.
    await happened(db, person.id, waiting, now.toISOString(), facts.completed(waiting, 0));
    const view = await home();
    expect(view.first).toMatchObject({ slug: 'mo', next: { href: '/learn/mo/mat-khau-manh' } });
    expect(view.rest).toMatchObject([{ slug: 'cho', next: null }]);
  });

  it('shows four certificates at most, the newest ones', async () => {
    const { db, person, home } = await world();
    for (const month of [1, 2, 3, 4, 5]) await makeCertificate(db, person.id, await makeCourse(db, { title: `Tháng ${month}` }), { issuedAt: `2026-0${month}-01T01:00:00.000Z` });
    expect((await home()).certificates.map(({ courseTitle }) => courseTitle)).toEqual(['Tháng 5', 'Tháng 4', 'Tháng 3', 'Tháng 2']);
  });
});
