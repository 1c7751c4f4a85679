import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { collectProblems, type Problem, type Problems } from '../../platform/content/problems.ts';
import { largestYaml, readSource } from '../../platform/content/source-text.server.ts';
import { parseYaml, readYaml } from '../../platform/content/yaml-file.ts';
import { straightQuotes } from './check-quotes.ts';
import { glossaryFile, wordFaults, type Glossary } from './check-words.ts';
import type { CompiledCourse } from './compile-course.server.ts';
import { readCourse } from './read-course.server.ts';
import { reasons } from './reasons.ts';

/** What a course must be to teach well, beyond what can be shown: asked by `content:check`, not by publishing, so that an urgent correction is never held up by it. */
export function checkTeaching(contentDir: string, { slug, lessons }: CompiledCourse, glossary: Glossary | null): Problem[] {
  const problems = collectProblems();
  const source = readCourse(contentDir, slug, collectProblems());
  for (const lesson of lessons) if (lesson.checks + lesson.scenarios + lesson.drills === 0) problems.error(lesson.file, 1, reasons.both('teach.no-action'));
  source?.modules.forEach(({ key, lessons: files, bank }, at) => {
    const own = lessons.filter(({ moduleKey }) => moduleKey === key);
    if (own.every(({ scenarios, drills }) => scenarios + drills === 0)) problems.error(source.file, source.yaml.lineOf(['modules', at, 'key']), reasons.both('teach.no-practice', { key }));
    for (const { file, text } of [...files, ...(bank ? [bank] : [])]) {
      for (const line of straightQuotes(text ?? '')) problems.error(file, line, reasons.both('word.quotes'));
      if (glossary) sayFaults(file, text ?? '', glossary, problems.error);
    }
  });
  return problems.list;
}

/** The words of a file that are not those of the glossary. */
export function sayFaults(file: string, text: string, glossary: Glossary, say: Problems['error']): void {
  for (const { line, reason } of wordFaults(text, glossary)) say(file, line, reason);
}

/** The glossary of a content folder; null without one, or after reporting when it cannot be used. */
export function readGlossary(contentDir: string, problems: Problems): Glossary | null {
  const path = join(contentDir, 'glossary.yaml');
  if (!existsSync(path)) return null;
  const file = path.replaceAll('\\', '/');
  const report = (line: number, reason: Problem['reason']) => problems.error(file, line, reason);
  const text = readSource(path, file, largestYaml, problems);
  const yaml = text === null ? null : readYaml(text, report);
  return yaml && parseYaml(glossaryFile, yaml, report);
}
