import type { Role } from '../../people/actor.ts';
import { fold } from '../../platform/text/fold.ts';
import { minutesLeft, type CourseOutline, type OutlineAssessment, type OutlineLesson, type OutlineStep } from './course-outline.ts';

/** A recommended way through the courses: modules or single lessons in the order in which they help somebody most. It changes nothing of what a certificate asks. */
export interface LearningPath {
  key: string;
  title: string;
  audience: string;
  why: string;
  /** Whom it suits; null for the one that suits everybody. */
  suits: { roles: Role[]; positions: string[] } | null;
  steps: PathStep[];
}

/** A module, or some of its lessons; null takes all of them and the tests of the module. */
export interface PathStep {
  course: string;
  module: string;
  lessons: string[] | null;
}

/** A course as one person sees it now. */
export interface PathCourse {
  slug: string;
  title: string;
  isEnrolled: boolean;
  outline: CourseOutline;
}

/** A step of a path with what there is to do in it. */
export interface PathPart {
  courseSlug: string;
  courseTitle: string;
  isEnrolled: boolean;
  moduleKey: string;
  moduleTitle: string;
  /** The whole module, and not some of its lessons. */
  isWhole: boolean;
  lessons: OutlineLesson[];
  assessments: OutlineAssessment[];
}

export interface PathMeasure {
  lessons: number;
  done: number;
  minutes: number;
  minutesLeft: number;
}

/** What stands behind the steps of a path today: modules and lessons that the current versions no longer have are left out. */
export function partsOf(path: Pick<LearningPath, 'steps'>, courses: readonly PathCourse[]): PathPart[] {
  return path.steps.flatMap((step): PathPart[] => {
    const course = courses.find(({ slug }) => slug === step.course);
    const module = course?.outline.modules.find(({ key }) => key === step.module);
    if (!course || !module) return [];
    const lessons = step.lessons === null ? module.lessons : step.lessons.flatMap((slug) => module.lessons.find((lesson) => lesson.slug === slug) ?? []);
    const assessments = step.lessons === null ? module.assessments : [];
    if (lessons.length === 0) return [];
    return [{ courseSlug: course.slug, courseTitle: course.title, isEnrolled: course.isEnrolled, moduleKey: module.key, moduleTitle: module.title, isWhole: step.lessons === null, lessons, assessments }];
  });
}

/** How long a path is and how far somebody has come; tests are not counted, because a path is what one reads. */
export function measurePath(parts: readonly PathPart[]): PathMeasure {
  const lessons = parts.flatMap((part) => part.lessons);
  const open = lessons.filter(({ status }) => status !== 'done');
  return { lessons: lessons.length, done: lessons.length - open.length, minutes: lessons.reduce((sum, { minutes }) => sum + minutes, 0), minutesLeft: open.reduce((sum, lesson) => sum + minutesLeft(lesson), 0) };
}

/** The first thing on a path that can be done now, among the courses in which somebody is enrolled. */
export function nextAlong(parts: readonly PathPart[]): { courseSlug: string; step: OutlineStep } | null {
  for (const { courseSlug, isEnrolled, lessons, assessments } of parts) {
    const step = isEnrolled ? [...lessons, ...assessments].find(isOpen) : undefined;
    if (step) return { courseSlug, step };
  }
  return null;
}

const isOpen = ({ status }: OutlineStep) => status === 'todo' || status === 'doing';

/** Where a lesson stands on a path. */
export interface PathStop extends Pick<LearningPath, 'key' | 'title'> {
  /** Which stage of how many. */
  stage: number;
  stages: number;
  /** Whether the stage goes on with another lesson after this one. */
  hasNext: boolean;
}

/** The stage of a path to which a lesson belongs, from the path's words alone; null for a lesson beside the path. `siblings` are the lessons of its module, in order. */
export function stopOn({ key, title, steps }: Pick<LearningPath, 'key' | 'title' | 'steps'>, lesson: { courseSlug: string; moduleKey: string; slug: string }, siblings: readonly { slug: string }[]): PathStop | null {
  const at = steps.findIndex((step) => step.course === lesson.courseSlug && step.module === lesson.moduleKey && (step.lessons === null || step.lessons.includes(lesson.slug)));
  if (at < 0) return null;
  const lessons = steps[at]?.lessons ?? siblings.map(({ slug }) => slug);
  return { key, title, stage: at + 1, stages: steps.length, hasNext: lessons.indexOf(lesson.slug) < lessons.length - 1 };
}

/** What follows a lesson for somebody on a path: what is open behind it in its stage (beside the path: in its module), else the first open thing on the path; null when the path asks nothing more. */
export function nextAfter(parts: readonly PathPart[], course: Pick<PathCourse, 'slug' | 'outline'>, lessonId: string): { courseSlug: string; step: OutlineStep } | null {
  const holds = ({ lessons }: Pick<PathPart, 'lessons'>) => lessons.some(({ id }) => id === lessonId);
  const stage = parts.find(holds) ?? (nextAlong(parts) ? course.outline.modules.find(holds) : undefined);
  const steps = stage ? [...stage.lessons, ...stage.assessments] : [];
  const step = steps.slice(steps.findIndex(({ id }) => id === lessonId) + 1).find(isOpen);
  return step ? { courseSlug: course.slug, step } : nextAlong(parts);
}

export interface Suggestion {
  key: string;
  because: 'role' | 'position' | 'everybody';
}

/** Which path suits somebody best: by what she does in the program, else by the words of her positions, else the one for everybody. */
export function suggestPath(paths: readonly LearningPath[], person: { roles: readonly Role[]; positions: readonly string[] }): Suggestion | null {
  const positions = person.positions.map((position) => ` ${fold(position)} `);
  const byRole = paths.find(({ suits }) => suits?.roles.some((role) => person.roles.includes(role)));
  if (byRole) return { key: byRole.key, because: 'role' };
  const byPosition = paths.find(({ suits }) => suits?.positions.some((words) => positions.some((position) => position.includes(` ${fold(words)} `))));
  if (byPosition) return { key: byPosition.key, because: 'position' };
  const forAll = paths.find(({ suits }) => suits === null);
  return forAll ? { key: forAll.key, because: 'everybody' } : null;
}
