import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { collectProblems, hasErrors, type Problem, type Report } from '../../platform/content/problems.ts';
import { largestYaml, readSource } from '../../platform/content/source-text.server.ts';
import { parseYaml, readYaml, type YamlFile } from '../../platform/content/yaml-file.ts';
import { readCourse, listCourseFolders, type SourceCourse } from '../publishing/read-course.server.ts';
import { readGlossary, sayFaults } from '../publishing/check-teaching.server.ts';
import { reasons } from '../publishing/reasons.ts';
import type { LearningPath } from '../rules/path.ts';
import { pathsFile, type PathsYaml } from './path-file.ts';

export interface PathsCheck {
  /** null as long as there is one error. */
  paths: LearningPath[] | null;
  problems: Problem[];
}

/** The learning paths as they lie in the content folder, held against the courses beside them; null when there is no such file. */
export function readPaths(contentDir: string): PathsCheck | null {
  const path = join(contentDir, 'paths.yaml');
  if (!existsSync(path)) return null;
  const problems = collectProblems();
  const file = path.replaceAll('\\', '/');
  const report: Report = (line, reason) => problems.error(file, line, reason);
  const text = readSource(path, file, largestYaml, problems);
  const yaml = text === null ? null : readYaml(text, report);
  const parsed = yaml && parseYaml(pathsFile, yaml, report);
  if (yaml && parsed) checkPaths(parsed, yaml, coursesOf(contentDir), report);
  const glossary = readGlossary(contentDir, collectProblems());
  if (text !== null && glossary) sayFaults(file, text, glossary, problems.mend);
  const isRight = parsed !== null && !hasErrors(problems.list);
  return { paths: isRight ? parsed.paths.map(({ suits = null, steps, ...own }) => ({ ...own, suits, steps: steps.map((step) => ({ ...step, lessons: step.lessons ?? null })) })) : null, problems: problems.list };
}

/** What is wrong with the courses themselves is said where they are checked. */
function coursesOf(contentDir: string): SourceCourse[] {
  return listCourseFolders(contentDir).flatMap((slug) => readCourse(contentDir, slug, collectProblems()) ?? []);
}

function checkPaths({ paths }: PathsYaml, yaml: YamlFile, courses: readonly SourceCourse[], report: Report): void {
  paths.forEach(({ key, steps, suits }, at) => {
    const say = (field: readonly PropertyKey[], reason: Parameters<Report>[1]) => report(yaml.lineOf(['paths', at, ...field]), reason);
    if (paths.findIndex((other) => other.key === key) < at) say(['key'], reasons.both('path.twice', { key }));
    if (suits && suits.roles.length + suits.positions.length === 0) say(['suits'], reasons.both('path.suits-nobody'));
    steps.forEach((step, number) => checkStep(step, steps.slice(0, number), courses, (field, reason) => say(['steps', number, ...field], reason)));
  });
  const forAll = paths.filter(({ suits }) => suits === undefined).length;
  if (forAll !== 1) report(yaml.lineOf(['paths']), reasons.both('path.everybody', { count: forAll }));
}

type Step = PathsYaml['paths'][number]['steps'][number];
const lessonsOf = (step: Step, all: readonly string[]): readonly string[] => step.lessons ?? all;

function checkStep(step: Step, earlier: readonly Step[], courses: readonly SourceCourse[], say: (field: readonly PropertyKey[], reason: Parameters<Report>[1]) => void): void {
  const course = courses.find(({ slug }) => slug === step.course);
  if (!course) return say(['course'], reasons.both('path.no-course', { slug: step.course }));
  const module = course.modules.find(({ key }) => key === step.module);
  if (!module) return say(['module'], reasons.both('path.no-module', { key: step.module, course: step.course }));
  const all = module.lessons.map(({ slug }) => slug);
  const taken = new Set(earlier.filter((other) => other.course === step.course && other.module === step.module).flatMap((other) => lessonsOf(other, all)));
  lessonsOf(step, all).forEach((slug, place, own) => {
    const field = step.lessons ? ['lessons', place] : ['module'];
    if (!all.includes(slug)) say(field, reasons.both('path.no-lesson', { slug, module: step.module }));
    else if (taken.has(slug) || own.indexOf(slug) < place) say(field, reasons.both('path.lesson-twice', { slug }));
  });
}

/** The lines of `npm run content:check` about the paths: how long each is by its lessons. */
export function pathsReport({ paths }: PathsCheck, contentDir: string): string[] {
  const courses = coursesOf(contentDir);
  return (paths ?? []).map(({ key, steps }) => {
    const lessons = steps.flatMap((step) => {
      const all = courses.find(({ slug }) => slug === step.course)?.modules.find((module) => module.key === step.module)?.lessons ?? [];
      return all.filter(({ slug }) => step.lessons?.includes(slug) ?? true);
    });
    const minutes = lessons.reduce((sum, { text }) => sum + Number(/^minutes: (\d+)$/m.exec(text ?? '')?.[1] ?? 0), 0);
    return `paths/${key}: ${lessons.length} bài (lessons), ${minutes} phút (minutes)`;
  });
}
