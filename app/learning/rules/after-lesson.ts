import { stepsOf, type CourseOutline } from './course-outline.ts';

/** Where the "done" button leads: the following step of the course that is open, else the course page. */
export function afterLesson(outline: CourseOutline, courseSlug: string, lessonId: string): string {
  const steps = stepsOf(outline);
  const at = steps.findIndex((step) => step.kind === 'lesson' && step.id === lessonId);
  const next = at < 0 ? undefined : steps[at + 1];
  if (!next || next.status === 'locked') return `/courses/${courseSlug}`;
  return next.kind === 'lesson' ? `/learn/${courseSlug}/${next.slug}` : `/assessments/${courseSlug}/${next.key}`;
}
