import { applyProgress, type AssessmentProgress, type CheckProgress, type CourseProgress, type LessonProgress, type ProgressEvent } from './progress.ts';

/** A projection row with the course that the fact named. */
export type InCourse<Row> = Row & { courseId: string };

/** All projections of one person. Checks are keyed by lesson and check. */
export interface Projection {
  courses: Map<string, CourseProgress>;
  lessons: Map<string, InCourse<LessonProgress>>;
  checks: Map<string, InCourse<CheckProgress> & { lessonId: string; check: string }>;
  assessments: Map<string, InCourse<AssessmentProgress>>;
}

/** Computes one person's projections from all her facts, in the order in which the ledger has them. */
export function replay(events: Iterable<ProgressEvent>): Projection {
  const projection: Projection = { courses: new Map(), lessons: new Map(), checks: new Map(), assessments: new Map() };
  for (const event of events) replayOne(projection, event);
  return projection;
}

function replayOne({ courses, lessons, checks, assessments }: Projection, event: ProgressEvent): void {
  const { courseId, objectId } = event;
  if (event.verb === 'course.renewed') for (const rows of [lessons, checks, assessments]) forget(rows, courseId);
  const checkKey = event.verb === 'check.answered' ? JSON.stringify([objectId, event.result.check]) : '';
  const next = applyProgress({ course: courses.get(courseId), lesson: lessons.get(objectId), check: checks.get(checkKey), assessment: assessments.get(objectId) }, event);
  if (next.course) courses.set(courseId, next.course);
  if (next.lesson) lessons.set(objectId, { ...next.lesson, courseId });
  if (next.assessment) assessments.set(objectId, { ...next.assessment, courseId });
  if (next.check && event.verb === 'check.answered') checks.set(checkKey, { ...next.check, courseId, lessonId: objectId, check: event.result.check });
}

/** A new round begins with empty rows; the facts of the one before stay in the ledger. */
function forget(rows: Map<string, { courseId: string }>, courseId: string): void {
  for (const [key, row] of rows) if (row.courseId === courseId) rows.delete(key);
}
