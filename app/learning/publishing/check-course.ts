import type { CompiledQuestion } from './compile-questions.ts';
import type { CompiledLesson } from './compile-lesson.server.ts';
import type { Problems } from '../../platform/content/problems.ts';
import { plusDays } from '../../platform/days.ts';
import { shortFrom } from '../rules/bank-life.ts';
import { reasons } from './reasons.ts';
import type { SourceCourse } from './read-course.server.ts';
import type { AssessmentYaml } from './schemas.ts';

/** The identity of a course's pre-test, which is drawn by its `renewal`. */
export const pretestKey = 'kiem-tra-dau-vao';

/** The questions of a course, and the modules whose bank could not be read; that has been reported, so nothing is said of them here. */
export interface Banks {
  questions: readonly CompiledQuestion[];
  unread: ReadonlySet<string>;
}

/** So long before a test can be drawn no more its editors are told. */
const warnedDays = 180;

/** Checks that every assessment can be drawn from the banks: too few questions are an error, too few because facts lapse is a warning, today as beforehand, so that a day never stops a correction. */
export function checkAssessments(course: SourceCourse, { questions, unread }: Banks, today: string, problems: Problems): void {
  const { assessments } = course.settings;
  assessments.forEach((assessment, at) => {
    const say = (field: readonly PropertyKey[], reason: ReturnType<typeof reasons.both>) => problems.error(course.file, course.yaml.lineOf(['assessments', at, ...field]), reason);
    if (assessments.findIndex((other) => other.key === assessment.key) < at) say(['key'], reasons.both('course.assessment-twice', { key: assessment.key }));
    if ((assessment.kind === 'MODULE') !== (assessment.module !== undefined)) say(['kind'], reasons.both('course.assessment-module'));
    if (assessment.kind === 'FINAL' && assessments.findIndex((other) => other.kind === 'FINAL') < at) say(['kind'], reasons.both('course.finals'));
    if (assessment.module !== undefined && !hasModule(course, assessment.module)) say(['module'], reasons.both('course.module-unknown', { key: assessment.module }));
    const warn: Say = (field, reason) => problems.warn(course.file, course.yaml.lineOf(['assessments', at, ...field]), reason);
    checkBlueprint(course, assessment, { questions, unread }, { say, warn, today });
  });
}

/** Checks that a course can be renewed as it says: the round opens after the one before began, and every module can be proven. */
export function checkRenewal(course: SourceCourse, { questions, unread }: Banks, today: string, problems: Problems): void {
  const { renewal, assessments } = course.settings;
  if (!renewal) return;
  const line = (field: readonly PropertyKey[]) => course.yaml.lineOf(['renewal', ...field]);
  const say: Say = (field, reason) => problems.error(course.file, line(field), reason);
  const warn: Say = (field, reason) => problems.warn(course.file, line(field), reason);
  if (renewal.lead_days >= renewal.every_months * 28) say(['lead_days'], reasons.both('renewal.lead', { days: renewal.lead_days, months: renewal.every_months }));
  if (!renewal.pretest) return;
  const { questions: count, right } = renewal.pretest;
  if (right > count) say(['pretest', 'right'], reasons.both('renewal.right', { right, count }));
  if (!assessments.some(({ kind }) => kind === 'FINAL')) say(['pretest'], reasons.both('renewal.final'));
  if (assessments.some(({ key }) => key === pretestKey)) say(['pretest'], reasons.both('course.assessment-twice', { key: pretestKey }));
  for (const { key: module } of course.modules) {
    const own = questions.filter(({ moduleKey }) => moduleKey === module);
    if (unread.has(module)) continue;
    if (own.length < count) say(['pretest', 'questions'], reasons.both('renewal.short', { module, count, available: own.length }));
    const day = endOf(own, count, today);
    if (day) warn(['pretest', 'questions'], reasons.both('renewal.lapses', { module, count, day }));
  }
}

type Say = (field: readonly PropertyKey[], reason: ReturnType<typeof reasons.both>) => void;

/** The day from which on a bank cannot give so many questions because facts lapse, when that is near or over. */
function endOf(questions: readonly CompiledQuestion[], needed: number, today: string): string | null {
  const day = shortFrom(questions.map(({ expiresOn }) => expiresOn), needed);
  return day !== null && day <= plusDays(today, warnedDays) ? day : null;
}

function checkBlueprint(course: SourceCourse, { blueprint, module: own }: AssessmentYaml, banks: Banks, { say, warn, today }: { say: Say; warn: Say; today: string }): void {
  blueprint.forEach((row, at) => {
    const place = ['blueprint', at];
    if (!hasModule(course, row.module)) return say([...place, 'module'], reasons.both('course.module-unknown', { key: row.module }));
    if (own !== undefined && row.module !== own) say([...place, 'module'], reasons.both('course.blueprint-foreign', { own, other: row.module }));
    if (blueprint.findIndex((other) => other.module === row.module && other.level === row.level) < at) say(place, reasons.both('course.blueprint-twice', { module: row.module, level: row.level }));
    if (banks.unread.has(row.module)) return;
    const fitting = banks.questions.filter(({ moduleKey, level }) => moduleKey === row.module && level === row.level);
    if (fitting.length < row.count) say(place, reasons.both('course.blueprint-short', { ...row, available: fitting.length }));
    const day = endOf(fitting, row.count, today);
    if (day) warn(place, reasons.both('course.blueprint-lapses', { ...row, day }));
  });
}

function hasModule(course: SourceCourse, key: string): boolean {
  return course.modules.some((module) => module.key === key);
}

/** Pages of our own that a lesson may lead to, besides courses, lessons and answers. */
export const lessonPages = ['/', '/courses', '/paths', '/certificates', '/verify', '/help', '/account'] as const;

/** What links may lead to: is there such a course, such a lesson of it, such an answer? */
export interface Targets {
  course(slug: string): boolean;
  lesson(course: string, slug: string): boolean;
  answer(slug: string): boolean;
}

/** Checks every link of a lesson that stays inside: `/courses/<course>`, `/learn/<course>/<lesson>`, `/help/<answer>` and the pages above. */
export function checkLinks(lessons: readonly { file: string; compiled: CompiledLesson }[], targets: Targets, problems: Problems): void {
  for (const { file, compiled } of lessons) {
    for (const { url, line } of compiled.links) {
      const fault = url.startsWith('/') ? faultOfLink(url, targets) : null;
      if (fault) problems.error(file, line, fault);
    }
  }
}

function faultOfLink(url: string, targets: Targets): ReturnType<typeof reasons.both> | null {
  const [path = ''] = url.split(/[?#]/, 1);
  const [, first, second, third, ...more] = path.split('/');
  if (first === 'courses' && second && third === undefined) return targets.course(second) ? null : reasons.both('mdx.link-course', { url });
  if (first === 'learn' && second && third && more.length === 0) return !targets.course(second) ? reasons.both('mdx.link-course', { url }) : targets.lesson(second, third) ? null : reasons.both('mdx.link-lesson', { url });
  if (first === 'help' && second && third === undefined && targets.answer(second)) return null;
  return (lessonPages as readonly string[]).includes(path) ? null : reasons.both('mdx.link-page', { url, pages: lessonPages.join(', ') });
}
