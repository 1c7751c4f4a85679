import { describe, expect, test } from 'vitest';
import { testClock } from '../../../tests/support/clock.ts';
import { courseOnDisk, lessonText } from '../../../tests/content/course-on-disk.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { testPorts } from '../../../tests/world/calls.ts';
import { makePerson } from '../../../tests/world/people.ts';
import type { Role } from '../../people/actor.ts';
import { filterReviews } from '../rules/review-calendar.ts';
import { getPublishedLesson } from '../queries/lesson-page.server.ts';
import { listReviews } from '../queries/review-calendar.server.ts';
import { getReviewPage } from '../queries/review-page.server.ts';
import { publishCourse } from './publish-course.server.ts';
import { releaseCourseVersion } from './release-course-version.server.ts';
import { reviewLesson, type LessonReview } from './review-lesson.server.ts';

const at = { course: 'khoa-mau', lesson: 'bai-mau' };
const note = 'Đã mở Luật 116/2025 trên công báo, nội dung không đổi.';
/** Checked on 23/11/2026, due on 23/5/2027: 181 days. Today is 20/5/2027. */
const today = '2027-05-20';
const latest = '2027-11-17';

async function world() {
  const db = await freshDb();
  const disk = courseOnDisk();
  const clock = testClock(`${today}T01:00:00.000Z`);
  const release = async () => {
    const { versionId } = await publishCourse(db, await disk.compile(), clock.now().toISOString());
    await releaseCourseVersion(db, null, versionId, clock.now().toISOString());
    return versionId;
  };
  const person = (...roles: Role[]) => makePerson(db, { fullName: 'Lê Thị Ánh', grants: roles.map((role) => ({ role, scope: 'ALL' as const, unitId: null })) });
  const editor = await person('CONTENT_EDITOR');
  const first = await release();
  const versionNow = async () => (await getReviewPage(db, at, today)).versionId;
  const review = async (changes: Partial<LessonReview> = {}, actor = editor) => reviewLesson(testPorts(db, clock), actor, { ...at, versionId: await versionNow(), note, reviewBy: latest, ...changes });
  /** Both days as learners and editors see them. */
  const days = async () => {
    const { details } = await getPublishedLesson(db, at.course, at.lesson);
    const entry = (await listReviews(db, today)).find(({ key }) => key === at.lesson);
    expect([entry?.checkedOn, entry?.reviewBy]).toEqual([details.checkedOn, details.reviewBy]);
    return `${details.checkedOn} ${details.reviewBy}`;
  };
  return { db, disk, clock, release, person, editor, first, review, days, [Symbol.asyncDispose]: async () => (disk[Symbol.dispose](), db.destroy()) };
}
const byFile = '2026-11-23 2027-05-23';
const byReview = `${today} ${latest}`;

describe('recording a review', () => {
  test('gives the lesson its two days, for editors and for learners, and writes one audit row', async () => {
    await using w = await world();
    expect(await w.days()).toBe(byFile);
    expect(await w.review()).toEqual({ ok: true });
    expect(await w.days()).toBe(byReview);
    expect(filterReviews(await listReviews(w.db, today), { kind: 'lesson' })).toMatchObject([{ state: 'later', reviewed: { on: today, by: 'Lê Thị Ánh' } }]);
    const [row, ...others] = await w.db.selectFrom('audit_event').select(['actor_id', 'object_type', 'details']).where('action', '=', 'lesson.review').execute();
    expect([row?.actor_id, row?.object_type, others]).toEqual([w.editor.id, 'lesson', []]);
    expect(JSON.parse(row?.details ?? '')).toEqual({ course: 'khoa-mau', lesson: 'bai-mau', before: '2027-05-23', reviewBy: latest, note });
  });

  test('is for content editors only', async () => {
    await using w = await world();
    for (const role of ['SYSTEM_ADMIN', 'TRAINING_ADMIN', 'AUDITOR', 'ANSWER_APPRAISER'] as const) await expect(w.review({}, await w.person(role)), role).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await w.db.selectFrom('lesson_review').select('id').execute()).toEqual([]);
  });

  test.each([
    ['2027-05-19', false],
    [today, false],
    ['2027-05-21', true],
    [latest, true],
    ['2027-11-18', false],
    ['2099-01-01', false],
  ])('until %s is taken: %s, for a lesson keeps its pace', async (reviewBy, isTaken) => {
    await using w = await world();
    const outcome = await w.review({ reviewBy });
    expect(outcome.ok).toBe(isTaken);
    if (!outcome.ok) expect(outcome.faults['reviewBy']?.vi).toContain('17/11/2027');
    expect(await w.days()).toBe(isTaken ? `${today} ${reviewBy}` : byFile);
  });

  test('is refused for a version that is not the one that learners see', async () => {
    await using w = await world();
    const before = (await getReviewPage(w.db, at, today)).versionId;
    w.disk.put('m1-dau/01-bai-mau.mdx', lessonText.replace('Văn xuôi về dấu hiệu.', 'Lời mới.'));
    await w.release();
    const outcome = await w.review({ versionId: before });
    expect(outcome).toMatchObject({ ok: false, faults: { form: { vi: expect.stringContaining('phiên bản mới') } } });
  });

  test('of a lesson that learners do not have is not found', async () => {
    await using w = await world();
    for (const wrong of [{ course: 'khoa-khac' }, { lesson: 'bai-khac' }]) await expect(w.review({ ...wrong, versionId: 'x' })).rejects.toMatchObject({ kind: 'not-found' });
    await w.db.updateTable('course').set({ retired_at: w.clock.now().toISOString() }).execute();
    await expect(w.review({ versionId: 'x' })).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('leaves rows that nobody changes or removes', async () => {
    await using w = await world();
    await w.review();
    await expect(w.db.updateTable('lesson_review').set({ note: 'Một lời khác hẳn.' }).execute()).rejects.toThrow('append-only');
    await expect(w.db.deleteFrom('lesson_review').execute()).rejects.toThrow('append-only');
  });

  test('the newest one counts, and all are told', async () => {
    await using w = await world();
    await w.review();
    w.clock.pass({ minutes: 1 });
    await w.review({ reviewBy: '2027-06-01', note: 'Sắp có nghị định mới, xem lại sớm.' });
    expect(await w.days()).toBe(`${today} 2027-06-01`);
    expect((await getReviewPage(w.db, at, today)).history.map(({ reviewBy, isOfThisText }) => [reviewBy, isOfThisText])).toEqual([['2027-06-01', true], [latest, true]]);
  });
});

describe('what becomes of a review with the next version', () => {
  test('it holds while the lesson is word for word the same', async () => {
    await using w = await world();
    await w.review();
    w.disk.put('m1-dau/02-bai-hai.mdx', lessonText.replace('title: Bài mẫu', 'title: Bài hai'));
    await w.release();
    expect(await w.days()).toBe(byReview);
  });

  test.each([
    ['other words', (text: string) => text.replace('Văn xuôi về dấu hiệu.', 'Lời mới.'), byFile],
    ['another source', (text: string) => text.replace('116/2025', '117/2025'), byFile],
    ['later days of its own', (text: string) => text.replace('2026-11-23', '2027-05-19').replace('2027-05-23', '2027-08-17'), '2027-05-19 2027-08-17'],
    ['earlier days of its own', (text: string) => text.replace('2027-05-23', '2027-05-21'), '2026-11-23 2027-05-21'],
  ])('with %s the file counts again', async (_what, change, days) => {
    await using w = await world();
    await w.review();
    w.disk.put('m1-dau/01-bai-mau.mdx', change(lessonText));
    await w.release();
    expect(await w.days()).toBe(days);
    expect((await getReviewPage(w.db, at, today)).history).toMatchObject([{ isOfThisText: false }]);
  });

  test('it holds again when its version is released again', async () => {
    await using w = await world();
    await w.review();
    w.disk.put('m1-dau/01-bai-mau.mdx', lessonText.replace('Văn xuôi về dấu hiệu.', 'Lời mới.'));
    await w.release();
    await releaseCourseVersion(w.db, w.editor, w.first, w.clock.now().toISOString());
    expect(await w.days()).toBe(byReview);
  });
});
