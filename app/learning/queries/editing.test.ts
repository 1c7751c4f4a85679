import { describe, expect, test } from 'vitest';
import type { Db } from '../../../db/client.ts';
import { courseOnDisk, lessonText, frontMatter, type DiskCourse } from '../../../tests/content/course-on-disk.ts';
import { freshDb } from '../../../tests/support/db.ts';
import { makePerson } from '../../../tests/world/people.ts';
import { newId } from '../../platform/ids.ts';
import { publishCourse } from '../commands/publish-course.server.ts';
import { releaseCourseVersion } from '../commands/release-course-version.server.ts';
import { getEditedCourse } from './editing-course.server.ts';
import { editingOverview } from './editing-courses.server.ts';
import { previewEtag, previewLesson } from './editing-preview.server.ts';
import { getReleaseCheck } from './editing-version.server.ts';

const at = (minute: number) => `2026-11-23T01:${String(minute).padStart(2, '0')}:00.000Z`;
const changed = lessonText.replace('Văn xuôi về dấu hiệu.', 'Lời văn mới về dấu hiệu.');

async function publish(db: Db, disk: DiskCourse, minute: number, release: boolean): Promise<string> {
  const { versionId } = await publishCourse(db, await disk.compile(), at(minute));
  if (release) await releaseCourseVersion(db, null, versionId, at(minute));
  return versionId;
}

describe('the overview', () => {
  test('a course that lies on disk only differs from what is stored', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const { courses, problems, reviews } = await editingOverview(db, disk);
    expect(courses).toEqual([{ slug: 'khoa-mau', title: 'Khoá học mẫu', lessons: 1, currentAt: null, waitingAt: null, disk: 'differs', overdue: 0 }]);
    expect([problems, reviews]).toEqual([[], { late: 0, soon: 0, later: 0 }]);
  });

  test('shows what is released, what waits and what changed on disk since', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await publish(db, disk, 0, true);
    expect((await editingOverview(db, disk)).courses[0]).toMatchObject({ currentAt: at(0), waitingAt: null, disk: 'stored' });
    disk.put('m1-dau/01-bai-mau.mdx', changed);
    expect((await editingOverview(db, disk)).courses[0]).toMatchObject({ currentAt: at(0), waitingAt: null, disk: 'differs' });
    await publish(db, disk, 5, false);
    expect((await editingOverview(db, disk)).courses[0]).toMatchObject({ currentAt: at(0), waitingAt: at(5), disk: 'stored' });
  });

  test('says what is wrong with files, and when they are gone', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await publish(db, disk, 0, true);
    disk.put('m1-dau/01-bai-mau.mdx', `${lessonText}\n<script>\n`);
    const broken = await editingOverview(db, disk);
    expect(broken.courses[0]).toMatchObject({ disk: 'errors', currentAt: at(0), title: 'Khoá học mẫu' });
    expect(broken.problems.length).toBeGreaterThan(0);
    disk.put('', null);
    expect((await editingOverview(db, disk)).courses[0]).toMatchObject({ disk: 'missing', currentAt: at(0) });
  });

  test('counts the reviews of released lessons, and those of one course on its page', async () => {
    await using db = await freshDb();
    const due = (day: string, title: string) => frontMatter.replace('2027-05-23', day).replace('checked_on: 2026-11-23', 'checked_on: 2026-01-01').replace('Bài mẫu', title) + '\nChữ.\n';
    using disk = courseOnDisk({
      'm1-dau/02-bai-hai.mdx': due('2026-11-22', 'Quá hạn'),
      'm1-dau/03-bai-ba.mdx': due('2026-12-23', 'Sắp tới'),
      'm1-dau/04-bai-bon.mdx': due('2026-12-24', 'Chưa tới'),
      'm1-dau/05-bai-nam.mdx': due('2026-11-23', 'Hôm nay'),
    });
    await publish(db, disk, 0, false);
    expect((await editingOverview(db, disk)).reviews).toEqual({ late: 0, soon: 0, later: 0 });
    await releaseCourseVersion(db, null, (await db.selectFrom('course_version').select('id').executeTakeFirstOrThrow()).id, at(1));
    const { reviews, courses } = await editingOverview(db, disk);
    expect([reviews, courses.map(({ overdue }) => overdue)]).toEqual([{ late: 1, soon: 2, later: 2 }, [1]]);
    expect((await getEditedCourse(db, disk, 'khoa-mau')).reviews.map(({ title, state }) => `${title} ${state}`)).toEqual(['Bài mẫu later', 'Quá hạn late', 'Sắp tới soon', 'Chưa tới later', 'Hôm nay soon']);
  });
});

describe('one course', () => {
  test('is not found when neither disk nor database know it', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await expect(getEditedCourse(db, disk, 'khong-co')).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('lists its versions, the newest first, with their states', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const editor = await makePerson(db, { fullName: 'Lê Thị Ánh', grants: [{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }] });
    const first = await publish(db, disk, 0, false);
    await releaseCourseVersion(db, editor, first, at(1));
    disk.put('m1-dau/01-bai-mau.mdx', `${changed}\nThêm.\n`);
    await publish(db, disk, 2, false);
    disk.put('m1-dau/01-bai-mau.mdx', changed);
    await publish(db, disk, 3, false);
    const { versions } = await getEditedCourse(db, disk, 'khoa-mau');
    expect(versions.map(({ state, compiledAt, releasedAt, releasedByName, isDisk }) => [state, compiledAt, releasedAt, releasedByName, isDisk])).toEqual([
      ['waiting', at(3), null, null, true],
      ['unused', at(2), null, null, false],
      ['current', at(0), at(1), 'Lê Thị Ánh', false],
    ]);
  });

  test('shows what the waiting version would change for learners', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await publish(db, disk, 0, true);
    expect((await getEditedCourse(db, disk, 'khoa-mau')).waiting).toBeNull();
    disk.put('m1-dau/01-bai-mau.mdx', changed.replace('Tắt máy làm', 'Việc tắt máy làm'));
    disk.put('m1-dau/02-bai-hai.mdx', lessonText.replace('Bài mẫu', 'Bài hai'));
    const versionId = await publish(db, disk, 2, false);
    const { waiting, disk: state } = await getEditedCourse(db, disk, 'khoa-mau');
    expect(state).toBe('stored');
    expect(waiting).toEqual({
      versionId,
      settings: [],
      modules: { added: 0, removed: 0, changed: 0 },
      lessons: [
        {
          slug: 'bai-mau',
          title: 'Bài mẫu',
          kind: 'changed',
          parts: ['text'],
          added: ['Lời văn mới về dấu hiệu.', '– Tắt máy (Việc tắt máy làm mất dấu vết.)'],
          removed: ['Văn xuôi về dấu hiệu.', '– Tắt máy (Tắt máy làm mất dấu vết.)'],
        },
        { slug: 'bai-hai', title: 'Bài hai', kind: 'added', parts: [], added: [], removed: [] },
      ],
      questions: { added: 0, removed: 0, changed: 0 },
      assessments: { added: 0, removed: 0, changed: 0 },
    });
  });

  test('the first waiting version is compared with nothing', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await publish(db, disk, 0, false);
    const { waiting } = await getEditedCourse(db, disk, 'khoa-mau');
    expect(waiting?.lessons.map((lesson) => lesson.kind)).toEqual(['added']);
    expect(waiting?.questions).toEqual({ added: 2, removed: 0, changed: 0 });
  });

  test('lists the lessons on disk for previews, also a broken one', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/02-hong.mdx': '<script>' });
    const { files, problems, disk: state } = await getEditedCourse(db, disk, 'khoa-mau');
    expect(state).toBe('errors');
    expect(files).toEqual([{ moduleTitle: 'Mô-đun một', lessons: [{ slug: 'bai-mau', title: 'Bài mẫu', minutes: 1 }, { slug: 'hong', title: 'hong', minutes: null }] }]);
    expect(problems).toHaveLength(1);
  });
});

describe('the check before a release', () => {
  test('counts the people whom it touches', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const learner = await makePerson(db);
    const versionId = await publish(db, disk, 0, true);
    const { course_id: courseId } = await db.selectFrom('course_version').select('course_id').executeTakeFirstOrThrow();
    const assessment = await db.selectFrom('assessment_version').select(['id', 'assessment_id']).executeTakeFirstOrThrow();
    await db.insertInto('enrollment').values({ id: newId(), user_id: learner.id, course_id: courseId, source: 'SELF', is_mandatory: 0, reason: '', due_on: null, enrolled_by: null, enrolled_at: at(1), cancelled_at: null }).execute();
    await db
      .insertInto('attempt')
      .values({ id: newId(), user_id: learner.id, assessment_id: assessment.assessment_id, assessment_version_id: assessment.id, course_id: courseId, number: 1, seed: 's', started_at: at(2), due_at: at(14), submitted_at: null, auto_submitted: null, score: null, is_passed: null })
      .execute();
    disk.put('m1-dau/01-bai-mau.mdx', changed);
    const waiting = await publish(db, disk, 3, false);
    expect(await getReleaseCheck(db, 'khoa-mau', waiting, '2026-11-23')).toMatchObject({ versionId: waiting, slug: 'khoa-mau', title: 'Khoá học mẫu', isCurrent: false, isFirst: false, learners: 1, openAttempts: 1 });
    expect(await getReleaseCheck(db, 'khoa-mau', versionId, '2026-11-23')).toMatchObject({ isCurrent: true, lessons: [{ kind: 'same' }] });
  });

  test('knows a first release', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const versionId = await publish(db, disk, 0, false);
    expect(await getReleaseCheck(db, 'khoa-mau', versionId, '2026-11-23')).toMatchObject({ isFirst: true, isCurrent: false, learners: 0 });
  });

  test('a version of another course is not found', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const versionId = await publish(db, disk, 0, false);
    await expect(getReleaseCheck(db, 'khoa-khac', versionId, '2026-11-23')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(getReleaseCheck(db, 'khoa-mau', newId(), '2026-11-23')).rejects.toMatchObject({ kind: 'not-found' });
  });
});

describe('previews', () => {
  test('come from the file as it is now', async () => {
    using disk = courseOnDisk({ 'm1-dau/02-bai-hai.mdx': lessonText.replace('title: Bài mẫu', 'title: "Bài hai: tiếp"') });
    const before = await previewLesson(disk, 'khoa-mau', 'bai-mau');
    expect(before).toMatchObject({ courseTitle: 'Khoá học mẫu', moduleTitle: 'Mô-đun một', problems: [], siblings: [{ slug: 'bai-mau', title: 'Bài mẫu' }, { slug: 'bai-hai', title: 'Bài hai: tiếp' }] });
    expect(JSON.stringify(before.lesson?.body)).toContain('Văn xuôi');
    disk.put('m1-dau/01-bai-mau.mdx', changed);
    const after = await previewLesson(disk, 'khoa-mau', 'bai-mau');
    expect(JSON.stringify(after.lesson?.body)).toContain('Lời văn mới');
    expect(after.etag).not.toBe(before.etag);
    expect(previewEtag(disk, 'khoa-mau', 'bai-mau')).toBe(after.etag);
  });

  test('show the faults of this lesson and of no other', async () => {
    using disk = courseOnDisk({ 'm1-dau/02-hong.mdx': `${lessonText}\n<script>\n\n`, 'm1-dau/03-hong.mdx': 'khác' });
    const { lesson, problems } = await previewLesson(disk, 'khoa-mau', 'hong');
    expect(lesson).toBeNull();
    expect(problems.every((problem) => problem.file.endsWith('02-hong.mdx'))).toBe(true);
    expect((await previewLesson(disk, 'khoa-mau', 'bai-mau')).problems).toEqual([]);
  });

  test.each([
    ['khong-co', 'bai-mau'],
    ['khoa-mau', 'khong-co'],
    ['..', 'bai-mau'],
  ])('of %s/%s are not found', async (course, lesson) => {
    using disk = courseOnDisk();
    await expect(previewLesson(disk, course, lesson)).rejects.toMatchObject({ kind: 'not-found' });
    expect(previewEtag(disk, course, lesson)).toBe('');
  });
});
