import { stepHref, stepsOf, type CourseOutline } from './course-outline.ts';

/** Where the "done" button leads: the following step of the course that is open, past what was proven already, else the course page. */
export function afterLesson(outline: CourseOutline, courseSlug: string, lessonId: string): string {
  const steps = stepsOf(outline);
  const at = steps.findIndex((step) => step.kind === 'lesson' && step.id === lessonId);
  const next = at < 0 ? undefined : steps.slice(at + 1).find((step) => !step.isCredited);
  if (!next || next.status === 'locked') return `/courses/${courseSlug}`;
  return stepHref(courseSlug, next);
}
