import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { LessonBlock, LessonBody, LessonDetails } from '../rules/lesson-body.ts';
import { readFrontMatter } from './front-matter.server.ts';
import { checkPlace, lessonComponents, type MetCheck } from './lesson-components.tsx';
import { shapeLesson, type LessonFacts } from './lesson-shape.ts';
import type { TreeNode } from './lesson-tree.ts';
import { guardTree } from './mdx-guard.ts';
import type { Problems, Report } from '../../platform/content/problems.ts';
import type { ModelsFile } from '../content/model-file.ts';
import { checkModelTables } from './model-tables.tsx';
import { safeMatter } from '../../platform/content/safe-matter.ts';
import { formats, reasons } from './reasons.ts';

/** A lesson ready to be stored, with what the rest of the course needs to know of it. */
export interface CompiledLesson {
  title: string;
  summary: string;
  minutes: number;
  words: number;
  checks: number;
  scenarios: number;
  drills: number;
  details: LessonDetails;
  body: LessonBody;
  /** Explicit anchors: what questions point at. */
  anchors: string[];
  links: LessonFacts['links'];
}

export interface LessonSource {
  file: string;
  text: string;
}

export interface CompileOptions {
  problems: Problems;
  /** Review days before this one have passed. */
  today: string;
  /** The text of a file in the public folder, empty when it is not text; null when it does not exist. */
  readAsset(path: string): string | null;
  /** The models that a lesson may show as a table, asked for only by such a lesson; null when their file cannot be used. */
  findModels(): ModelsFile | null;
}

/**
 * Compiles one lesson: guards it, checks its shape, renders it once to static markup.
 * @returns null when the lesson has errors; they are in `options.problems`
 */
export async function compileLesson({ file, text }: LessonSource, options: CompileOptions): Promise<CompiledLesson | null> {
  const { problems, today } = options;
  const before = problems.list.filter((problem) => problem.severity === 'error').length;
  const matter = readFrontMatter(text, file, problems, today);
  if (!matter) return null;
  const bundle = await bundleLesson(text, (line, reason) => problems.error(file, line, reason), options);
  if (!bundle || problems.list.filter((problem) => problem.severity === 'error').length > before) return null;
  const { facts, code } = bundle;
  const { title, summary, minutes } = matter.data;
  for (const { reviewBy, line } of facts.dated) if (reviewBy < today) problems.warn(file, line, reasons.both('fact.review-passed', { day: formats.day(reviewBy) }));
  const measured = facts.words / wordsPerMinute + facts.checks + 1.5 * facts.scenarios + facts.drillMinutes;
  if (Math.abs(minutes - measured) > 0.2 * measured) {
    const { words, checks, scenarios, drills } = facts;
    problems.mend(file, matter.lineOf('minutes'), reasons.both('matter.minutes', { written: minutes, measured: measured.toFixed(1), words, checks, scenarios, drills }));
  }
  const { words, checks, scenarios, drills, anchors, links } = facts;
  try {
    return { title, summary, minutes, words, checks, scenarios, drills, anchors, links, details: detailsOf(matter.data, facts), body: await render(code, facts, options) };
  } catch (error) {
    // Nesting without measure compiles and then breaks when it is drawn.
    problems.error(file, 1, reasons.both('mdx.syntax', { message: (error as Error).message, brace: '{' }));
    return null;
  }
}

const wordsPerMinute = 200;

function detailsOf(data: NonNullable<ReturnType<typeof readFrontMatter>>['data'], { dated }: LessonFacts): LessonDetails {
  return {
    sources: data.sources.map(({ title, note, confidence }) => ({ title, note: note ?? null, confidence })),
    checkedOn: data.checked_on,
    reviewBy: data.review_by,
    appraiserRole: data.appraiser_role,
    ...(dated.length > 0 ? { facts: dated.map(({ line: _line, ...fact }) => fact) } : {}),
  };
}

/** Tables are all that is taken from GitHub's Markdown: its bare links would make invented scam addresses clickable. */
function tables(this: { data(): Record<string, unknown[] | undefined> }): void {
  const data = this.data();
  (data['micromarkExtensions'] ??= []).push(gfmTable());
  (data['fromMarkdownExtensions'] ??= []).push(gfmTableFromMarkdown());
}

async function bundleLesson(source: string, report: Report, { readAsset, findModels }: CompileOptions): Promise<{ code: string; facts: LessonFacts } | null> {
  let facts: LessonFacts | undefined;
  let faults = 0;
  const count: Report = (line, reason) => {
    faults += 1;
    report(line, reason);
  };
  const guard = () => (tree: unknown) => {
    guardTree(tree as TreeNode, { report: count, assetExists: (path) => readAsset(path) !== null });
    facts = shapeLesson(tree as TreeNode, count);
    if (facts.modelTables.length > 0) checkModelTables(facts.modelTables, findModels(), count);
    if (faults > 0) throw new Error('refused');
  };
  try {
    // Loaded when the first lesson is compiled: a web process that only shows lessons never needs the compiler's memory.
    const { bundleMDX } = await import('mdx-bundler');
    const { code } = await bundleMDX({
      source,
      grayMatterOptions: (given) => Object.assign(given, safeMatter),
      esbuildOptions: (given) => ({ ...given, logLevel: 'silent' }),
      // The guard comes first: the bundler's own plugin adds an export, and nothing may act on a tree that was not looked at.
      mdxOptions: (given) => ({ ...given, development: false, remarkPlugins: [guard, tables as never, ...(given.remarkPlugins ?? [])] }),
    });
    return facts ? { code, facts } : null;
  } catch (error) {
    if (faults === 0) reportSyntax(error, report);
    return null;
  }
}

interface BundlerFault {
  errors?: { location?: { line?: number } | null; detail?: { cause?: { reason?: string; message?: string } }; text?: string }[];
  message?: string;
}

function reportSyntax(error: unknown, report: Report): void {
  const { errors = [], message = String(error) } = error as BundlerFault;
  if (errors.length === 0) report(1, reasons.both('mdx.syntax', { message, brace: '{' }));
  for (const { location, detail, text } of errors) {
    const said = detail?.cause?.reason ?? detail?.cause?.message ?? text ?? message;
    // A block that is never closed has no place of its own, but the message names where it was opened.
    const named = Number(/\((\d+):\d+/.exec(said)?.[1] ?? 1);
    report(location?.line || named, reasons.both('mdx.syntax', { message: said, brace: '{' }));
  }
}

async function render(code: string, facts: LessonFacts, { readAsset, findModels }: CompileOptions): Promise<LessonBody> {
  const met: MetCheck[] = [];
  const transcripts = new Map(facts.transcripts.map((path) => [path, readAsset(path) ?? '']));
  const { getMDXComponent } = await import('mdx-bundler/client/index.js');
  const Lesson = getMDXComponent(code);
  const html = renderToStaticMarkup(createElement(Lesson, { components: lessonComponents({ met, transcripts, models: facts.modelTables.length > 0 ? findModels() : null }) as never }));
  const islands = [...(facts.hasVideo ? ['video'] : []), ...(facts.scenarios > 0 ? ['scenario'] : []), ...(facts.drills > 0 ? ['drill'] : [])];
  return { blocks: cutAtChecks(html, met), outline: facts.outline, anchors: facts.targets, islands };
}

/** The markup between two questions is one block; a question or practice is a block of its own, because its state differs from reader to reader. */
function cutAtChecks(html: string, met: readonly MetCheck[]): LessonBlock[] {
  return html.split(checkPlace).flatMap((piece, at): LessonBlock[] => {
    if (at % 2 === 0) return piece.trim() === '' ? [] : [{ kind: 'html', html: piece.trim() }];
    const check = met[Number(piece)];
    return check ? [check.build()] : [];
  });
}
