import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { attemptsLeft, isTimeUp, startBar, type StartBar } from '../rules/attempt-limits.ts';
import type { QuestionBody, QuestionResponse, QuestionType } from '../rules/question.ts';
import { countedPoints } from '../rules/remark.ts';
import { outcomeOf, reviewQuestion, type Outcome, type ReviewedQuestion } from '../rules/review-question.ts';
import { pretestResult, type PretestResult } from './pretest-result.server.ts';
import { findCurrentAssessment } from './current-assessment.server.ts';
import { findPathNext, type PathNext } from './paths.server.ts';
import { readStartSituation } from './start-facts.server.ts';

export interface ResultQuestion {
  position: number;
  type: QuestionType;
  review: ReviewedQuestion;
  points: number;
  outcome: Outcome;
  /** Taken out of use: it counts as right whatever was answered. */
  isWaived: boolean;
  /** `isReadable`: the course still has it; a newer version may have left it out. */
  lesson: { slug: string; title: string; anchor: string; isReadable: boolean };
  source: string;
}

export interface AttemptResult {
  id: string;
  number: number;
  title: string;
  courseSlug: string;
  courseTitle: string;
  key: string;
  startedAt: Instant;
  submittedAt: Instant;
  isAuto: boolean;
  score: number;
  isPassed: boolean;
  passScore: number;
  questions: ResultQuestion[];
  /** When and how the result rose because a question was taken out of use, the latest last. */
  remarks: { at: Instant; before: number; after: number; passes: boolean }[];
  /** What may come next; null when the course does not have this assessment any more. */
  retake: { attemptsLeft: number; bar: StartBar | null } | null;
  isCourseCompleted: boolean;
  hasCertificate: boolean;
  /** Where the chosen path goes on after a test that was passed. */
  pathNext: PathNext | null;
  /** What a pre-test proved; null for other assessments. */
  pretest: PretestResult | null;
}

/** An attempt that cannot be shown as a result yet: still open, or overdue and to be closed first. */
export interface OpenAttempt {
  id: string;
  isOverdue: boolean;
}

/**
 * A person's own result, with right answers and reasons. Before submission there is none.
 * @throws AppError not-found when it is not this person's attempt
 */
export async function getAttemptResult(db: Db, { attemptId, userId, now }: { attemptId: string; userId: string; now: Instant }): Promise<AttemptResult | OpenAttempt> {
  const attempt = await findAttempt(db, attemptId, userId);
  if (!attempt) throw new AppError('not-found', platformMessages.both('error.not-found'));
  if (attempt.submittedAt === null) return { id: attempt.id, isOverdue: isTimeUp(attempt.dueAt, now) };
  const { courseId, courseVersionId, completedAt, isAuto, isPassed, kind, round, score, dueAt: _due, ...shown } = attempt;
  const questions = await listQuestions(db, attemptId);
  const certificate = await db.selectFrom('certificate').select('id').where('user_id', '=', userId).where('course_id', '=', courseId).where('round', '=', round).where('revoked_at', 'is', null).limit(1).executeTakeFirst();
  return {
    ...shown,
    submittedAt: attempt.submittedAt,
    isAuto: isAuto === 1,
    score: score ?? 0,
    isPassed: isPassed === 1,
    questions: questions.map(toQuestion),
    remarks: await listRemarks(db, attemptId),
    retake: kind === 'PRETEST' ? null : await readRetake(db, userId, attempt, now),
    isCourseCompleted: completedAt !== null,
    hasCertificate: certificate !== undefined,
    pathNext: isPassed === 1 && kind !== 'PRETEST' ? await findPathNext(db, userId, new Date(now)) : null,
    pretest: kind === 'PRETEST' ? await pretestResult(db, { attemptId, userId, courseId, courseVersionId }) : null,
  };
}

function findAttempt(db: Db, attemptId: string, userId: string) {
  return db
    .selectFrom('attempt as t')
    .innerJoin('assessment_version as v', 'v.id', 't.assessment_version_id')
    .innerJoin('course_version as cv', 'cv.id', 'v.course_version_id')
    .innerJoin('assessment as a', 'a.id', 't.assessment_id')
    .innerJoin('course as c', 'c.id', 't.course_id')
    .leftJoin('course_progress as p', (join) => join.onRef('p.course_id', '=', 't.course_id').onRef('p.user_id', '=', 't.user_id'))
    .select(['t.id', 't.number', 't.started_at as startedAt', 't.due_at as dueAt', 't.submitted_at as submittedAt', 't.auto_submitted as isAuto', 't.score', 't.is_passed as isPassed'])
    .select(['t.course_id as courseId', 't.round', 'v.title', 'v.kind', 'v.course_version_id as courseVersionId', 'v.pass_score as passScore', 'a.key', 'c.slug as courseSlug', 'cv.title as courseTitle', 'p.completed_at as completedAt'])
    .where('t.id', '=', attemptId)
    .where('t.user_id', '=', userId)
    .executeTakeFirst();
}

function listQuestions(db: Db, attemptId: string) {
  return db
    .selectFrom('attempt_question as q')
    .innerJoin('question_version as v', 'v.id', 'q.question_version_id')
    .innerJoin('question as k', 'k.id', 'v.question_id')
    .leftJoin('lesson as l', (join) => join.onRef('l.course_id', '=', 'k.course_id').onRef('l.slug', '=', 'v.lesson_slug'))
    .leftJoin('lesson_version as lv', (join) => join.onRef('lv.lesson_id', '=', 'l.id').onRef('lv.course_version_id', '=', 'v.course_version_id'))
    .leftJoin('attempt_answer as a', (join) => join.onRef('a.attempt_id', '=', 'q.attempt_id').onRef('a.position', '=', 'q.position'))
    .select(['q.position', 'q.option_order', 'q.points', 'q.waived_by', 'v.body', 'v.lesson_slug', 'v.anchor', 'v.source', 'lv.title as lesson_title', 'a.response'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('lesson_version as now')
          .innerJoin('course_version as cv', 'cv.id', 'now.course_version_id')
          .innerJoin('course as c', 'c.id', 'cv.course_id')
          .select('now.id')
          .whereRef('now.lesson_id', '=', 'l.id')
          .where('cv.released_at', 'is not', null)
          .where('cv.superseded_at', 'is', null)
          .where('c.retired_at', 'is', null),
      ).as('isReadable'),
    )
    .where('q.attempt_id', '=', attemptId)
    .orderBy('q.position')
    .execute();
}

function toQuestion(row: Awaited<ReturnType<typeof listQuestions>>[number]): ResultQuestion {
  const body = JSON.parse(row.body) as QuestionBody;
  const response = JSON.parse(row.response ?? 'null') as QuestionResponse | null;
  const isWaived = row.waived_by !== null;
  const points = countedPoints(row);
  return {
    position: row.position,
    type: body.type,
    review: reviewQuestion(body, JSON.parse(row.option_order) as string[], response),
    points,
    outcome: outcomeOf(points, response !== null),
    isWaived,
    lesson: { slug: row.lesson_slug, title: row.lesson_title ?? row.lesson_slug, anchor: row.anchor, isReadable: Boolean(row.isReadable) },
    source: row.source,
  };
}

async function listRemarks(db: Db, attemptId: string): Promise<AttemptResult['remarks']> {
  const rows = await db.selectFrom('attempt_remark').selectAll().where('attempt_id', '=', attemptId).whereRef('score_after', '>', 'score_before').orderBy('marked_at').orderBy('score_after').execute();
  return rows.map((row) => ({ at: row.marked_at, before: row.score_before, after: row.score_after, passes: row.passed_after > row.passed_before }));
}

async function readRetake(db: Db, userId: string, attempt: { courseSlug: string; key: string }, now: Instant): Promise<AttemptResult['retake']> {
  const assessment = await findCurrentAssessment(db, attempt.courseSlug, attempt.key);
  if (!assessment) return null;
  const { facts } = await readStartSituation(db, userId, assessment);
  return { attemptsLeft: attemptsLeft(facts), bar: startBar(facts, now) };
}
