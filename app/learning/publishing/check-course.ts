import type { CompiledQuestion } from './compile-questions.ts';
import type { CompiledLesson } from './compile-lesson.server.ts';
import type { Problems } from '../../platform/content/problems.ts';
import { reasons } from './reasons.ts';
import type { SourceCourse } from './read-course.server.ts';
import type { AssessmentYaml } from './schemas.ts';

/** The questions of a course, and the modules whose bank could not be read; that has been reported, so nothing is said of them here. */
export interface Banks {
  questions: readonly CompiledQuestion[];
  unread: ReadonlySet<string>;
}

/** Checks that every assessment can be drawn from the banks as they are today. */
export function checkAssessments(course: SourceCourse, { questions, unread }: Banks, today: string, problems: Problems): void {
  const { assessments } = course.settings;
  assessments.forEach((assessment, at) => {
    const say = (field: readonly PropertyKey[], reason: ReturnType<typeof reasons.both>) => problems.error(course.file, course.yaml.lineOf(['assessments', at, ...field]), reason);
    if (assessments.findIndex((other) => other.key === assessment.key) < at) say(['key'], reasons.both('course.assessment-twice', { key: assessment.key }));
    if ((assessment.kind === 'MODULE') !== (assessment.module !== undefined)) say(['kind'], reasons.both('course.assessment-module'));
    if (assessment.kind === 'FINAL' && assessments.findIndex((other) => other.kind === 'FINAL') < at) say(['kind'], reasons.both('course.finals'));
    if (assessment.module !== undefined && !hasModule(course, assessment.module)) say(['module'], reasons.both('course.module-unknown', { key: assessment.module }));
    checkBlueprint(course, assessment, { questions: questions.filter((question) => isUsable(question, today)), unread }, say);
  });
}

type Say = (field: readonly PropertyKey[], reason: ReturnType<typeof reasons.both>) => void;

function checkBlueprint(course: SourceCourse, { blueprint, module: own }: AssessmentYaml, usable: Banks, say: Say): void {
  blueprint.forEach((row, at) => {
    const place = ['blueprint', at];
    if (!hasModule(course, row.module)) return say([...place, 'module'], reasons.both('course.module-unknown', { key: row.module }));
    if (own !== undefined && row.module !== own) say([...place, 'module'], reasons.both('course.blueprint-foreign', { own, other: row.module }));
    if (blueprint.findIndex((other) => other.module === row.module && other.level === row.level) < at) say(place, reasons.both('course.blueprint-twice', { module: row.module, level: row.level }));
    const available = usable.questions.filter((question) => question.moduleKey === row.module && question.level === row.level).length;
    if (!usable.unread.has(row.module) && available < row.count) say(place, reasons.both('course.blueprint-short', { ...row, available }));
  });
}

function hasModule(course: SourceCourse, key: string): boolean {
  return course.modules.some((module) => module.key === key);
}

/** A question is drawn until the day before its fact lapses. */
export function isUsable(question: Pick<CompiledQuestion, 'expiresOn'>, today: string): boolean {
  return question.expiresOn === null || question.expiresOn > today;
}

/** Checks links to courses and lessons: `/courses/<course>` and `/learn/<course>/<lesson>`. */
export function checkLinks(lessons: readonly { file: string; compiled: CompiledLesson }[], knows: (course: string, lesson?: string) => boolean, problems: Problems): void {
  for (const { file, compiled } of lessons) {
    for (const { url, line } of compiled.links) {
      const [, course, lesson] = /^\/courses\/([^/?#]+)/.exec(url) ?? /^\/learn\/([^/?#]+)\/([^/?#]+)/.exec(url) ?? [];
      if (course === undefined) continue;
      if (!knows(course)) problems.error(file, line, reasons.both('mdx.link-course', { url }));
      else if (lesson !== undefined && !knows(course, lesson)) problems.error(file, line, reasons.both('mdx.link-lesson', { url }));
    }
  }
}
