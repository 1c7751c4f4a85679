import { describe, expect, it } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { addLesson, completeLesson, finishEverything, makeCertifiedCourse, noon, releaseVersion, secret, settle, submitAttempt } from '../../../tests/world/certificates.ts';
import { makePerson, makeUnit } from '../../../tests/world/people.ts';
import { isIntact } from '../certificate-integrity.server.ts';
import { statusOn } from '../rules/certificate.ts';

const certificatesOf = (db: Db, userId: string) => db.selectFrom('certificate').selectAll().where('user_id', '=', userId).orderBy('issued_at').orderBy('id').execute();
const verbsOf = async (db: Db, userId: string) => (await db.selectFrom('progress_event').select('verb').where('user_id', '=', userId).orderBy('seq').execute()).map((row) => row.verb);

describe('settleCourse', () => {
  it('waits for the last lesson and the last assessment', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const course = await makeCertifiedCourse(db);
    const [first = '', second = ''] = course.lessonIds;
    await completeLesson(db, person.id, course.courseId, first);
    expect(await settle(db, person.id, course.courseId)).toBeNull();
    await submitAttempt(db, person.id, course.courseId, course.assessmentIds[0] ?? '', 7);
    await completeLesson(db, person.id, course.courseId, second);
    expect(await settle(db, person.id, course.courseId)).toBeNull();
    await submitAttempt(db, person.id, course.courseId, course.assessmentIds[0] ?? '', 8);
    expect(await settle(db, person.id, course.courseId)).not.toBeNull();
    const progress = await db.selectFrom('course_progress').select(['completed_at', 'score']).executeTakeFirstOrThrow();
    expect(progress).toEqual({ completed_at: noon, score: 8 });
  });

  it('writes what was true on that day', async () => {
    await using db = await freshDb();
    const commune = await makeUnit(db, { name: 'UBND phường Hoa Lư' });
    const office = await makeUnit(db, { name: 'Văn phòng HĐND và UBND', parentId: commune });
    const person = await makePerson(db, { fullName: 'Nguyễn Thị Ánh', unitId: office });
    const course = await makeCertifiedCourse(db, { title: 'Đề án 06', periods: 1.5, validMonths: 6 });
    const at = '2026-08-30T18:00:00.000Z';
    await finishEverything(db, person.id, course, 9.25, at);
    const id = await settle(db, person.id, course.courseId, at);
    await db.updateTable('user_account').set({ full_name: 'Tên Mới' }).where('id', '=', person.id).execute();
    const [row] = await certificatesOf(db, person.id);
    expect(row).toMatchObject({
      id, certificate_no: 'NB-2026-000001', full_name: 'Nguyễn Thị Ánh', unit_name: 'Văn phòng HĐND và UBND, UBND phường Hoa Lư', course_title: 'Đề án 06',
      course_version_id: course.versionId, score: 9.25, periods: 1.5, issued_at: at, valid_until: '2027-02-28', revoked_at: null, replaces_id: null,
    });
    expect(row?.verify_code).toMatch(/^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/);
    expect(row && isIntact(secret, row)).toBe(true);
  });

  it('records completion and issue once, however often it is asked', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const course = await makeCertifiedCourse(db);
    await finishEverything(db, person.id, course);
    const ids = await Promise.all([settle(db, person.id, course.courseId), settle(db, person.id, course.courseId), settle(db, person.id, course.courseId)]);
    expect(ids.filter(Boolean)).toHaveLength(1);
    await submitAttempt(db, person.id, course.courseId, course.assessmentIds[0] ?? '', 10, '2026-12-01T01:00:00.000Z');
    expect(await settle(db, person.id, course.courseId, '2026-12-01T01:00:00.000Z')).toBeNull();
    expect(await certificatesOf(db, person.id)).toHaveLength(1);
    const verbs = await verbsOf(db, person.id);
    expect(verbs.filter((verb) => verb === 'course.completed' || verb === 'certificate.issued')).toEqual(['course.completed', 'certificate.issued']);
  });

  it('keeps a completion when a new version brings a new lesson, and certifies the new version when that is done', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const course = await makeCertifiedCourse(db);
    await finishEverything(db, person.id, course);
    const first = await settle(db, person.id, course.courseId);
    const added = await addLesson(db, course.courseId);
    const versionId = await releaseVersion(db, { ...course, lessonIds: [...course.lessonIds, added] });
    expect(await settle(db, person.id, course.courseId)).toBeNull();
    expect(await db.selectFrom('course_progress').select('completed_at').executeTakeFirst()).toEqual({ completed_at: noon });
    expect((await certificatesOf(db, person.id)).map((row) => [row.id, row.revoked_at])).toEqual([[first, null]]);
    await completeLesson(db, person.id, course.courseId, added, '2026-12-01T01:00:00.000Z');
    const second = await settle(db, person.id, course.courseId, '2026-12-01T01:00:00.000Z');
    expect((await certificatesOf(db, person.id)).map((row) => [row.id, row.course_version_id])).toEqual([[first, course.versionId], [second, versionId]]);
    expect(await db.selectFrom('course_progress').select('completed_at').executeTakeFirst()).toEqual({ completed_at: noon });
  });

  it('does not settle a course without a released version, or one with nothing in it', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const empty = await makeCertifiedCourse(db, { lessons: 0, assessments: [] });
    expect(await settle(db, person.id, empty.courseId)).toBeNull();
    const course = await makeCertifiedCourse(db);
    await finishEverything(db, person.id, course);
    await db.updateTable('course_version').set({ superseded_at: noon }).where('course_id', '=', course.courseId).execute();
    expect(await settle(db, person.id, course.courseId)).toBeNull();
  });

  it('takes the mean of the modules when there is no final', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const course = await makeCertifiedCourse(db, { assessments: [{ kind: 'MODULE' }, { kind: 'MODULE' }] });
    for (const lessonId of course.lessonIds) await completeLesson(db, person.id, course.courseId, lessonId);
    await submitAttempt(db, person.id, course.courseId, course.assessmentIds[0] ?? '', 8);
    await submitAttempt(db, person.id, course.courseId, course.assessmentIds[1] ?? '', 9.5);
    await settle(db, person.id, course.courseId);
    expect((await certificatesOf(db, person.id))[0]?.score).toBe(8.75);
  });

  it('renews a certificate that ran out once the final is passed again', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const course = await makeCertifiedCourse(db);
    await finishEverything(db, person.id, course);
    const old = await settle(db, person.id, course.courseId);
    const lastDay = '2027-11-23T10:00:00.000Z';
    await submitAttempt(db, person.id, course.courseId, course.assessmentIds[0] ?? '', 9, lastDay);
    expect(await settle(db, person.id, course.courseId, lastDay)).toBeNull();
    const later = '2027-11-24T01:00:00.000Z';
    expect(await settle(db, person.id, course.courseId, later)).toBeNull();
    await submitAttempt(db, person.id, course.courseId, course.assessmentIds[0] ?? '', 9, later);
    const renewed = await settle(db, person.id, course.courseId, later);
    const [first, second] = await certificatesOf(db, person.id);
    expect(second).toMatchObject({ id: renewed, certificate_no: 'NB-2027-000001', replaces_id: old, valid_until: '2028-11-24' });
    expect(first && statusOn(first, '2027-11-24')).toBe('EXPIRED');
    expect(first && isIntact(secret, first)).toBe(true);
  });

  it('leaves nothing behind when the surrounding change fails', async () => {
    await using db = await freshDb();
    const person = await makePerson(db);
    const course = await makeCertifiedCourse(db);
    await finishEverything(db, person.id, course);
    const { settleCourse } = await import('./settle-course.server.ts');
    const failing = db.transaction().execute(async (tx) => {
      await settleCourse(tx, { userId: person.id, courseId: course.courseId, now: noon, secret, source: 'demo' });
      throw new Error('the disk is full');
    });
    await expect(failing).rejects.toThrow('the disk is full');
    expect(await certificatesOf(db, person.id)).toEqual([]);
    expect(await verbsOf(db, person.id)).not.toContain('course.completed');
  });
});
