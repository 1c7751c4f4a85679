import type { Db } from '../../db/client.ts';
import type { AssessmentProgress, CheckProgress, CourseProgress, LessonProgress, ProgressEvent, ProgressRows } from './rules/progress.ts';

/** Reads the projection rows that an event may touch. */
export async function readProgressRows(db: Db, event: ProgressEvent): Promise<ProgressRows> {
  const rows: ProgressRows = {};
  const course = await db.selectFrom('course_progress').selectAll().where('user_id', '=', event.userId).where('course_id', '=', event.courseId).executeTakeFirst();
  if (course) {
    rows.course = {
      round: course.round,
      minutesReturned: course.minutes_returned,
      startedAt: course.started_at,
      lastActiveAt: course.last_active_at,
      lessonsCompleted: course.lessons_completed,
      seconds: course.seconds,
      completedAt: course.completed_at,
      score: course.score,
    };
  }
  if (event.objectType === 'lesson') Object.assign(rows, await readLesson(db, event));
  if (event.objectType === 'assessment') Object.assign(rows, await readAssessment(db, event));
  return rows;
}

async function readLesson(db: Db, event: ProgressEvent): Promise<Pick<ProgressRows, 'lesson' | 'check'>> {
  const rows: Pick<ProgressRows, 'lesson' | 'check'> = {};
  const lesson = await db.selectFrom('lesson_progress').selectAll().where('user_id', '=', event.userId).where('lesson_id', '=', event.objectId).executeTakeFirst();
  if (lesson) rows.lesson = { openedAt: lesson.opened_at, completedAt: lesson.completed_at, seconds: lesson.seconds, position: lesson.position, positionAt: lesson.position_at, creditedAt: lesson.credited_at, creditedMinutes: lesson.credited_minutes };
  if (event.verb !== 'check.answered') return rows;
  const check = await db
    .selectFrom('check_progress')
    .selectAll()
    .where('user_id', '=', event.userId)
    .where('lesson_id', '=', event.objectId)
    .where('check_key', '=', event.result.check)
    .executeTakeFirst();
  if (check) rows.check = { answer: check.answer, isCorrect: check.is_correct === 1, tries: check.tries, answeredAt: check.answered_at };
  return rows;
}

async function readAssessment(db: Db, event: ProgressEvent): Promise<Pick<ProgressRows, 'assessment'>> {
  const row = await db.selectFrom('assessment_progress').selectAll().where('user_id', '=', event.userId).where('assessment_id', '=', event.objectId).executeTakeFirst();
  if (!row) return {};
  return { assessment: { attempts: row.attempts, bestScore: row.best_score, lastScore: row.last_score, lastSubmittedAt: row.last_submitted_at, passedAt: row.passed_at, creditedAt: row.credited_at } };
}

/** Writes the rows that an event touched. */
export async function writeProgressRows(db: Db, event: ProgressEvent, rows: ProgressRows): Promise<void> {
  const { userId: user_id, courseId: course_id, objectId } = event;
  if (rows.course) await upsertCourse(db, { user_id, course_id }, courseColumns(rows.course));
  if (rows.lesson) await upsertLesson(db, { user_id, lesson_id: objectId }, { course_id, ...lessonColumns(rows.lesson) });
  if (rows.check && event.verb === 'check.answered') await upsertCheck(db, { user_id, lesson_id: objectId, check_key: event.result.check }, { course_id, ...checkColumns(rows.check) });
  if (rows.assessment) await upsertAssessment(db, { user_id, assessment_id: objectId }, { course_id, ...assessmentColumns(rows.assessment) });
}

/** Forgets the rows of a round that is over; its facts stay in the ledger. */
export async function clearProgressRows(db: Db, { userId, courseId }: Pick<ProgressEvent, 'userId' | 'courseId'>): Promise<void> {
  for (const table of ['lesson_progress', 'check_progress', 'assessment_progress'] as const) await db.deleteFrom(table).where('user_id', '=', userId).where('course_id', '=', courseId).execute();
}

export const courseColumns = (row: CourseProgress) => ({
  round: row.round,
  minutes_returned: row.minutesReturned,
  started_at: row.startedAt,
  last_active_at: row.lastActiveAt,
  lessons_completed: row.lessonsCompleted,
  seconds: row.seconds,
  completed_at: row.completedAt,
  score: row.score,
});
export const lessonColumns = (row: LessonProgress) => ({ opened_at: row.openedAt, completed_at: row.completedAt, seconds: row.seconds, position: row.position, position_at: row.positionAt, credited_at: row.creditedAt, credited_minutes: row.creditedMinutes });
export const checkColumns = (row: CheckProgress) => ({ answer: row.answer, is_correct: row.isCorrect ? 1 : 0, tries: row.tries, answered_at: row.answeredAt });
export const assessmentColumns = (row: AssessmentProgress) => ({
  attempts: row.attempts,
  best_score: row.bestScore,
  last_score: row.lastScore,
  last_submitted_at: row.lastSubmittedAt,
  passed_at: row.passedAt,
  credited_at: row.creditedAt,
});

type Inside<Columns> = { course_id: string } & Columns;

async function upsertCourse(db: Db, key: { user_id: string; course_id: string }, columns: ReturnType<typeof courseColumns>): Promise<void> {
  await db.insertInto('course_progress').values({ ...key, ...columns }).onConflict((conflict) => conflict.columns(['user_id', 'course_id']).doUpdateSet(columns)).execute();
}

async function upsertLesson(db: Db, key: { user_id: string; lesson_id: string }, columns: Inside<ReturnType<typeof lessonColumns>>): Promise<void> {
  await db.insertInto('lesson_progress').values({ ...key, ...columns }).onConflict((conflict) => conflict.columns(['user_id', 'lesson_id']).doUpdateSet(columns)).execute();
}

async function upsertCheck(db: Db, key: { user_id: string; lesson_id: string; check_key: string }, columns: Inside<ReturnType<typeof checkColumns>>): Promise<void> {
  await db.insertInto('check_progress').values({ ...key, ...columns }).onConflict((conflict) => conflict.columns(['user_id', 'lesson_id', 'check_key']).doUpdateSet(columns)).execute();
}

async function upsertAssessment(db: Db, key: { user_id: string; assessment_id: string }, columns: Inside<ReturnType<typeof assessmentColumns>>): Promise<void> {
  await db.insertInto('assessment_progress').values({ ...key, ...columns }).onConflict((conflict) => conflict.columns(['user_id', 'assessment_id']).doUpdateSet(columns)).execute();
}
