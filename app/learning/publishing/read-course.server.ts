import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problems, Report } from '../../platform/content/problems.ts';
import { largestYaml, readSource } from '../../platform/content/source-text.server.ts';
import { parseYaml, readYaml, type YamlFile } from '../../platform/content/yaml-file.ts';
import { reasons } from './reasons.ts';
import { courseSchema, type CourseYaml } from './schemas.ts';

/** A lesson of 1,500 words has about 12 kB; whatever is far above is not a lesson. */
const largestLesson = 200_000;

/** A course as it lies on disk: its texts, not yet compiled. */
export interface SourceCourse {
  slug: string;
  file: string;
  yaml: YamlFile;
  settings: CourseYaml;
  modules: SourceModule[];
}

export interface SourceModule {
  key: string;
  title: string;
  aim: string;
  lessons: SourceLesson[];
  /** null when the file is missing or cannot be read. */
  bank: { file: string; text: string } | null;
}

export interface SourceLesson {
  slug: string;
  file: string;
  /** null when the file cannot be read. */
  text: string | null;
}

/** The courses of a content folder, by slug. */
export function listCourseFolders(contentDir: string): string[] {
  const folder = join(contentDir, 'courses');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name).sort();
}

/**
 * Reads the files of one course.
 * @returns null after reporting, when course.yaml itself cannot be used
 */
export function readCourse(contentDir: string, slug: string, problems: Problems): SourceCourse | null {
  const folder = join(contentDir, 'courses', slug);
  const read = readCourseFile(contentDir, slug, problems);
  if (!read) return null;
  const { file, yaml, settings } = read;
  const report: Report = (line, reason) => problems.error(file, line, reason);
  if (settings.slug !== slug) report(yaml.lineOf(['slug']), reasons.both('file.slug-mismatch', { folder: slug }));
  const slugs = new Map<string, string>();
  const modules = settings.modules.map((module, at): SourceModule => {
    if (settings.modules.findIndex((other) => other.key === module.key) < at) report(yaml.lineOf(['modules', at, 'key']), reasons.both('course.module-twice', { key: module.key }));
    const hasFolder = existsSync(join(folder, module.key));
    if (!hasFolder) report(yaml.lineOf(['modules', at, 'key']), reasons.both('file.missing-folder', { name: module.key }));
    return { ...module, ...(hasFolder ? readModule(join(folder, module.key), slugs, problems) : { lessons: [], bank: null }) };
  });
  reportUnlisted(folder, settings, (name) => problems.warn(posix(join(folder, name)), 1, reasons.both('file.unlisted-folder', { name })));
  return { slug, file, yaml, settings, modules };
}

/** Only `course.yaml`. @returns null after reporting, when it cannot be used */
export function readCourseFile(contentDir: string, slug: string, problems: Problems): Pick<SourceCourse, 'file' | 'yaml' | 'settings'> | null {
  const path = join(contentDir, 'courses', slug, 'course.yaml');
  const file = posix(path);
  if (!existsSync(path)) {
    problems.error(file, 1, reasons.both('file.missing', { name: 'course.yaml' }));
    return null;
  }
  const report: Report = (line, reason) => problems.error(file, line, reason);
  const text = readSource(path, file, largestYaml, problems);
  const yaml = text === null ? null : readYaml(text, report);
  const settings = yaml && parseYaml(courseSchema, yaml, report);
  return yaml && settings ? { file, yaml, settings } : null;
}

function reportUnlisted(folder: string, settings: CourseYaml, warn: (name: string) => void): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && !entry.name.startsWith('.') && !settings.modules.some((module) => module.key === entry.name)) warn(entry.name);
  }
}

const lessonName = /^(\d{2})-([a-z0-9]+(?:-[a-z0-9]+)*)\.mdx$/;

function readModule(folder: string, slugs: Map<string, string>, problems: Problems): Pick<SourceModule, 'lessons' | 'bank'> {
  const lessons: SourceLesson[] = [];
  const numbers = new Map<string, string>();
  let bank: SourceModule['bank'] = null;
  let hasBank = false;
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    const file = posix(path);
    const [, number, slug] = lessonName.exec(entry.name) ?? [];
    if (entry.isFile() && entry.name === 'questions.yaml') {
      hasBank = true;
      const text = readSource(path, file, largestYaml, problems);
      bank = text === null ? null : { file, text };
    } else if (entry.isFile() && number !== undefined && slug !== undefined) {
      claim(numbers, number, file, (other) => problems.error(file, 1, reasons.both('file.same-number', { number, other })));
      claim(slugs, slug, file, (other) => problems.error(file, 1, reasons.both('file.same-slug', { slug, other })));
      lessons.push({ slug, file, text: readSource(path, file, largestLesson, problems) });
    } else problems.error(file, 1, reasons.both('file.unknown', { name: entry.name }));
  }
  if (lessons.length === 0) problems.error(posix(folder), 1, reasons.both('file.no-lessons', { name: posix(folder).split('/').at(-1) ?? '' }));
  if (!hasBank) problems.error(posix(join(folder, 'questions.yaml')), 1, reasons.both('file.missing', { name: 'questions.yaml' }));
  return { lessons, bank };
}

function claim(taken: Map<string, string>, key: string, file: string, refuse: (other: string) => void): void {
  const other = taken.get(key);
  if (other === undefined) taken.set(key, file);
  else refuse(other);
}

function posix(path: string): string {
  return path.replaceAll('\\', '/');
}
