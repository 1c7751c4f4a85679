import { fold } from '../../platform/text/fold.ts';

/** The courses whose title or summary holds every word of the question, folded; all of them for an empty question. */
export function matchCourses<Course extends { title: string; summary: string }>(courses: readonly Course[], question: string): Course[] {
  const words = fold(question).split(' ').filter(Boolean);
  return courses.filter((course) => {
    const text = ` ${fold(course.title)} ${fold(course.summary)}`;
    return words.every((word) => text.includes(` ${word}`));
  });
}
