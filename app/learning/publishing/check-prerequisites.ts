import type { Problems } from '../../platform/content/problems.ts';
import type { SourceCourse } from './read-course.server.ts';
import { reasons } from './reasons.ts';

/** What a course of the folder asks for first; null when there is no such course. */
export type FirstCourses = (slug: string) => readonly string[] | null;

/** Checks that the courses that come first are there, and that somebody can begin with one of them. */
export function checkPrerequisites(course: SourceCourse, firstOf: FirstCourses, problems: Problems): void {
  const { slug: own, prerequisites = [] } = course.settings;
  prerequisites.forEach((slug, at) => {
    const say = (reason: ReturnType<typeof reasons.both>) => problems.error(course.file, course.yaml.lineOf(['prerequisites', at]), reason);
    if (slug === own) return say(reasons.both('course.prerequisite-self'));
    if (prerequisites.indexOf(slug) < at) return say(reasons.both('course.prerequisite-twice', { slug }));
    if (firstOf(slug) === null) return say(reasons.both('course.prerequisite-unknown', { slug }));
    const back = wayTo(own, slug, firstOf);
    if (back) say(reasons.both('course.prerequisite-circle', { circle: [own, ...back].join(' → ') }));
  });
}

/** The shortest way from one course over what it asks for to another; null when none leads there. */
function wayTo(goal: string, from: string, firstOf: FirstCourses): string[] | null {
  const seen = new Set([from]);
  for (const ways = [[from]]; ways.length > 0; ) {
    const way = ways.shift() ?? [];
    for (const next of firstOf(way.at(-1) ?? '') ?? []) {
      if (next === goal) return [...way, goal];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return null;
}
