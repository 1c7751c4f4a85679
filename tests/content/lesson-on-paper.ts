import { compileLesson, type CompiledLesson } from '../../app/learning/publishing/compile-lesson.server.ts';
import { findModels } from '../../app/learning/content/read-models.server.ts';
import { collectProblems, problemLine, type Problem } from '../../app/platform/content/problems.ts';
import { frontMatter, today } from './course-on-disk.ts';

/** The files of the public folder that lessons on paper may show. */
const assets: Record<string, string> = { '/pictures/so-do.svg': '', '/films/a.mp4': '', '/films/a.vtt': '', '/films/a.txt': 'Câu một.\n\nCâu <hai>.' };

/** Compiles the text of a lesson that lies on no disk. */
export async function compileText(body: string, head = frontMatter): Promise<{ lesson: CompiledLesson | null; problems: Problem[] }> {
  const problems = collectProblems();
  const lesson = await compileLesson({ file: 'bai.mdx', text: `${head}\n${body}\n` }, { problems, today, readAsset: (path) => assets[path] ?? null, findModels: () => findModels('content') });
  return { lesson, problems: problems.list };
}

/** The compiled lesson; fails the test when there are errors. */
export async function compiled(body: string, head = frontMatter): Promise<CompiledLesson> {
  const { lesson, problems } = await compileText(body, head);
  if (!lesson) throw new Error(problems.map(problemLine).join('\n'));
  return lesson;
}

/** The errors of a lesson that must not compile, in English. */
export async function faultsOf(body: string, head = frontMatter): Promise<string[]> {
  const { lesson, problems } = await compileText(body, head);
  if (lesson) throw new Error('the lesson compiled');
  return problems.filter((problem) => problem.severity === 'error').map((problem) => problem.reason.en);
}

/** The markup of a lesson with a mark in place of each check. */
export async function htmlOf(body: string): Promise<string> {
  const { blocks } = (await compiled(body)).body;
  return blocks.map((block) => (block.kind === 'html' ? block.html : `[${block.kind} ${block.key}]`)).join('\n');
}
