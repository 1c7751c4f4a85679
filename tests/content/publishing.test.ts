import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Db } from '../../db/client.ts';
import { publishAll } from '../../app/learning/commands/publish-all.server.ts';
import { publishCourse } from '../../app/learning/commands/publish-course.server.ts';
import { releaseCourseVersion } from '../../app/learning/commands/release-course-version.server.ts';
import type { CompiledCourse } from '../../app/learning/publishing/compile-course.server.ts';
import { findAuditBreak } from '../../app/platform/audit.server.ts';
import { fold } from '../../app/platform/text/fold.ts';
import { testClock } from '../support/clock.ts';
import { freshDb } from '../support/db.ts';
import { makePerson } from '../world/people.ts';
import { bankYaml, courseOnDisk, courseYaml, lessonText, questionYaml } from './course-on-disk.ts';

const at = (minute: number) => `2026-11-23T01:${String(minute).padStart(2, '0')}:00.000Z`;
const tables = ['course', 'course_version', 'course_module', 'lesson', 'lesson_version', 'question', 'question_version', 'assessment', 'assessment_version', 'audit_event'] as const;

async function rowCounts(db: Db): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { n } = await db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('n')).executeTakeFirstOrThrow();
    counts[table] = n;
  }
  return counts;
}

async function states(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('course_version').select(['title', 'released_at', 'superseded_at']).orderBy('compiled_at').execute();
  return rows.map((row) => (row.superseded_at === null ? (row.released_at === null ? 'waiting' : 'current') : row.released_at === null ? 'unused' : 'earlier'));
}

describe('publishing', () => {
  test('stores course, modules, lessons, questions and assessments, unreleased', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const course = await disk.compile();
    const { state, versionId } = await publishCourse(db, course, at(0));
    expect(state).toBe('published');
    expect(await rowCounts(db)).toMatchObject({ course: 1, course_version: 1, course_module: 1, lesson: 1, lesson_version: 1, question: 2, question_version: 2, assessment: 1, assessment_version: 1 });
    const version = await db.selectFrom('course_version').selectAll().where('id', '=', versionId).executeTakeFirstOrThrow();
    expect(version).toMatchObject({ title: 'Khoá học mẫu', summary: 'Một câu.', content_hash: course.contentHash, compiled_at: at(0), released_at: null, released_by: null, superseded_at: null });
    expect(version.search_fold).toBe(fold('Khoá học mẫu Một câu. Mô-đun một Bài mẫu'));
    expect(JSON.parse(version.settings)).toEqual({ aim: 'Làm được một việc.', audience: 'Cán bộ', models: [43], periods: 1, passScore: 8, certificateValidMonths: 12 });
  });

  test('stores a lesson as its readers need it', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await publishCourse(db, await disk.compile(), at(0));
    const row = await db.selectFrom('lesson_version').innerJoin('lesson', 'lesson.id', 'lesson_version.lesson_id').selectAll('lesson_version').select('lesson.slug').executeTakeFirstOrThrow();
    expect(row).toMatchObject({ slug: 'bai-mau', module_key: 'm1-dau', position: 1, title: 'Bài mẫu', minutes: 1 });
    expect(JSON.parse(row.details)).toEqual({
      sources: [{ title: 'Luật An ninh mạng số 116/2025/QH15', note: null, confidence: 'A' }],
      checkedOn: '2026-11-23',
      reviewBy: '2027-05-23',
      appraiserRole: 'Chuyên viên an toàn thông tin',
    });
    expect(JSON.parse(row.body)).toMatchObject({ blocks: [{ kind: 'html' }, { kind: 'check', key: 'c1' }], anchors: ['dau-hieu', 'c1'], islands: [] });
  });

  test('stores questions and assessments with their rules', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/questions.yaml': bankYaml(questionYaml('m1-q01', { expires_on: '2027-01-01' })) });
    await publishCourse(db, await disk.compile(), at(0));
    const question = await db.selectFrom('question_version').selectAll().executeTakeFirstOrThrow();
    expect(question).toMatchObject({ module_key: 'm1-dau', type: 'single', level: 'REMEMBER', lesson_slug: 'bai-mau', anchor: 'dau-hieu', source: 'Bài học mẫu', as_of: '2026-11-23', expires_on: '2027-01-01' });
    expect(JSON.parse(question.body)).toMatchObject({ type: 'single', text: 'Câu hỏi m1-q01?', options: [{ key: 'a', correct: true }, { key: 'b', correct: false }, { key: 'c', correct: false }] });
    const assessment = await db.selectFrom('assessment_version').selectAll().executeTakeFirstOrThrow();
    expect(assessment).toMatchObject({ kind: 'MODULE', module_key: 'm1-dau', position: 1, time_limit_minutes: 12, pass_score: 8, max_attempts: 5, cooldown_minutes: 0, question_count: 1 });
    expect(JSON.parse(assessment.blueprint)).toEqual([{ module: 'm1-dau', level: 'REMEMBER', count: 1 }]);
  });

  test('the same files again change nothing at all', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const first = await publishCourse(db, await disk.compile(), at(0));
    const before = await rowCounts(db);
    const second = await publishCourse(db, await disk.compile(), at(5));
    expect(second).toEqual({ ...first, state: 'unchanged' });
    expect(await rowCounts(db)).toEqual(before);
  });

  test('line ends and byte-order marks do not make a new version', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await publishCourse(db, await disk.compile(), at(0));
    disk.put('m1-dau/01-bai-mau.mdx', `\uFEFF${lessonText.replaceAll('\n', '\r\n')}`);
    expect((await publishCourse(db, await disk.compile(), at(1))).state).toBe('unchanged');
  });

  test('a new version keeps the identity of lessons, questions and assessments', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await publishCourse(db, await disk.compile(), at(0));
    const identities = async () => [await db.selectFrom('lesson').selectAll().execute(), await db.selectFrom('question').selectAll().orderBy('key').execute(), await db.selectFrom('assessment').selectAll().execute()];
    const before = await identities();
    disk.put('m1-dau/01-bai-mau.mdx', lessonText.replace('Bài mẫu', 'Bài mẫu đã sửa'));
    const { state } = await publishCourse(db, await disk.compile(), at(1));
    expect(state).toBe('published');
    expect(await identities()).toEqual(before);
    const titles = await db.selectFrom('lesson_version').select(['title', 'lesson_id']).orderBy('title').execute();
    expect(titles.map((row) => row.title)).toEqual(['Bài mẫu', 'Bài mẫu đã sửa']);
    expect(new Set(titles.map((row) => row.lesson_id)).size).toBe(1);
  });

  test('a lesson that moves to another module or number is still the same lesson', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await publishCourse(db, await disk.compile(), at(0));
    disk.put('m1-dau/01-bai-mau.mdx', null);
    disk.put('m1-dau/07-bai-mau.mdx', lessonText);
    expect((await publishCourse(db, await disk.compile(), at(1))).state).toBe('published');
    expect((await rowCounts(db))['lesson']).toBe(1);
  });

  test('a lesson whose file is gone leaves the new version, but its identity and its old version stay', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/02-bai-hai.mdx': lessonText.replace('Bài mẫu', 'Bài hai') });
    await publishCourse(db, await disk.compile(), at(0));
    disk.put('m1-dau/02-bai-hai.mdx', null);
    const { versionId } = await publishCourse(db, await disk.compile(), at(1));
    expect((await db.selectFrom('lesson').select('slug').orderBy('slug').execute()).map((row) => row.slug)).toEqual(['bai-hai', 'bai-mau']);
    expect(await db.selectFrom('lesson_version').select('title').where('course_version_id', '=', versionId).execute()).toEqual([{ title: 'Bài mẫu' }]);
    expect((await rowCounts(db))['lesson_version']).toBe(3);
  });

  test('positions run through the whole course', async () => {
    await using db = await freshDb();
    const two = courseYaml.replace('assessments:', '  - key: m2-hai\n    title: Mô-đun hai\n    aim: Biết thêm.\nassessments:');
    using disk = courseOnDisk({ 'course.yaml': two, 'm2-hai/01-bai-ba.mdx': lessonText, 'm2-hai/questions.yaml': 'questions: []\n', 'm1-dau/02-bai-hai.mdx': lessonText });
    await publishCourse(db, await disk.compile(), at(0));
    const rows = await db.selectFrom('lesson_version').innerJoin('lesson', 'lesson.id', 'lesson_id').select(['slug', 'position', 'module_key']).orderBy('position').execute();
    expect(rows).toEqual([
      { slug: 'bai-mau', position: 1, module_key: 'm1-dau' },
      { slug: 'bai-hai', position: 2, module_key: 'm1-dau' },
      { slug: 'bai-ba', position: 3, module_key: 'm2-hai' },
    ]);
  });

  test('is all or nothing: when the last row cannot be written, nothing was', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const before = await rowCounts(db);
    const course = await disk.compile();
    const [assessment] = course.settings.assessments;
    const broken = { ...course, settings: { ...course.settings, assessments: [{ ...assessment, kind: 'NONSENSE' }] } } as unknown as CompiledCourse;
    await expect(publishCourse(db, broken, at(0))).rejects.toThrow(/constraint/i);
    expect(await rowCounts(db)).toEqual(before);
  });

  test('only the version of the newest files waits; unreleased ones before it are set aside', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    await publishCourse(db, await disk.compile(), at(0));
    disk.put('m1-dau/01-bai-mau.mdx', lessonText.replace('Văn xuôi', 'Lời văn'));
    await publishCourse(db, await disk.compile(), at(1));
    expect(await states(db)).toEqual(['unused', 'waiting']);
    disk.put('m1-dau/01-bai-mau.mdx', lessonText);
    await publishCourse(db, await disk.compile(), at(2));
    expect(await states(db), 'an earlier text is back on disk').toEqual(['waiting', 'unused']);
  });
});

describe('publishing a whole folder', () => {
  test('one broken course does not hold up the others, and keeps what it had', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const clock = testClock();
    const options = { clock, timeZone: 'Asia/Ho_Chi_Minh', publicDir: disk.publicDir };
    expect((await publishAll(db, disk.contentDir, options)).map(({ slug, state }) => [slug, state])).toEqual([['khoa-mau', 'published']]);
    disk.put('../khoa-hai/course.yaml', courseYaml.replaceAll('khoa-mau', 'khoa-hai'));
    disk.put('../khoa-hai/m1-dau/01-bai-mau.mdx', lessonText);
    disk.put('../khoa-hai/m1-dau/questions.yaml', bankYaml(questionYaml('m1-q01')));
    disk.put('m1-dau/01-bai-mau.mdx', `${lessonText}\n<script>\n`);
    const outcomes = await publishAll(db, disk.contentDir, options);
    expect(outcomes.map(({ slug, state }) => [slug, state])).toEqual([['khoa-hai', 'published'], ['khoa-mau', 'refused']]);
    expect(outcomes[1]?.problems[0]?.severity).toBe('error');
    expect((await rowCounts(db))['course_version']).toBe(2);
  });

  test('question and assessment keys of two courses do not meet', async () => {
    await using db = await freshDb();
    using one = courseOnDisk();
    using two = courseOnDisk({ 'course.yaml': courseYaml.replaceAll('khoa-mau', 'khoa-hai') }, 'khoa-hai');
    await publishCourse(db, await one.compile(), at(0));
    await publishCourse(db, await two.compile(), at(1));
    expect(await rowCounts(db)).toMatchObject({ course: 2, lesson: 2, question: 4, assessment: 2 });
  });

  test('files that are known are not compiled again, so what became of their neighbours is not asked', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': lessonText.replace('Văn xuôi về dấu hiệu.', '<Figure src="/pictures/dau-hieu.svg" alt="Ba dấu hiệu" />') });
    disk.putPublic('pictures/dau-hieu.svg', '<svg/>');
    const publish = async () => (await publishAll(db, disk.contentDir, { clock: testClock(), timeZone: 'Asia/Ho_Chi_Minh', publicDir: disk.publicDir })).map(({ state }) => state);
    expect(await publish()).toEqual(['published']);
    rmSync(join(disk.publicDir, 'pictures'), { recursive: true });
    expect(await publish()).toEqual(['unchanged']);
    disk.put('m1-dau/questions.yaml', bankYaml(questionYaml('m1-q01'), questionYaml('m1-q02'), questionYaml('m1-q03')));
    expect(await publish()).toEqual(['refused']);
  });

  test('a transcript with other words makes a new version, another text file does not', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk({ 'm1-dau/01-bai-mau.mdx': lessonText.replace('Văn xuôi về dấu hiệu.', '<Video src="/videos/mo-dau.mp4" captions="/videos/mo-dau.vtt" transcript="/videos/mo-dau.txt" title="Mở đầu" />') });
    for (const name of ['mp4', 'vtt', 'txt']) disk.putPublic(`videos/mo-dau.${name}`, `mở đầu ${name}`);
    const publish = async () => (await publishAll(db, disk.contentDir, { clock: testClock(), timeZone: 'Asia/Ho_Chi_Minh', publicDir: disk.publicDir })).map(({ state }) => state);
    expect(await publish()).toEqual(['published']);
    disk.putPublic('videos/khac.txt', 'khác');
    expect(await publish()).toEqual(['unchanged']);
    disk.putPublic('videos/mo-dau.txt', 'mở đầu khác');
    expect(await publish()).toEqual(['published']);
  });

  test('an empty folder publishes nothing', async () => {
    await using db = await freshDb();
    expect(await publishAll(db, '/tmp/no-such-content', { clock: testClock(), timeZone: 'Asia/Ho_Chi_Minh' })).toEqual([]);
  });
});

describe('releasing', () => {
  const editorGrants = [{ role: 'CONTENT_EDITOR', scope: 'ALL', unitId: null }] as const;

  test('puts the version before learners, with an audit row in the same transaction', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const editor = await makePerson(db, { grants: [...editorGrants] });
    const { versionId } = await publishCourse(db, await disk.compile(), at(0));
    expect(await releaseCourseVersion(db, editor, versionId, at(9))).toBe(true);
    expect(await db.selectFrom('course_version').select(['released_at', 'released_by']).executeTakeFirst()).toEqual({ released_at: at(9), released_by: editor.id });
    const audit = await db.selectFrom('audit_event').selectAll().where('action', '=', 'course.release').executeTakeFirstOrThrow();
    expect(audit).toMatchObject({ actor_id: editor.id, actor_name: editor.fullName, object_type: 'course_version', object_id: versionId });
    expect(await findAuditBreak(db)).toBeNull();
  });

  test('supersedes the version before; both stay stored', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const first = await publishCourse(db, await disk.compile(), at(0));
    await releaseCourseVersion(db, null, first.versionId, at(1));
    disk.put('m1-dau/01-bai-mau.mdx', lessonText.replace('Văn xuôi', 'Lời văn'));
    const second = await publishCourse(db, await disk.compile(), at(2));
    expect(await states(db)).toEqual(['current', 'waiting']);
    await releaseCourseVersion(db, null, second.versionId, at(3));
    expect(await states(db)).toEqual(['earlier', 'current']);
    expect((await rowCounts(db))['question_version']).toBe(4);
  });

  test('an earlier version can come back', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const first = await publishCourse(db, await disk.compile(), at(0));
    await releaseCourseVersion(db, null, first.versionId, at(1));
    disk.put('m1-dau/01-bai-mau.mdx', lessonText.replace('Văn xuôi', 'Lời văn'));
    const second = await publishCourse(db, await disk.compile(), at(2));
    await releaseCourseVersion(db, null, second.versionId, at(3));
    expect(await releaseCourseVersion(db, null, first.versionId, at(4))).toBe(true);
    expect(await states(db)).toEqual(['current', 'earlier']);
  });

  test('releasing the current version again changes nothing', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const { versionId } = await publishCourse(db, await disk.compile(), at(0));
    await releaseCourseVersion(db, null, versionId, at(1));
    const before = await rowCounts(db);
    expect(await releaseCourseVersion(db, null, versionId, at(2))).toBe(false);
    expect(await rowCounts(db)).toEqual(before);
    expect(await db.selectFrom('course_version').select('released_at').executeTakeFirst()).toEqual({ released_at: at(1) });
  });

  test('publishing a new version leaves the current one in place', async () => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const { versionId } = await publishCourse(db, await disk.compile(), at(0));
    await releaseCourseVersion(db, null, versionId, at(1));
    disk.put('m1-dau/01-bai-mau.mdx', lessonText.replace('Văn xuôi', 'Lời văn'));
    await publishCourse(db, await disk.compile(), at(2));
    const current = await db.selectFrom('course_version').select('id').where('released_at', 'is not', null).where('superseded_at', 'is', null).execute();
    expect(current).toEqual([{ id: versionId }]);
  });

  test.each(['SYSTEM_ADMIN', 'TRAINING_ADMIN', 'LEARNER'] as const)('%s may not release', async (role) => {
    await using db = await freshDb();
    using disk = courseOnDisk();
    const { versionId } = await publishCourse(db, await disk.compile(), at(0));
    const person = await makePerson(db, { grants: [{ role, scope: 'ALL', unitId: null }] });
    await expect(releaseCourseVersion(db, person, versionId, at(1))).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await states(db)).toEqual(['waiting']);
  });

  test('an unknown version is not found', async () => {
    await using db = await freshDb();
    await expect(releaseCourseVersion(db, null, 'khong-co', at(1))).rejects.toMatchObject({ kind: 'not-found' });
  });
});
