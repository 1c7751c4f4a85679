import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeCertificate, makeCourse } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { listMyCertificates, listMyCourses, minutesByDay } from './my-courses.server.ts';

describe('listMyCourses', () => {
  it('puts the nearest due day first and courses without one last, by title', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    for (const [title, dueOn] of [['B không hạn', null], ['Hạn xa', '2027-03-01'], ['A không hạn', null], ['Hạn gần', '2026-12-01']] as const) await enrolled(db, person.id, await makeCourse(db, { title }), { dueOn });
    expect((await listMyCourses(db, person.id, '2026-11-23')).map(({ title }) => title)).toEqual(['Hạn gần', 'Hạn xa', 'A không hạn', 'B không hạn']);
  });

  it('leaves out courses that were left, withdrawn or never released, and those of others', async () => {
    await using db = await freshDb();
    const [person, other] = [await makePerson(db), await makePerson(db)];
    const [left, open] = [await makeCourse(db, { title: 'Đã rời' }), await makeCourse(db, { title: 'Đang học' })];
    await enrolled(db, person.id, left);
    await db.updateTable('enrollment').set({ cancelled_at: '2026-11-20T01:00:00.000Z' }).execute();
    await enrolled(db, person.id, await makeCourse(db, { title: 'Đã dừng', retired: true }));
    await enrolled(db, person.id, await makeCourse(db, { title: 'Nháp', released: false }));
    await enrolled(db, other.id, left);
    await enrolled(db, person.id, open);
    expect((await listMyCourses(db, person.id, '2026-11-23')).map(({ title }) => title)).toEqual(['Đang học']);
  });

  it('shows a course once however many versions it has had', async () => {
    await using db = await freshDb();
    const [person, course] = [await makePerson(db), await makeCourse(db)];
    const next = await makeCourse(db, { of: await makeCourse(db, { of: course }), title: 'Bản ba' });
    await enrolled(db, person.id, course);
    expect(await listMyCourses(db, person.id, '2026-11-23')).toMatchObject([{ title: 'Bản ba', versionId: next.versionId, courseId: course.courseId }]);
  });
});

describe('minutesByDay', () => {
  it('lists what one person read since an instant', async () => {
    await using db = await freshDb();
    const [person, other, course] = [await makePerson(db), await makePerson(db), await makeCourse(db)];
    const read = (userId: string, at: string, seconds: number) => happened(db, userId, course, at, facts.read(course, 0, seconds, 0));
    await read(person.id, '2026-11-20T00:59:59.000Z', 10);
    await read(person.id, '2026-11-20T01:00:00.000Z', 20);
    await read(person.id, '2026-11-21T01:00:00.000Z', 30);
    await read(other.id, '2026-11-21T01:00:00.000Z', 40);
    await happened(db, person.id, course, '2026-11-21T01:00:00.000Z', facts.completed(course));
    expect(await minutesByDay(db, person.id, '2026-11-20T01:00:00.000Z')).toEqual([{ at: '2026-11-20T01:00:00.000Z', seconds: 20 }, { at: '2026-11-21T01:00:00.000Z', seconds: 30 }]);
  });
});

describe('listMyCertificates', () => {
  it('lists own certificates that were not taken back, the newest first', async () => {
    await using db = await freshDb();
    const [person, other] = [await makePerson(db), await makePerson(db)];
    const [first, second, third] = [await makeCourse(db, { title: 'Một' }), await makeCourse(db, { title: 'Hai' }), await makeCourse(db, { title: 'Ba' })];
    await makeCertificate(db, person.id, first, { issuedAt: '2026-01-01T01:00:00.000Z' });
    await makeCertificate(db, person.id, second, { issuedAt: '2026-06-01T01:00:00.000Z', validUntil: '2028-06-01' });
    await makeCertificate(db, person.id, third, { revokedAt: '2026-07-01T01:00:00.000Z' });
    await makeCertificate(db, other.id, third);
    expect((await listMyCertificates(db, person.id, '2026-11-23')).map(({ courseTitle, validUntil }) => [courseTitle, validUntil])).toEqual([['Hai', '2028-06-01'], ['Một', null]]);
  });

  it('names one a course, the newest, and what it is worth to the very day', async () => {
    await using db = await freshDb();
    const [person, course] = [await makePerson(db), await makeCourse(db, { title: 'Một' })];
    await makeCertificate(db, person.id, course, { issuedAt: '2025-06-01T01:00:00.000Z', validUntil: '2026-06-01', round: 1 });
    await makeCertificate(db, person.id, course, { issuedAt: '2026-05-01T01:00:00.000Z', validUntil: '2027-06-01', round: 2 });
    const worth = async (today: string) => (await listMyCertificates(db, person.id, today)).map((one) => [one.validUntil, one.worth]);
    for (const [today, expected] of [['2027-04-01', 'VALID'], ['2027-04-02', 'ENDS_SOON'], ['2027-06-01', 'ENDS_SOON'], ['2027-06-02', 'EXPIRED']] as const) expect(await worth(today)).toEqual([['2027-06-01', expected]]);
  });
});
