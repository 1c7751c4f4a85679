import type { Instant } from '../../platform/clock.ts';

/** An answer to a question in the text, to practice (that has points), or a way through a situation; a draft is kept without being a try. */
export type CheckResult = { check: string; answer: string; correct: boolean; points?: number; of?: number; isDraft?: true };

/** What can happen to a learner. Every fact of learning is one of these, once, for ever. */
export type ProgressFact =
  | { verb: 'course.enrolled'; objectType: 'course'; objectId: string; result: { source: string; dueOn: string | null } }
  | { verb: 'course.renewed'; objectType: 'course'; objectId: string; result: { round: number; dueOn: string } }
  | { verb: 'course.left'; objectType: 'course'; objectId: string; result: { reason: string } }
  | { verb: 'lesson.opened'; objectType: 'lesson'; objectId: string; result: Record<string, never> }
  | { verb: 'lesson.read'; objectType: 'lesson'; objectId: string; result: { seconds: number; position: number } }
  | { verb: 'lesson.completed'; objectType: 'lesson'; objectId: string; result: Record<string, never> }
  | { verb: 'lesson.credited'; objectType: 'lesson'; objectId: string; result: { attemptId: string; minutes: number } }
  | { verb: 'check.answered'; objectType: 'lesson'; objectId: string; result: CheckResult }
  | { verb: 'attempt.started'; objectType: 'assessment'; objectId: string; result: { attemptId: string; number: number } }
  | { verb: 'attempt.submitted'; objectType: 'assessment'; objectId: string; result: { attemptId: string; score: number; passed: boolean; auto: boolean } }
  /** Marked again because a question was taken out of use; `submittedAt` is the attempt's. */
  | { verb: 'attempt.remarked'; objectType: 'assessment'; objectId: string; result: { attemptId: string; score: number; passed: boolean; submittedAt: Instant } }
  | { verb: 'assessment.credited'; objectType: 'assessment'; objectId: string; result: { attemptId: string } }
  | { verb: 'course.completed'; objectType: 'course'; objectId: string; result: { score: number } }
  | { verb: 'certificate.issued'; objectType: 'certificate'; objectId: string; result: { number: string } }
  | { verb: 'certificate.revoked'; objectType: 'certificate'; objectId: string; result: { reason: string } };

/** A fact with whom, where and when. */
export type ProgressEvent = ProgressFact & { userId: string; courseId: string; occurredAt: Instant };

export interface LessonProgress {
  openedAt: Instant | null;
  completedAt: Instant | null;
  seconds: number;
  /** How far down the lesson, in thousandths. */
  position: number;
  positionAt: Instant | null;
  /** When a pre-test proved what it teaches: it need not be read then, and does not count as read. */
  creditedAt: Instant | null;
  creditedMinutes: number;
}
export interface CheckProgress {
  answer: string;
  isCorrect: boolean;
  tries: number;
  answeredAt: Instant;
}
export interface AssessmentProgress {
  attempts: number;
  bestScore: number | null;
  lastScore: number | null;
  lastSubmittedAt: Instant | null;
  passedAt: Instant | null;
  creditedAt: Instant | null;
}
export interface CourseProgress {
  /** Which time she takes the course; everything else but the minutes is of this round. */
  round: number;
  /** Reading time of lessons that were credited and not read all the same, over all rounds. */
  minutesReturned: number;
  startedAt: Instant | null;
  lastActiveAt: Instant | null;
  lessonsCompleted: number;
  seconds: number;
  completedAt: Instant | null;
  score: number | null;
}

/** The projection rows that one event may touch. */
export interface ProgressRows {
  lesson?: LessonProgress;
  check?: CheckProgress;
  assessment?: AssessmentProgress;
  course?: CourseProgress;
}

const noLesson: LessonProgress = { openedAt: null, completedAt: null, seconds: 0, position: 0, positionAt: null, creditedAt: null, creditedMinutes: 0 };
const noAssessment: AssessmentProgress = { attempts: 0, bestScore: null, lastScore: null, lastSubmittedAt: null, passedAt: null, creditedAt: null };
const noCourse: CourseProgress = { round: 1, minutesReturned: 0, startedAt: null, lastActiveAt: null, lessonsCompleted: 0, seconds: 0, completedAt: null, score: null };

/**
 * The one place where facts become progress: used for each event as it happens and for rebuilding from the whole ledger.
 * Facts of one round may arrive in any order: earliest wins for "first", latest for "last", sums for time. Each must be applied once.
 * `course.renewed` begins a round: whoever applies it forgets the rows of the round before.
 * @returns only the rows that the event touches
 */
export function applyProgress(rows: ProgressRows, event: ProgressEvent): ProgressRows {
  switch (event.verb) {
    case 'course.renewed':
      return { course: { ...noCourse, round: event.result.round, minutesReturned: rows.course?.minutesReturned ?? 0 } };
    case 'lesson.credited':
      return creditLesson(rows, event);
    case 'assessment.credited':
      return { assessment: { ...noAssessment, ...rows.assessment, creditedAt: earlier(rows.assessment?.creditedAt ?? null, event.occurredAt) }, course: active(rows.course, event.occurredAt) };
    case 'lesson.opened':
      return { lesson: open(rows.lesson, event.occurredAt), course: active(rows.course, event.occurredAt) };
    case 'lesson.read':
      return read(rows, event.occurredAt, event.result);
    case 'lesson.completed':
      return completeLesson(rows, event.occurredAt);
    case 'check.answered':
      return { lesson: open(rows.lesson, event.occurredAt), check: answer(rows.check, event), course: active(rows.course, event.occurredAt) };
    case 'attempt.submitted':
      return { assessment: submit(rows.assessment, event.result, event.occurredAt, 1), course: active(rows.course, event.occurredAt) };
    case 'attempt.remarked':
      // Nobody did anything: the result is as if it had been so from the beginning.
      return { assessment: submit(rows.assessment, event.result, event.result.submittedAt, 0) };
    case 'attempt.started':
      return { course: active(rows.course, event.occurredAt) };
    case 'course.completed':
      return { course: completeCourse(rows.course, event) };
    default:
      return {};
  }
}

function open(row: LessonProgress = noLesson, at: Instant): LessonProgress {
  return { ...row, openedAt: earlier(row.openedAt, at) };
}

function active(row: CourseProgress = noCourse, at: Instant): CourseProgress {
  return { ...row, startedAt: earlier(row.startedAt, at), lastActiveAt: later(row.lastActiveAt, at) };
}

function read(rows: ProgressRows, at: Instant, result: { seconds: number; position: number }): ProgressRows {
  const lesson = open(rows.lesson, at);
  const course = active(rows.course, at);
  const newest = lesson.positionAt === null || at > lesson.positionAt || (at === lesson.positionAt && result.position > lesson.position);
  return {
    lesson: { ...lesson, seconds: lesson.seconds + result.seconds, ...(newest ? { position: result.position, positionAt: at } : {}) },
    course: { ...course, seconds: course.seconds + result.seconds },
  };
}

function completeLesson(rows: ProgressRows, at: Instant): ProgressRows {
  const lesson = open(rows.lesson, at);
  const course = active(rows.course, at);
  const first = lesson.completedAt === null;
  const next = { ...lesson, completedAt: earlier(lesson.completedAt, at) };
  return { lesson: next, course: { ...course, lessonsCompleted: course.lessonsCompleted + (first ? 1 : 0), minutesReturned: course.minutesReturned + savedBy(next) - savedBy(lesson) } };
}

function creditLesson(rows: ProgressRows, event: ProgressEvent & { verb: 'lesson.credited' }): ProgressRows {
  const lesson = rows.lesson ?? noLesson;
  const course = active(rows.course, event.occurredAt);
  const next = { ...lesson, creditedAt: earlier(lesson.creditedAt, event.occurredAt), creditedMinutes: Math.max(lesson.creditedMinutes, event.result.minutes) };
  return { lesson: next, course: { ...course, minutesReturned: course.minutesReturned + savedBy(next) - savedBy(lesson) } };
}

/** Whoever reads a credited lesson all the same has saved nothing by it. */
function savedBy({ completedAt, creditedMinutes }: LessonProgress): number {
  return completedAt === null ? creditedMinutes : 0;
}

function answer(row: CheckProgress | undefined, event: ProgressEvent & { verb: 'check.answered' }): CheckProgress {
  const { answer, correct, isDraft } = event.result;
  const tries = (row?.tries ?? 0) + (isDraft ? 0 : 1);
  const newest = !row || event.occurredAt > row.answeredAt || (event.occurredAt === row.answeredAt && winsTie(event.result, row));
  return newest ? { answer, isCorrect: correct, tries, answeredAt: event.occurredAt } : { ...row, tries };
}

/** Ties on the same instant are settled by what was answered, so that the order of arrival does not matter. */
function winsTie(result: { answer: string; correct: boolean }, row: CheckProgress): boolean {
  return result.answer > row.answer || (result.answer === row.answer && result.correct && !row.isCorrect);
}

function submit(row: AssessmentProgress = noAssessment, { score, passed }: { score: number; passed: boolean }, at: Instant, attempts: 0 | 1): AssessmentProgress {
  const newest = row.lastSubmittedAt === null || at > row.lastSubmittedAt || (at === row.lastSubmittedAt && score > (row.lastScore ?? -1));
  return {
    ...row,
    attempts: row.attempts + attempts,
    bestScore: Math.max(row.bestScore ?? 0, score),
    lastScore: newest ? score : row.lastScore,
    lastSubmittedAt: later(row.lastSubmittedAt, at),
    passedAt: passed ? earlier(row.passedAt, at) : row.passedAt,
  };
}

function completeCourse(row: CourseProgress | undefined, event: ProgressEvent & { verb: 'course.completed' }): CourseProgress {
  const course = active(row, event.occurredAt);
  return { ...course, completedAt: earlier(course.completedAt, event.occurredAt), score: Math.max(course.score ?? 0, event.result.score) };
}

function earlier(known: Instant | null, at: Instant): Instant {
  return known !== null && known < at ? known : at;
}

function later(known: Instant | null, at: Instant): Instant {
  return known !== null && known > at ? known : at;
}
