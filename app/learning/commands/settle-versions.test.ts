import { describe, expect, it } from 'vitest';
import { freshDb } from '../../../tests/support/db.ts';
import { addAssessment, addLesson, completeLesson, finishEverything, makeCertifiedCourse, releaseVersion, secret, settle, submitAttempt, type CourseTraits } from '../../../tests/world/certificates.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { revokeCertificate } from './revoke-certificate.server.ts';

const [day1, day2, day3] = ['2026-11-23T01:00:00.000Z', '2026-12-01T01:00:00.000Z', '2026-12-02T01:00:00.000Z'];

/** Somebody who has finished and been certified in the first version. */
async function certified(traits: CourseTraits = {}) {
  const db = await freshDb();
  const person = await makePerson(db);
  const course = await makeCertifiedCourse(db, traits);
  await finishEverything(db, person.id, course, 8.5, day1);
  const first = await settle(db, person.id, course.courseId, day1);
  const certificates = () => db.selectFrom('certificate').select(['id', 'course_version_id', 'course_title', 'score', 'periods', 'valid_until', 'revoked_at']).orderBy('certificate_no').execute();
  const completions = async () => (await db.selectFrom('progress_event').select('seq').where('verb', '=', 'course.completed').execute()).length;
  const again = (now = day2) => settle(db, person.id, course.courseId, now);
  return { db, person, course, first, certificates, completions, again };
}

describe('a new version of a course', () => {
  it('with the same lessons and tests is certified when the next exercise settles, the old certificate stays', async () => {
    const { db, course, first, certificates, again } = await certified();
    const versionId = await releaseVersion(db, course, { title: 'Bản mới', periods: 5, validMonths: 6 });
    const second = await again();
    expect(await certificates()).toMatchObject([
      { id: first, course_version_id: course.versionId, valid_until: '2027-11-23', revoked_at: null },
      { id: second, course_version_id: versionId, course_title: 'Bản mới', periods: 5, valid_until: '2027-06-01', revoked_at: null },
    ]);
    expect(await again(day3)).toBeNull();
  });

  it('with a lesson less is complete without it', async () => {
    const { db, course, again } = await certified();
    await releaseVersion(db, { ...course, lessonIds: course.lessonIds.slice(1) });
    expect(await again()).not.toBeNull();
  });

  it.each([
    ['a lesson', true],
    ['a test', false],
  ])('with %s more wants that first', async (_what, isLesson) => {
    const { db, person, course, certificates, completions, again } = await certified();
    const id = await (isLesson ? addLesson : addAssessment)(db, course.courseId);
    await releaseVersion(db, isLesson ? { ...course, lessonIds: [...course.lessonIds, id] } : { ...course, assessmentIds: [...course.assessmentIds, id] }, { assessments: [{ kind: 'FINAL' }, { kind: 'MODULE' }] });
    expect(await again()).toBeNull();
    expect([(await certificates()).length, await completions()]).toEqual([1, 1]);
    if (isLesson) await completeLesson(db, person.id, course.courseId, id, day2);
    else {
      await submitAttempt(db, person.id, course.courseId, id, 7.9, day2);
      expect(await again()).toBeNull();
      await submitAttempt(db, person.id, course.courseId, id, 8, day2);
    }
    expect(await again(day3)).not.toBeNull();
    expect([(await certificates()).length, await completions()]).toEqual([2, 2]);
  });

  it('with a higher pass mark does not take a pass away', async () => {
    const { db, course, again } = await certified();
    await releaseVersion(db, course, { assessments: [{ kind: 'FINAL', passScore: 9.5 }] });
    expect(await again()).not.toBeNull();
  });

  it('completes each version once, and the score that counts is the best ever', async () => {
    const { db, person, course, certificates, completions, again } = await certified();
    const final = course.assessmentIds[0] ?? '';
    await releaseVersion(db, course);
    await again();
    await submitAttempt(db, person.id, course.courseId, final, 10, day3);
    await again(day3);
    await releaseVersion(db, course);
    await again(day3);
    expect((await certificates()).map((row) => row.score)).toEqual([8.5, 8.5, 10]);
    expect(await completions()).toBe(3);
    expect(await db.selectFrom('course_progress').select(['completed_at', 'score']).executeTakeFirst()).toEqual({ completed_at: day1, score: 10 });
  });

  it('of which the learner skipped one leaves no certificate for the skipped one', async () => {
    const { db, course, certificates, again } = await certified();
    const extra = await addLesson(db, course.courseId);
    await releaseVersion(db, { ...course, lessonIds: [...course.lessonIds, extra] });
    const third = await releaseVersion(db, course);
    await again();
    expect((await certificates()).map((row) => row.course_version_id)).toEqual([course.versionId, third]);
  });
});

describe('a certificate that was taken back', () => {
  it.each([
    ['stays away while the final was not passed anew', [], false],
    ['stays away after a failed try', [7.9], false],
    ['comes back with a new pass', [8], true],
    ['stays away when the last try failed, even after a pass', [8, 5], false],
  ] as [string, number[], boolean][])('%s', async (_what, scores, isIssued) => {
    const { db, person, course, first, again } = await certified();
    const admin = await makePerson(db, { grants: [{ role: 'SYSTEM_ADMIN', scope: 'ALL', unitId: null }] });
    await revokeCertificate(db, admin, { id: first ?? '', reason: 'RULES_BROKEN', note: 'Nhờ người làm hộ', now: day2, secret });
    for (const [at, score] of scores.entries()) await submitAttempt(db, person.id, course.courseId, course.assessmentIds[0] ?? '', score, `2026-12-02T0${at}:00:00.000Z`);
    expect((await again('2026-12-02T05:00:00.000Z')) !== null).toBe(isIssued);
  });
});
