import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { enrolled, facts, happened, makeCertificate, makeCourse, sampleSettings } from '../../../tests/world/courses.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { findStanding, getCurrentCourse } from './course-page.server.ts';

const at = '2026-11-20T01:00:00.000Z';

describe('getCurrentCourse', () => {
  it('gives the released version with its settings', async () => {
    await using db = await freshDb();
    const old = await makeCourse(db, { slug: 'an-toan', title: 'Bản một' });
    const next = await makeCourse(db, { of: old, title: 'Bản hai' });
    await makeCourse(db, { slug: 'khac' });
    expect(await getCurrentCourse(db, 'an-toan')).toMatchObject({ courseId: old.courseId, versionId: next.versionId, title: 'Bản hai', settings: sampleSettings });
  });

  it.each(['nhap', 'da-dung', 'khong-co'])('does not tell “%s” from one that does not exist', async (slug) => {
    await using db = await freshDb();
    await makeCourse(db, { slug: 'nhap', released: false });
    await makeCourse(db, { slug: 'da-dung', retired: true });
    await expect(getCurrentCourse(db, slug)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('findStanding', () => {
  it('is empty for somebody who only looks', async () => {
    await using db = await freshDb();
    const [person, course] = [await makePerson(db), await makeCourse(db)];
    expect(await findStanding(db, person.id, course.courseId, '2026-11-23')).toEqual({ earlier: null, first: [], isLocked: false, enrollment: null, completedAt: null, certificate: null });
  });

  it('knows enrolment, completion and the newest certificate that stands', async () => {
    await using db = await freshDb();
    const [person, other, course] = [await makePerson(db), await makePerson(db), await makeCourse(db)];
    const next = await makeCourse(db, { of: course });
    await enrolled(db, person.id, course, { dueOn: '2026-12-31' });
    await happened(db, person.id, course, at, facts.courseDone(course));
    await makeCertificate(db, person.id, course, { issuedAt: '2025-01-01T01:00:00.000Z' });
    const newest = await makeCertificate(db, person.id, next, { issuedAt: '2026-01-01T01:00:00.000Z', validUntil: '2028-01-01' });
    await makeCertificate(db, person.id, next, { issuedAt: '2026-05-01T01:00:00.000Z', revokedAt: at });
    await makeCertificate(db, other.id, course, { issuedAt: '2026-06-01T01:00:00.000Z' });
    expect(await findStanding(db, person.id, course.courseId, '2026-11-23')).toMatchObject({ enrollment: { source: 'ASSIGNED', isMandatory: 1, dueOn: '2026-12-31', reason: 'Theo kế hoạch của tỉnh' }, completedAt: at, certificate: { id: newest, validUntil: '2028-01-01' } });
  });

  it('does not show an enrolment that was cancelled', async () => {
    await using db = await freshDb();
    const [person, course] = [await makePerson(db), await makeCourse(db)];
    await enrolled(db, person.id, course);
    await db.updateTable('enrollment').set({ cancelled_at: at }).execute();
    expect((await findStanding(db, person.id, course.courseId, '2026-11-23')).enrollment).toBeNull();
  });
});
