import { checkDrill, isDrill, minutesOf } from './drill-shape.ts';
import { attributeOf, countWords, isElement, lineOf, slugOf, textOf, walk, type TreeNode } from './lesson-tree.ts';
import type { Report } from '../../platform/content/problems.ts';
import type { DatedFact } from '../rules/lesson-body.ts';
import { checkOptions } from './option-shape.ts';
import { reasons } from './reasons.ts';
import { checkScenario } from './scenario-shape.ts';

/** What a lesson turned out to hold. */
export interface LessonFacts {
  outline: { id: string; text: string; level: 2 | 3 }[];
  /** Explicit anchors: what questions point at. */
  anchors: string[];
  /** Everything with an id that a link may point at. */
  targets: string[];
  links: { url: string; line: number }[];
  /** FactBoxes with the days of their figure. */
  dated: (DatedFact & { line: number })[];
  transcripts: string[];
  words: number;
  checks: number;
  scenarios: number;
  drills: number;
  /** What drills and tables to look up add to the reading time. */
  drillMinutes: number;
  /** Tables of models with the group that they name. */
  modelTables: { group: string | undefined; line: number }[];
  hasVideo: boolean;
}

/** Checks how the parts of a lesson fit together, gives headings and anchored blocks their ids, and measures the text. */
export function shapeLesson(root: TreeNode, report: Report): LessonFacts {
  const blocks = root.children ?? [];
  if (blocks.every((block) => block.type === 'yaml')) report(1, reasons.both('mdx.empty'));
  const ids = claimIds(blocks, report);
  const anchors = attachAnchors(blocks, report);
  const outline = nameHeadings(blocks, ids);
  const tables = new Map<string, number>();
  for (const node of walk(root)) {
    checkBlock(node, report);
    if (node.type === 'table') nameTable(node, tables);
  }
  const videos = blocks.filter((block) => isElement(block, 'Video'));
  const links = [...walk(root)].filter((node) => node.type === 'link').map((node) => ({ url: node.url ?? '', line: lineOf(node) }));
  const targets = [...ids.keys()];
  for (const { url, line } of links) if (url.startsWith('#') && !ids.has(url.slice(1))) report(line, reasons.both('mdx.link-anchor', { anchor: url.slice(1) }));
  return {
    outline,
    anchors,
    targets,
    links,
    dated: blocks.filter((block) => isElement(block, 'FactBox')).map(datedFact),
    transcripts: videos.flatMap((video) => attributeOf(video, 'transcript') ?? []),
    words: countWords(blocks.map(proseOf).join(' ')),
    checks: blocks.filter((block) => isElement(block, 'Check')).length,
    scenarios: blocks.filter((block) => isElement(block, 'Scenario')).length,
    drills: blocks.filter(isDrill).length,
    drillMinutes: blocks.reduce((sum, block) => sum + (isElement(block, 'ModelTable') ? 1 : minutesOf(block)), 0),
    modelTables: blocks.filter((block) => isElement(block, 'ModelTable')).map((block) => ({ group: attributeOf(block, 'group'), line: lineOf(block) })),
    hasVideo: videos.length > 0,
  };
}

/** What a box with an ageing figure says of itself, with as much of its text as names it in a list. */
function datedFact(block: TreeNode): DatedFact & { line: number } {
  const text = textOf(block).replace(/\s+/g, ' ').trim();
  const say = (name: string) => attributeOf(block, name) ?? '';
  return { text: text.length > factExcerpt ? `${text.slice(0, text.lastIndexOf(' ', factExcerpt))} …` : text, source: say('source'), asOf: say('asOf'), reviewBy: say('review'), isAwaiting: /chờ (cán bộ )?thẩm định/i.test(`${text} ${say('source')}`), line: lineOf(block) };
}

const factExcerpt = 120;

/** Ids that editors wrote. They share one space, because they become ids of one page. */
function claimIds(blocks: TreeNode[], report: Report): Map<string, number> {
  const ids = new Map<string, number>();
  for (const block of blocks) {
    const id = isElement(block) ? attributeOf(block, 'id') : undefined;
    if (id === undefined) continue;
    const taken = ids.get(id);
    if (taken === undefined) ids.set(id, lineOf(block));
    else report(lineOf(block), reasons.both('mdx.id-twice', { id, line: taken }));
  }
  return ids;
}

/** An anchor names the block after it: the id moves there, so that the browser can mark the whole block. */
function attachAnchors(blocks: TreeNode[], report: Report): string[] {
  const anchors: string[] = [];
  blocks.forEach((block, at) => {
    const id = isElement(block, 'Anchor') ? attributeOf(block, 'id') : undefined;
    if (id === undefined) return;
    anchors.push(id);
    const next = blocks[at + 1];
    if (!next || isElement(next, 'Anchor')) report(lineOf(block), reasons.both('mdx.anchor-end'));
    else if (next.type === 'heading' || next.type === 'paragraph') {
      next.data = { ...next.data, hProperties: { ...next.data?.hProperties, id } };
      block.attributes?.push({ type: 'mdxJsxAttribute', name: 'moved', value: null });
    }
  });
  return anchors;
}

function nameHeadings(blocks: TreeNode[], ids: Map<string, number>): LessonFacts['outline'] {
  return blocks.filter((block) => block.type === 'heading').map((heading) => {
    const text = textOf(heading).trim();
    const id = heading.data?.hProperties?.['id'] ?? freeId(slugOf(text) || 'muc', ids);
    ids.set(id, lineOf(heading));
    heading.data = { ...heading.data, hProperties: { ...heading.data?.hProperties, id } };
    return { id, text, level: heading.depth === 3 ? 3 : 2 };
  });
}

/** A table scrolls in a box of its own, which needs a name: the words of its head, with a number when another table has the same. */
function nameTable(table: TreeNode, named: Map<string, number>): void {
  const heads = (table.children?.[0]?.children ?? []).map((cell) => textOf(cell).trim()).filter(Boolean).join(', ');
  const times = (named.get(heads) ?? 0) + 1;
  named.set(heads, times);
  table.data = { ...table.data, hProperties: { ...table.data?.hProperties, label: times === 1 ? heads : `${heads} (${times})` } };
}

function freeId(wish: string, ids: Map<string, number>): string {
  if (!ids.has(wish)) return wish;
  let n = 2;
  while (ids.has(`${wish}-${n}`)) n += 1;
  return `${wish}-${n}`;
}

function checkBlock(node: TreeNode, report: Report): void {
  if (!isElement(node)) return;
  const content = (node.children ?? []).filter((child) => child.type !== 'text' || child.value?.trim());
  const [only] = content;
  if (node.name === 'Steps' && !(content.length === 1 && only?.type === 'list' && only.ordered)) report(lineOf(node), reasons.both('mdx.steps'));
  if (node.name === 'Terms' && !(content.length === 1 && only && isTermList(only))) report(lineOf(node), reasons.both('mdx.terms'));
  if (node.name === 'Check') checkOptions(node, report);
  if (node.name === 'Scenario') checkScenario(node, report);
  checkDrill(node, report);
}

function isTermList(node: TreeNode): boolean {
  return node.type === 'list' && !node.ordered && (node.children ?? []).every((item) => item.children?.[0]?.children?.[0]?.type === 'strong');
}

/** The running text; checks, scenarios and practice are counted by the piece. */
function proseOf(block: TreeNode): string {
  if (isElement(block, 'Check') || isElement(block, 'Scenario') || isDrill(block)) return '';
  const spoken = ['title', 'doc', 'caption', 'from'].map((name) => (isElement(block) ? (attributeOf(block, name) ?? '') : ''));
  return [...spoken, textOf(block)].join(' ');
}
