import { sql } from 'kysely';
import type { Db } from '../../../db/client.ts';
import type { Instant } from '../../platform/clock.ts';
import { remark, type Remarkable } from '../rules/remark.ts';

/** A submitted attempt that would be marked again. */
export interface RemarkableAttempt extends Remarkable {
  attemptId: string;
  position: number;
  userId: string;
  courseId: string;
  assessmentId: string;
  title: string;
  submittedAt: Instant;
  kind: string;
  courseVersionId: string;
  /** False when the course has been renewed since: what was done then moves nothing any more. */
  isOfPresentRound: boolean;
}

/** A question, and the moment of its suspension: whoever began after it was not given the question. */
export interface RemarkScope {
  questionId: string;
  until: Instant;
  /** Only these people. */
  people?: readonly string[];
}

/** Submitted attempts in which the question cost something and still counts, person by person. */
export async function listRemarkable(db: Db, scope: RemarkScope): Promise<RemarkableAttempt[]> {
  const sumOf = sql<number>`(select sum(case when o.waived_by is not null or o.position = q.position then 1 else coalesce(o.points, 0) end) from attempt_question as o where o.attempt_id = q.attempt_id)`;
  let query = remarkable(db, scope)
    .innerJoin('assessment_version as av', 'av.id', 'a.assessment_version_id')
    .leftJoin('course_progress as p', (join) => join.onRef('p.user_id', '=', 'a.user_id').onRef('p.course_id', '=', 'a.course_id'))
    .select(['a.id as attemptId', 'q.position', 'a.user_id as userId', 'a.course_id as courseId', 'a.assessment_id as assessmentId', 'av.title', 'a.submitted_at as submittedAt', 'av.kind', 'av.course_version_id as courseVersionId', 'a.round', 'p.round as presentRound'])
    .select(['a.score', 'a.is_passed', 'av.pass_score as passScore', sumOf.as('points')])
    .select(({ selectFrom }) => selectFrom('attempt_question as o').select(({ fn }) => fn.countAll<number>().as('n')).whereRef('o.attempt_id', '=', 'q.attempt_id').as('questions'))
    .orderBy('a.user_id')
    .orderBy('a.submitted_at')
    .orderBy('a.number');
  if (scope.people) query = query.where('a.user_id', 'in', scope.people);
  const rows = await query.execute();
  return rows.map(({ is_passed, score, submittedAt, questions, round, presentRound, ...row }) => ({ ...row, isOfPresentRound: round === (presentRound ?? 1), submittedAt: submittedAt as Instant, score: score ?? 0, isPassed: is_passed === 1, questions: questions ?? 0 }));
}

/** The next people with such attempts, by id. */
export async function nextRemarkable(db: Db, scope: RemarkScope, count: number): Promise<string[]> {
  const rows = await remarkable(db, scope).select('a.user_id').distinct().orderBy('a.user_id').limit(count).execute();
  return rows.map((row) => row.user_id);
}

function remarkable(db: Db, { questionId, until }: RemarkScope) {
  return db
    .selectFrom('question_version as v')
    .innerJoin('attempt_question as q', 'q.question_version_id', 'v.id')
    .innerJoin('attempt as a', 'a.id', 'q.attempt_id')
    .where('v.question_id', '=', questionId)
    .where('q.waived_by', 'is', null)
    .where(({ fn, val }) => fn.coalesce('q.points', val(0)), '<', 1)
    .where('a.submitted_at', 'is not', null)
    .where('a.started_at', '<=', until);
}

/** What suspending a question at this moment would do. */
export interface RemarkPreview {
  /** Attempts that hold the question: submitted, and under way. */
  submitted: number;
  running: number;
  /** Of the submitted ones: whose score rises, and which of them begin to pass. */
  changed: number;
  passing: number;
  /** People who would be told. */
  people: number;
}

/** Counts beforehand what the job will do, by the same rows and the same rule. */
export async function previewRemark(db: Db, questionId: string, now: Instant): Promise<RemarkPreview> {
  const held = await db
    .selectFrom('question_version as v')
    .innerJoin('attempt_question as q', 'q.question_version_id', 'v.id')
    .innerJoin('attempt as a', 'a.id', 'q.attempt_id')
    .select(({ fn }) => [fn.countAll<number>().as('all'), fn.count<number>('a.submitted_at').as('submitted')])
    .where('v.question_id', '=', questionId)
    .executeTakeFirstOrThrow();
  const results = (await listRemarkable(db, { questionId, until: now })).map((before) => ({ before, after: remark(before) }));
  const changed = results.filter(({ before, after }) => after.score > before.score);
  const passing = changed.filter(({ before, after }) => after.isPassed && !before.isPassed);
  return { submitted: held.submitted, running: held.all - held.submitted, changed: changed.length, passing: passing.length, people: new Set(changed.map(({ before }) => before.userId)).size };
}
