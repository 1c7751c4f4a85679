import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { AppError } from '../../platform/errors.ts';
import { platformMessages } from '../../platform/messages.ts';
import { assetReader, type ContentFolder } from '../publishing/compile-course.server.ts';
import { findModels } from '../content/read-models.server.ts';
import { compileLesson, type CompiledLesson } from '../publishing/compile-lesson.server.ts';
import { collectProblems, sortProblems, type Problem } from '../../platform/content/problems.ts';
import { readCourse, type SourceCourse } from '../publishing/read-course.server.ts';

export interface LessonPreview {
  courseSlug: string;
  courseTitle: string;
  moduleTitle: string;
  slug: string;
  file: string;
  etag: string;
  lesson: CompiledLesson | null;
  problems: Problem[];
  siblings: { slug: string; title: string }[];
}

/**
 * One lesson compiled from disk as it is at this moment, with its own faults only.
 * @throws AppError not-found when there is no such file
 */
export async function previewLesson(folder: ContentFolder, courseSlug: string, slug: string): Promise<LessonPreview> {
  const ofCourse = collectProblems();
  const course = existsSync(join(folder.contentDir, 'courses', courseSlug)) ? readCourse(folder.contentDir, courseSlug, ofCourse) : null;
  const module = course?.modules.find((one) => one.lessons.some((lesson) => lesson.slug === slug));
  const source = module?.lessons.find((lesson) => lesson.slug === slug);
  if (!course || !module || !source) throw new AppError('not-found', platformMessages.both('error.not-found'));
  const problems = collectProblems();
  problems.list.push(...ofCourse.list.filter((problem) => problem.file === source.file));
  const lesson = source.text === null ? null : await compileLesson({ file: source.file, text: source.text }, { problems, today: folder.today, readAsset: assetReader(folder.publicDir), findModels: () => findModels(folder.contentDir) });
  return {
    courseSlug,
    courseTitle: course.settings.title,
    moduleTitle: module.title,
    slug,
    file: source.file,
    etag: etagOf(source.file),
    lesson,
    problems: sortProblems(problems.list),
    siblings: titlesOf(module),
  };
}

/** Changes when the file changes; empty when it is gone, as it is for a moment while some programs save. */
export function previewEtag(folder: ContentFolder, courseSlug: string, slug: string): string {
  const course = existsSync(join(folder.contentDir, 'courses', courseSlug)) ? readCourse(folder.contentDir, courseSlug, collectProblems()) : null;
  const source = course?.modules.flatMap((module) => module.lessons).find((lesson) => lesson.slug === slug);
  return source ? etagOf(source.file) : '';
}

function etagOf(file: string): string {
  return `"${createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 24)}"`;
}

function titlesOf(module: SourceCourse['modules'][number]): LessonPreview['siblings'] {
  return module.lessons.map(({ slug, text }) => ({ slug, title: /^title:\s*"?(.+?)"?\s*$/m.exec(text ?? '')?.[1] ?? slug }));
}
