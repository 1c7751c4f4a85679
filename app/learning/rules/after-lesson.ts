import { stepHref, stepsOf, type CourseOutline } from './course-outline.ts';
import { nextAfter, type PathPart } from './path.ts';

/**
 * Where the "done" button leads: on along the chosen path as long as that asks for something, else to the following step of the course that is open, past what was
 * proven already, else to the course page (docs/decisions/0030).
 */
export function afterLesson(outline: CourseOutline, courseSlug: string, lessonId: string, path: readonly PathPart[] = []): string {
  const along = nextAfter(path, { slug: courseSlug, outline }, lessonId);
  if (along) return stepHref(along.courseSlug, along.step);
  const steps = stepsOf(outline);
  const at = steps.findIndex((step) => step.kind === 'lesson' && step.id === lessonId);
  const next = at < 0 ? undefined : steps.slice(at + 1).find((step) => !step.isCredited);
  if (!next || next.status === 'locked') return `/courses/${courseSlug}`;
  return stepHref(courseSlug, next);
}
