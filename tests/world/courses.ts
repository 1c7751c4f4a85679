import type { Db } from '../../db/client.ts';
import { enrol } from '../../app/learning/commands/enrol.server.ts';
import { recordProgress } from '../../app/learning/commands/record-progress.server.ts';
import { getPublishedLesson } from '../../app/learning/queries/lesson-page.server.ts';
import type { CourseSettings, LessonBlock, LessonBody, LessonCheck, LessonDetails } from '../../app/learning/rules/lesson-body.ts';
import type { DrillType } from '../../app/learning/rules/drill.ts';
import type { ProgressFact } from '../../app/learning/rules/progress.ts';
import type { LessonScenario, ScenarioScene } from '../../app/learning/rules/scenario.ts';
import { newId } from '../../app/platform/ids.ts';
import { fold } from '../../app/platform/text/fold.ts';
import { sampleDrill } from './drills.ts';

const releasedAt = '2026-09-01T01:00:00.000Z';
let counter = 0;

export interface LessonTraits {
  slug: string;
  title?: string;
  summary?: string;
  module?: 'm1' | 'm2';
  minutes?: number;
  /** Keys of the questions in the text; each has the options a (wrong), b (right) and c (wrong). */
  checks?: string[];
  /** Practice after the questions, one of each kind that is named; its key is its kind. */
  drills?: readonly DrillType[];
  scenarios?: readonly string[];
}
export interface CourseTraits {
  slug?: string;
  title?: string;
  summary?: string;
  released?: boolean;
  retired?: boolean;
  lessons?: LessonTraits[];
  /** `none`: a course that asks nothing. */
  assessments?: 'all' | 'none';
  /** Slugs of courses that come first. */
  prerequisites?: readonly string[];
  /** A new version of this course; its released version is superseded. */
  of?: MadeCourse;
}
export interface MadeCourse {
  courseId: string;
  slug: string;
  title: string;
  versionId: string;
  lessons: { id: string; slug: string; versionId: string }[];
  assessments: { id: string; key: string; versionId: string }[];
}

const usualLessons: LessonTraits[] = [
  { slug: 'mat-khau-manh', title: 'Mật khẩu mạnh', summary: 'Dài quan trọng hơn rối', module: 'm1', minutes: 10, checks: ['q1', 'q2'] },
  { slug: 'thu-la', title: 'Nhận ra thư lạ', summary: 'Ba dấu hiệu của thư giả', module: 'm1', minutes: 8 },
  { slug: 'dinh-danh', title: 'Định danh điện tử', summary: 'Đường đi của một hồ sơ', module: 'm2', minutes: 6 },
];
export const sampleSettings: CourseSettings = { aim: 'Làm việc an toàn trên mạng', audience: 'Cán bộ, công chức', models: [1, 3], periods: 4.5, passScore: 7, certificateValidMonths: 24 };
export const sampleDetails: LessonDetails = {
  sources: [
    { title: 'Luật An ninh mạng', note: 'Điều 26', confidence: 'A' },
    { title: 'Kế hoạch của tỉnh', note: null, confidence: 'B' },
  ],
  checkedOn: '2026-08-15',
  reviewBy: '2027-02-15',
  appraiserRole: 'Sở Khoa học và Công nghệ',
};

/** A question in the text, of which b is right. */
export function sampleCheck(key: string): LessonCheck {
  const option = (name: string, correct: boolean) => ({ key: name, html: `Phương án <b>${name}</b>`, correct, why: `Vì sao ${name}` });
  return { kind: 'check', key, question: `Câu ${key}?`, options: [option('a', false), option('b', true), option('c', false)] };
}

/** A situation of two choices; the second leads on to two more. */
export function sampleScenario(key: string): LessonScenario {
  const scene = (id: string, traits: Partial<ScenarioScene> = {}): ScenarioScene => ({ id, html: `<p>Cảnh ${id}.</p>`, choices: [], ...traits });
  const on = scene('goi-lai', { choices: [{ label: 'Bỏ qua', scene: scene('bo-qua', { outcome: 'mixed' }) }, { label: 'Báo đầu mối', scene: scene('bao', { outcome: 'good' }) }] });
  return { kind: 'scenario', key, title: `Tình huống ${key}`, start: scene('dau', { choices: [{ label: 'Đọc mã', scene: scene('doc-ma', { outcome: 'bad' }) }, { label: 'Gọi lại', scene: on }] }) };
}

/** Prose with a question after every paragraph, then practice, at the end situations. */
export function sampleBody(checks: readonly string[] = [], drills: readonly DrillType[] = [], scenarios: readonly string[] = []): LessonBody {
  const blocks: LessonBlock[] = [{ kind: 'html', html: '<h2 id="mo-dau">Mở đầu</h2><p>Đoạn đầu.</p>' }];
  for (const key of checks) blocks.push(sampleCheck(key), { kind: 'html', html: `<p>Sau ${key}.</p>` });
  blocks.push(...drills.map((type) => sampleDrill(type)), ...scenarios.map((key) => sampleScenario(key)));
  return { blocks, outline: [{ id: 'mo-dau', text: 'Mở đầu', level: 2 }, { id: 'vi-du', text: 'Ví dụ', level: 3 }, { id: 'tom-tat', text: 'Tóm tắt', level: 2 }], anchors: ['mo-dau', 'vi-du', 'tom-tat'], islands: [] };
}

/** A course of two modules with three lessons, a module assessment and a final one; released unless told otherwise. */
export async function makeCourse(db: Db, traits: CourseTraits = {}): Promise<MadeCourse> {
  counter += 1;
  const slug = traits.of?.slug ?? traits.slug ?? `khoa-hoc-${counter}`;
  const title = traits.title ?? traits.of?.title ?? `Khoá học ${counter}`;
  const courseId = traits.of?.courseId ?? newId();
  const versionId = newId();
  if (traits.of) await db.updateTable('course_version').set({ superseded_at: '2026-10-01T01:00:00.000Z' }).where('course_id', '=', courseId).where('superseded_at', 'is', null).where('released_at', 'is not', null).execute();
  else await db.insertInto('course').values({ id: courseId, slug, created_at: releasedAt, retired_at: traits.retired ? releasedAt : null }).execute();
  const summary = traits.summary ?? 'Giữ an toàn khi làm việc trên mạng';
  await db
    .insertInto('course_version')
    .values({ id: versionId, course_id: courseId, content_hash: newId(), title, summary, search_fold: fold(`${title} ${summary}`), settings: JSON.stringify(traits.prerequisites ? { ...sampleSettings, prerequisites: traits.prerequisites } : sampleSettings), compiled_at: releasedAt, released_at: traits.released === false ? null : releasedAt, released_by: null, superseded_at: null })
    .execute();
  await makeModules(db, versionId);
  const lessons = await makeLessons(db, { courseId, versionId }, traits.lessons ?? usualLessons);
  const assessments = traits.assessments === 'none' ? [] : await makeAssessments(db, { courseId, versionId });
  return { courseId, slug, title, versionId, lessons, assessments };
}

async function makeModules(db: Db, versionId: string): Promise<void> {
  const module = (key: string, title: string, position: number) => ({ id: newId(), course_version_id: versionId, key, title, aim: `Mục tiêu ${key}`, position });
  // Stored out of order: only `position` says which comes first.
  await db.insertInto('course_module').values([module('m2', 'Danh tính', 2), module('m1', 'Phòng thủ', 1)]).execute();
}

async function makeLessons(db: Db, { courseId, versionId }: { courseId: string; versionId: string }, lessons: readonly LessonTraits[]): Promise<MadeCourse['lessons']> {
  const made: MadeCourse['lessons'] = [];
  for (const [at, lesson] of lessons.entries()) {
    const known = await db.selectFrom('lesson').select('id').where('course_id', '=', courseId).where('slug', '=', lesson.slug).executeTakeFirst();
    const id = known?.id ?? newId();
    const lessonVersionId = newId();
    if (!known) await db.insertInto('lesson').values({ id, course_id: courseId, slug: lesson.slug }).execute();
    await db
      .insertInto('lesson_version')
      .values({ id: lessonVersionId, course_version_id: versionId, lesson_id: id, module_key: lesson.module ?? 'm1', position: at + 1, title: lesson.title ?? lesson.slug, summary: lesson.summary ?? '', minutes: lesson.minutes ?? 10, word_count: 900, details: JSON.stringify(sampleDetails), body: JSON.stringify(sampleBody(lesson.checks, lesson.drills, lesson.scenarios)) })
      .execute();
    made.push({ id, slug: lesson.slug, versionId: lessonVersionId });
  }
  return made;
}

async function makeAssessments(db: Db, { courseId, versionId }: { courseId: string; versionId: string }): Promise<MadeCourse['assessments']> {
  const made: MadeCourse['assessments'] = [];
  for (const [position, [key, kind, title]] of ([['kiem-tra-m1', 'MODULE', 'Kiểm tra mô-đun 1'], ['cuoi-khoa', 'FINAL', 'Kiểm tra cuối khoá']] as const).entries()) {
    const known = await db.selectFrom('assessment').select('id').where('course_id', '=', courseId).where('key', '=', key).executeTakeFirst();
    const id = known?.id ?? newId();
    const assessmentVersionId = newId();
    if (!known) await db.insertInto('assessment').values({ id, course_id: courseId, key }).execute();
    await db
      .insertInto('assessment_version')
      .values({ id: assessmentVersionId, course_version_id: versionId, assessment_id: id, kind, module_key: kind === 'MODULE' ? 'm1' : null, position, title, time_limit_minutes: 15, pass_score: 7, max_attempts: 3, cooldown_minutes: 60, question_count: 10, blueprint: '[]' })
      .execute();
    made.push({ id, key, versionId: assessmentVersionId });
  }
  return made;
}

/** Enrols somebody, as a training administrator would. */
export async function enrolled(db: Db, userId: string, course: MadeCourse, traits: { dueOn?: string | null; isMandatory?: boolean; now?: string } = {}): Promise<void> {
  await enrol(db, { userId, courseId: course.courseId, source: 'ASSIGNED', isMandatory: traits.isMandatory ?? true, reason: 'Theo kế hoạch của tỉnh', dueOn: traits.dueOn ?? null, enrolledBy: null, now: traits.now ?? '2026-11-02T01:00:00.000Z' });
}

/** Puts one fact into the ledger the way the program does. */
export async function happened(db: Db, userId: string, course: MadeCourse, at: string, fact: ProgressFact): Promise<void> {
  await db.transaction().execute((tx) => recordProgress(tx, { ...fact, userId, courseId: course.courseId, occurredAt: at }, { idempotencyKey: newId(), source: 'web', now: at }));
}

/** Facts about one lesson or assessment of a course, by its place. */
export const facts = {
  opened: (course: MadeCourse, at = 0): ProgressFact => ({ verb: 'lesson.opened', objectType: 'lesson', objectId: course.lessons[at]!.id, result: {} }),
  read: (course: MadeCourse, at: number, seconds: number, position: number): ProgressFact => ({ verb: 'lesson.read', objectType: 'lesson', objectId: course.lessons[at]!.id, result: { seconds, position } }),
  completed: (course: MadeCourse, at = 0): ProgressFact => ({ verb: 'lesson.completed', objectType: 'lesson', objectId: course.lessons[at]!.id, result: {} }),
  submitted: (course: MadeCourse, at: number, score: number): ProgressFact => ({ verb: 'attempt.submitted', objectType: 'assessment', objectId: course.assessments[at]!.id, result: { attemptId: newId(), score, passed: score >= 7, auto: false } }),
  courseDone: (course: MadeCourse, score = 9): ProgressFact => ({ verb: 'course.completed', objectType: 'course', objectId: course.courseId, result: { score } }),
};

/** The lesson as the reader's pages load it. */
export function lessonOf(db: Db, course: MadeCourse, at = 0) {
  return getPublishedLesson(db, course.slug, course.lessons[at]!.slug);
}

/** An attempt that is running. */
export async function makeAttempt(db: Db, userId: string, course: MadeCourse, at: number, time: { startedAt: string; dueAt: string }): Promise<string> {
  const id = newId();
  const { id: assessmentId, versionId } = course.assessments[at]!;
  await db.insertInto('attempt').values({ id, user_id: userId, assessment_id: assessmentId, assessment_version_id: versionId, course_id: course.courseId, number: 1, seed: 'x', started_at: time.startedAt, due_at: time.dueAt }).execute();
  return id;
}

/** A certificate as it stands in the table; its signature is not checked here. */
export async function makeCertificate(db: Db, userId: string, course: MadeCourse, traits: { issuedAt?: string; validUntil?: string | null; revokedAt?: string | null; round?: number } = {}): Promise<string> {
  const id = newId();
  const facts = { course_title: course.title, full_name: 'Nguyễn Thị Thuỳ Dương', unit_name: 'UBND phường Hoa Lư', score: 9, periods: 4.5, integrity_code: 'x' };
  await db
    .insertInto('certificate')
    .values({ ...facts, id, certificate_no: `CN-${id}`, verify_code: `V-${id}`, user_id: userId, course_id: course.courseId, course_version_id: course.versionId, issued_at: traits.issuedAt ?? '2026-11-01T01:00:00.000Z', valid_until: traits.validUntil ?? null, revoked_at: traits.revokedAt ?? null, round: traits.round ?? 1 })
    .execute();
  return id;
}
