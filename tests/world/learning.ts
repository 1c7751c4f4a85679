import type { Db } from '../../db/client.ts';
import type { Actor } from '../../app/people/actor.ts';
import { recordProgress } from '../../app/learning/commands/record-progress.server.ts';
import type { RenewalSettings } from '../../app/learning/rules/renewal.ts';
import type { BlueprintRow, QuestionBody, QuestionLevel } from '../../app/learning/rules/question.ts';
import { newId } from '../../app/platform/ids.ts';
import { fold } from '../../app/platform/text/fold.ts';
import { makePerson } from './people.ts';

const releasedAt = '2026-11-01T01:00:00.000Z';

/** One question of each type; right answers: b · a and c · false · x y z · each left with its own right · 15. */
export const sampleBodies: QuestionBody[] = [
  {
    type: 'single',
    text: 'Nhận thư lạ đòi mở tệp gấp, việc đầu tiên là gì?',
    options: [
      { key: 'a', text: 'Mở tệp trên máy khác', correct: false, why: 'Nguy cơ chỉ chuyển sang máy khác.' },
      { key: 'b', text: 'Xác minh theo danh bạ cơ quan', correct: true, why: 'Kênh độc lập với thư thì kẻ gian khó chen vào.' },
      { key: 'c', text: 'Xoá thư ngay', correct: false, why: 'Xoá thư làm mất dấu vết.' },
    ],
  },
  {
    type: 'multiple',
    text: 'Những đòn tâm lý nào khiến người nhận bấm vội?',
    options: [
      { key: 'a', text: 'Đặt hạn rất gấp', correct: true, why: 'Hạn gấp khiến người nhận bỏ qua bước kiểm tra.' },
      { key: 'b', text: 'Viết thư thật dài', correct: false, why: 'Thư dài làm người đọc chậm lại.' },
      { key: 'c', text: 'Mượn danh cấp trên', correct: true, why: 'Uy quyền khiến người nhận ngại hỏi lại.' },
    ],
  },
  { type: 'true_false', text: 'Cho đồng nghiệp mượn tài khoản khi đi công tác là được.', answer: false, whyTrue: 'Mỗi tài khoản chỉ một người dùng.', whyFalse: 'Dấu vết phải đúng tên người làm.' },
  {
    type: 'ordering',
    text: 'Xếp các việc khi lộ mật khẩu.',
    items: [
      { key: 'x', text: 'Đổi mật khẩu từ máy tin cậy', why: 'Chặn kẻ gian trước tiên.' },
      { key: 'y', text: 'Báo đầu mối', why: 'Đầu mối khoá phiên lạ.' },
      { key: 'z', text: 'Ghi lại thời điểm', why: 'Giúp truy vết.' },
    ],
  },
  {
    type: 'matching',
    text: 'Ghép tình huống với cách làm.',
    pairs: [
      { key: 'm', left: 'Đổi ca trực quầy', right: 'Ca trước đăng xuất, ca sau đăng nhập', why: 'Mỗi ca để lại dấu vết đúng người.' },
      { key: 'n', left: 'Nghỉ phép dài ngày', right: 'Cấp quyền tạm cho người làm thay', why: 'Người thay làm bằng tài khoản của mình.' },
      { key: 'p', left: 'Người mới chưa có tài khoản', right: 'Đề nghị quản trị cấp gấp', why: 'Có tài khoản riêng thì không phải dùng nhờ.' },
    ],
  },
  { type: 'short_answer', text: 'Báo cáo trước ngày nào hằng tháng (ghi số)?', accepted: ['15', 'ngày 15'], why: 'Kế hoạch yêu cầu báo cáo trước ngày 15.' },
];

export interface SampleQuestion {
  key: string;
  module: string;
  level?: QuestionLevel;
  body: QuestionBody;
  expiresOn?: string | null;
}
export interface SampleAssessment {
  key: string;
  kind: 'MODULE' | 'FINAL' | 'PRETEST';
  module?: string;
  minutes?: number;
  maxAttempts?: number;
  cooldownMinutes?: number;
  passScore?: number;
  blueprint: BlueprintRow[];
}
export interface CourseTraits {
  slug?: string;
  title?: string;
  /** Lessons by module. */
  modules?: Record<string, string[]>;
  questions?: SampleQuestion[];
  assessments?: SampleAssessment[];
  renewal?: RenewalSettings;
}

export interface MadeCourse {
  id: string;
  versionId: string;
  slug: string;
  /** Ids by slug or key. */
  lessons: Record<string, string>;
  assessments: Record<string, string>;
}

/** Module m1 with two lessons and one question of each type, module m2 with one lesson; a test for m1 and a final one. */
const standard: Required<Pick<CourseTraits, 'modules' | 'questions' | 'assessments'>> = {
  modules: { m1: ['bai-1', 'bai-2'], m2: ['bai-3'] },
  questions: sampleBodies.map((body, at) => ({ key: `q${at + 1}`, module: 'm1', body })),
  assessments: [
    { key: 'kiem-tra-m1', kind: 'MODULE', module: 'm1', blueprint: [{ module: 'm1', level: 'REMEMBER', count: 6 }] },
    { key: 'cuoi-khoa', kind: 'FINAL', minutes: 30, cooldownMinutes: 30, blueprint: [{ module: 'm1', level: 'REMEMBER', count: 4 }] },
  ],
};

let counter = 0;

/** A released course version with modules, lessons, a question bank and assessments. */
export async function makeCourse(db: Db, traits: CourseTraits = {}): Promise<MadeCourse> {
  counter += 1;
  const made: MadeCourse = { id: newId(), versionId: newId(), slug: traits.slug ?? `khoa-hoc-${counter}`, lessons: {}, assessments: {} };
  await db.insertInto('course').values({ id: made.id, slug: made.slug, created_at: releasedAt, retired_at: null }).execute();
  await fillVersion(db, made, { ...standard, ...traits });
  return made;
}

/** A newer version of a course takes the place of the current one; lessons, questions and assessments keep their identity by slug or key. */
export async function releaseVersion(db: Db, course: MadeCourse, traits: CourseTraits = {}): Promise<MadeCourse> {
  await db.updateTable('course_version').set({ superseded_at: releasedAt }).where('id', '=', course.versionId).execute();
  const made = { ...course, versionId: newId(), lessons: { ...course.lessons }, assessments: { ...course.assessments } };
  await fillVersion(db, made, { ...standard, ...traits });
  return made;
}

async function fillVersion(db: Db, made: MadeCourse, traits: typeof standard & CourseTraits): Promise<void> {
  const title = traits.title ?? 'An toàn thông tin cho người dùng cuối';
  const settings = JSON.stringify({ aim: '', audience: '', models: [43], periods: 3, passScore: 8, certificateValidMonths: 12, ...(traits.renewal ? { renewal: traits.renewal } : {}) });
  await db
    .insertInto('course_version')
    .values({ id: made.versionId, course_id: made.id, content_hash: made.versionId, title, summary: 'Tóm tắt', search_fold: fold(title), settings, compiled_at: releasedAt, released_at: releasedAt, released_by: null, superseded_at: null })
    .execute();
  for (const [position, [module, lessons]] of Object.entries(traits.modules).entries()) {
    await db.insertInto('course_module').values({ id: newId(), course_version_id: made.versionId, key: module, title: `Mô-đun ${module}`, aim: '', position }).execute();
    for (const [at, slug] of lessons.entries()) await addLesson(db, made, module, slug, at);
  }
  for (const question of traits.questions) await addQuestion(db, made, question, Object.values(traits.modules)[0]?.[0] ?? 'bai-1');
  for (const [position, assessment] of traits.assessments.entries()) await addAssessment(db, made, assessment, position);
}

async function addLesson(db: Db, made: MadeCourse, module: string, slug: string, position: number): Promise<void> {
  made.lessons[slug] ??= await identity(db, 'lesson', { course_id: made.id, slug });
  await db
    .insertInto('lesson_version')
    .values({ id: newId(), course_version_id: made.versionId, lesson_id: made.lessons[slug], module_key: module, position, title: `Bài học ${slug}`, summary: '', minutes: 5, word_count: 600, details: '{}', body: '{"blocks":[]}' })
    .execute();
}

/** Adds one question to the bank of a version. */
export async function addQuestion(db: Db, made: MadeCourse, question: SampleQuestion, lesson = 'bai-1'): Promise<string> {
  const questionId = await identity(db, 'question', { course_id: made.id, key: question.key });
  const id = newId();
  const level = question.level ?? 'REMEMBER';
  await db
    .insertInto('question_version')
    .values({ id, course_version_id: made.versionId, question_id: questionId, module_key: question.module, type: question.body.type, level, lesson_slug: lesson, anchor: 'dau-hieu', source: 'Luật An ninh mạng', as_of: '2026-11-01', expires_on: question.expiresOn ?? null, body: JSON.stringify(question.body) })
    .execute();
  return id;
}

async function addAssessment(db: Db, made: MadeCourse, assessment: SampleAssessment, position: number): Promise<void> {
  made.assessments[assessment.key] ??= await identity(db, 'assessment', { course_id: made.id, key: assessment.key });
  const question_count = assessment.blueprint.reduce((sum, row) => sum + row.count, 0);
  await db
    .insertInto('assessment_version')
    .values({
      id: newId(),
      course_version_id: made.versionId,
      assessment_id: made.assessments[assessment.key] as string,
      kind: assessment.kind,
      module_key: assessment.module ?? null,
      position,
      title: { FINAL: 'Bài thi cuối khoá', MODULE: 'Bài kiểm tra mô-đun 1', PRETEST: 'Bài kiểm tra đầu vào' }[assessment.kind],
      time_limit_minutes: assessment.minutes ?? 12,
      pass_score: assessment.passScore ?? 8,
      max_attempts: assessment.maxAttempts ?? 3,
      cooldown_minutes: assessment.cooldownMinutes ?? 0,
      question_count,
      blueprint: JSON.stringify(assessment.blueprint),
    })
    .execute();
}

async function identity(db: Db, table: 'lesson' | 'question' | 'assessment', key: { course_id: string; slug?: string; key?: string }): Promise<string> {
  const name = table === 'lesson' ? 'slug' : 'key';
  const known = await db.selectFrom(table as 'lesson').select('id').where('course_id', '=', key.course_id).where(name as 'slug', '=', (key.slug ?? key.key) as string).executeTakeFirst();
  const id = known?.id ?? newId();
  if (!known) await db.insertInto(table as 'lesson').values({ id, ...key } as never).execute();
  return id;
}

/** Enrols somebody; a new official when nobody is given. */
export async function enrol(db: Db, course: MadeCourse, who?: Actor): Promise<Actor> {
  const learner = who ?? (await makePerson(db));
  await db
    .insertInto('enrollment')
    .values({ id: newId(), user_id: learner.id, course_id: course.id, source: 'SELF', is_mandatory: 0, reason: '', due_on: null, enrolled_by: null, enrolled_at: releasedAt, cancelled_at: null })
    .execute();
  return learner;
}

/** Completes lessons (all of them unless named) as the ledger would. */
export async function completeLessons(db: Db, course: MadeCourse, learner: Actor, slugs = Object.keys(course.lessons)): Promise<void> {
  for (const slug of slugs) {
    const objectId = course.lessons[slug] as string;
    await db.transaction().execute((tx) =>
      recordProgress(
        tx,
        { verb: 'lesson.completed', objectType: 'lesson', objectId, courseId: course.id, userId: learner.id, occurredAt: '2026-11-20T01:00:00.000Z', result: {} },
        { idempotencyKey: `test:${learner.id}:${objectId}`, source: 'web', now: '2026-11-20T01:00:00.000Z' },
      ),
    );
  }
}

/** A course, and a learner who is enrolled and has read every lesson: ready for its assessments. */
export async function makeExamWorld(db: Db, traits: CourseTraits = {}): Promise<{ course: MadeCourse; learner: Actor }> {
  const course = await makeCourse(db, traits);
  const learner = await enrol(db, course);
  await completeLessons(db, course, learner);
  return { course, learner };
}
