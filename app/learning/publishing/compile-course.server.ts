import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkAssessments, checkLinks, checkRenewal, type Targets } from './check-course.ts';
import { findModels } from '../content/read-models.server.ts';
import { checkPrerequisites } from './check-prerequisites.ts';
import { compileLesson, type CompiledLesson, type CompileOptions } from './compile-lesson.server.ts';
import { compileBank, type CompiledQuestion } from './compile-questions.ts';
import { collectProblems, hasErrors, sortProblems, type Problem, type Problems } from '../../platform/content/problems.ts';
import { listCourseFolders, readCourse, readCourseFile, type SourceCourse } from './read-course.server.ts';
import type { CourseYaml } from './schemas.ts';

/** Raise it when the same files compile to something else, so that they are published anew. */
const compilerVersion = 4;

/** A course without faults, ready to be published. */
export interface CompiledCourse {
  slug: string;
  contentHash: string;
  settings: CourseYaml;
  /** In reading order. */
  lessons: (CompiledLesson & { slug: string; moduleKey: string; file: string })[];
  questions: CompiledQuestion[];
}

export interface CourseCheck {
  slug: string;
  problems: Problem[];
  /** The lessons on disk, also those with errors; empty when course.yaml itself cannot be read. */
  outline: { moduleTitle: string; lessons: { slug: string; title: string; minutes: number | null }[] }[];
  /** null as long as there is one error. */
  course: CompiledCourse | null;
}

export interface ContentFolder {
  /** The folder that holds `courses/`. */
  contentDir: string;
  /** The folder whose files pages may show. */
  publicDir: string;
  today: string;
}

/** Compiles every course of the folder; one broken course does not hide another. */
export async function compileAll(folder: ContentFolder): Promise<CourseCheck[]> {
  const checks: CourseCheck[] = [];
  for (const slug of listCourseFolders(folder.contentDir)) checks.push(await compileCourse(folder, slug));
  return checks;
}

/** Compiles one course completely. Nothing is stored. */
export async function compileCourse(folder: ContentFolder, slug: string): Promise<CourseCheck> {
  const problems = collectProblems();
  const source = readCourse(folder.contentDir, slug, problems);
  const course = source && (await compileSource(folder, source, problems));
  const sorted = sortProblems(problems.list);
  return { slug, problems: sorted, outline: source && course ? outlineOf(source, course) : [], course: hasErrors(sorted) ? null : course };
}

function outlineOf(source: SourceCourse, { lessons }: CompiledCourse): CourseCheck['outline'] {
  return source.modules.map((module) => ({
    moduleTitle: module.title,
    lessons: module.lessons.map(({ slug }) => {
      const compiled = lessons.find((lesson) => lesson.slug === slug);
      return { slug, title: compiled?.title ?? slug, minutes: compiled?.minutes ?? null };
    }),
  }));
}

async function compileSource(folder: ContentFolder, source: SourceCourse, problems: Problems): Promise<CompiledCourse> {
  const options: CompileOptions = { problems, today: folder.today, readAsset: assetReader(folder.publicDir), findModels: () => findModels(folder.contentDir) };
  const lessons: CompiledCourse['lessons'] = [];
  const questions: CompiledQuestion[] = [];
  const taken = new Map<string, string>();
  const unread = new Set<string>();
  for (const { key: moduleKey, lessons: sources, bank } of source.modules) {
    const anchors = new Map<string, readonly string[] | null>();
    for (const { slug, file, text } of sources) {
      const compiled = text === null ? null : await compileLesson({ file, text }, options);
      anchors.set(slug, compiled?.anchors ?? null);
      if (compiled) lessons.push({ ...compiled, slug, moduleKey, file });
    }
    const compiledBank = bank && compileBank({ ...bank, moduleKey }, { problems, today: folder.today, lessons: anchors, taken });
    if (compiledBank) questions.push(...compiledBank);
    else unread.add(moduleKey);
  }
  checkAssessments(source, { questions, unread }, folder.today, problems);
  checkRenewal(source, { questions, unread }, folder.today, problems);
  checkPrerequisites(source, (slug) => (listCourseFolders(folder.contentDir).includes(slug) ? (readCourseFile(folder.contentDir, slug, collectProblems())?.settings.prerequisites ?? []) : null), problems);
  checkLinks(lessons.map((compiled) => ({ file: compiled.file, compiled })), targetsOf(folder.contentDir, source), problems);
  return { slug: source.slug, contentHash: hashOf(source, folder), settings: source.settings, lessons, questions };
}

/**
 * The hash that a course would be stored under, without compiling it.
 * @returns null when its files cannot even be read
 */
export function fingerprintCourse({ contentDir, publicDir }: ContentFolder, slug: string): string | null {
  const problems = collectProblems();
  const source = readCourse(contentDir, slug, problems);
  return source && !hasErrors(problems.list) ? hashOf(source, { contentDir, publicDir }) : null;
}

/** Everything that can change what a reader sees: the texts, and the files whose words are copied into lessons. */
function hashOf(source: SourceCourse, { contentDir, publicDir }: Omit<ContentFolder, 'today'>): string {
  const hash = createHash('sha256').update(JSON.stringify([compilerVersion, source.settings]));
  const transcripts = new Set<string>();
  for (const { key, lessons, bank } of source.modules) {
    for (const { slug, file, text } of lessons) {
      hash.update(JSON.stringify([key, slug, file.split('/').at(-1), text]));
      for (const [path] of text?.matchAll(/[\w./-]+\.txt/g) ?? []) transcripts.add(path);
    }
    hash.update(JSON.stringify([key, bank?.text]));
  }
  const readAsset = assetReader(publicDir);
  for (const path of [...transcripts].sort()) hash.update(JSON.stringify([path, readAsset(path)]));
  const showsModels = source.modules.some(({ lessons }) => lessons.some(({ text }) => text?.includes('<ModelTable')));
  if (showsModels) hash.update(JSON.stringify(findModels(contentDir)));
  return hash.digest('hex');
}

/** Reads files of the public folder for lessons: the text of a transcript, nothing of other files that are there. */
export function assetReader(publicDir: string): CompileOptions['readAsset'] {
  return (path) => {
    const file = join(publicDir, path);
    if (!existsSync(file) || !statSync(file).isFile()) return null;
    return path.endsWith('.txt') ? readFileSync(file, 'utf8').replace(/\r\n?/g, '\n') : '';
  };
}

function targetsOf(contentDir: string, source: SourceCourse): Targets {
  const knows = (course: string, lesson?: string): boolean => {
    if (course === source.slug) return lesson === undefined || source.modules.some((module) => module.lessons.some((own) => own.slug === lesson));
    const folder = join(contentDir, 'courses', course);
    if (!existsSync(join(folder, 'course.yaml'))) return false;
    return lesson === undefined || readdirSync(folder, { withFileTypes: true }).some((entry) => entry.isDirectory() && readdirSync(join(folder, entry.name)).some((name) => name.slice(3) === `${lesson}.mdx`));
  };
  const answers = join(contentDir, 'faq');
  const hasAnswer = (slug: string) => existsSync(answers) && readdirSync(answers, { withFileTypes: true }).some((entry) => entry.isDirectory() && existsSync(join(answers, entry.name, `${slug}.md`)));
  return { course: (slug) => knows(slug), lesson: (course, slug) => knows(course, slug), answer: (slug) => /^[a-z0-9-]+$/.test(slug) && hasAnswer(slug) };
}
