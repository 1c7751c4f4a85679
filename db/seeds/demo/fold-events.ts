import { applyProgress, assessmentColumns, checkColumns, courseColumns, lessonColumns, type ProgressEvent, type ProgressRows } from '../../../app/learning/index.server.ts';
import type { NewRow } from '../bulk.ts';

/** The rows of the four projections. */
export interface Projections {
  lesson_progress: NewRow<'lesson_progress'>[];
  check_progress: NewRow<'check_progress'>[];
  assessment_progress: NewRow<'assessment_progress'>[];
  course_progress: NewRow<'course_progress'>[];
}

type Held<Part extends keyof ProgressRows> = Map<string, { event: ProgressEvent; row: NonNullable<ProgressRows[Part]> }>;

/** Brings the facts of one person in one course together, with the very rule that live progress goes through. */
export function foldEvents(events: readonly ProgressEvent[], into: Projections): void {
  const lessons: Held<'lesson'> = new Map();
  const checks: Held<'check'> = new Map();
  const assessments: Held<'assessment'> = new Map();
  let course: { event: ProgressEvent; row: NonNullable<ProgressRows['course']> } | undefined;
  for (const event of events) {
    const checkKey = event.verb === 'check.answered' ? `${event.objectId} ${event.result.check}` : '';
    const known = { lesson: lessons.get(event.objectId)?.row, check: checks.get(checkKey)?.row, assessment: assessments.get(event.objectId)?.row, course: course?.row };
    const rows = applyProgress(Object.fromEntries(Object.entries(known).filter(([, row]) => row !== undefined)) as ProgressRows, event);
    if (rows.lesson) lessons.set(event.objectId, { event, row: rows.lesson });
    if (rows.check) checks.set(checkKey, { event, row: rows.check });
    if (rows.assessment) assessments.set(event.objectId, { event, row: rows.assessment });
    if (rows.course) course = { event, row: rows.course };
  }
  for (const { event, row } of lessons.values()) into.lesson_progress.push({ user_id: event.userId, lesson_id: event.objectId, course_id: event.courseId, ...lessonColumns(row) });
  for (const { event, row } of checks.values()) {
    if (event.verb === 'check.answered') into.check_progress.push({ user_id: event.userId, lesson_id: event.objectId, check_key: event.result.check, course_id: event.courseId, ...checkColumns(row) });
  }
  for (const { event, row } of assessments.values()) into.assessment_progress.push({ user_id: event.userId, assessment_id: event.objectId, course_id: event.courseId, ...assessmentColumns(row) });
  if (course) into.course_progress.push({ user_id: course.event.userId, course_id: course.event.courseId, ...courseColumns(course.row) });
}

export function noProjections(): Projections {
  return { lesson_progress: [], check_progress: [], assessment_progress: [], course_progress: [] };
}
