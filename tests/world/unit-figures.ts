import type { Db } from '../../db/client.ts';
import type { MadeCourse } from './courses.ts';
import { newId } from '../../app/platform/ids.ts';

export interface AnsweredQuestion {
  module: 'm1' | 'm2';
  points: number;
  /** The same question in several attempts; a new one when left out. */
  questionId?: string;
  isWaived?: boolean;
}

let counter = 0;

/** A question of a course with one version, to be answered in tests. @returns its id */
export async function makeQuestion(db: Db, course: MadeCourse, module: 'm1' | 'm2'): Promise<string> {
  counter += 1;
  const id = newId();
  await db.insertInto('question').values({ id, course_id: course.courseId, key: `cau-${counter}` }).execute();
  await db.insertInto('question_version').values({ id: `${id}-v`, course_version_id: course.versionId, question_id: id, module_key: module, type: 'single', level: 'APPLY', lesson_slug: course.lessons[0]?.slug ?? '', anchor: 'mo-dau', source: 'thử', as_of: '2026-09-01', expires_on: null, body: '{}' }).execute();
  return id;
}

/** A submitted attempt of somebody at a test of a course (0: the module's, 1: the final), with these answers. */
export async function submittedAttempt(db: Db, userId: string, course: MadeCourse, traits: { at: number; number?: number; submittedAt: string | null; answers: readonly AnsweredQuestion[] }): Promise<void> {
  const { id: assessmentId, versionId } = course.assessments[traits.at]!;
  const id = newId();
  const submitted = traits.submittedAt;
  await db.insertInto('attempt').values({ id, user_id: userId, assessment_id: assessmentId, assessment_version_id: versionId, course_id: course.courseId, number: traits.number ?? 1, seed: 'x', started_at: '2026-10-01T01:00:00.000Z', due_at: '2026-12-31T02:00:00.000Z', submitted_at: submitted, score: submitted ? 5 : null, is_passed: submitted ? 0 : null, auto_submitted: submitted ? 0 : null }).execute();
  for (const [position, { module, points, questionId, isWaived }] of traits.answers.entries()) {
    const question = questionId ?? (await makeQuestion(db, course, module));
    const suspension = isWaived ? await suspend(db, question, userId) : null;
    await db.insertInto('attempt_question').values({ attempt_id: id, position, question_version_id: `${question}-v`, option_order: '[]', points, waived_by: suspension }).execute();
  }
}

/** Takes a question out of use. @returns the suspension's id */
export async function suspend(db: Db, questionId: string, by: string, liftedAt: string | null = null): Promise<string> {
  const id = newId();
  await db.insertInto('question_suspension').values({ id, question_id: questionId, reason: 'Câu hỏi sai', suspended_by: by, suspended_at: '2026-10-02T01:00:00.000Z', lifted_at: liftedAt, lifted_by: liftedAt ? by : null, lifted_reason: liftedAt ? 'Đã sửa' : null }).execute();
  return id;
}
