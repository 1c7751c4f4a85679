import type { Report } from '../../platform/content/problems.ts';
import { isElement, lineOf, textOf, type TreeNode } from './lesson-tree.ts';
import { reasons } from './reasons.ts';

const inlineNodes = new Set(['text', 'strong', 'emphasis', 'link', 'inlineCode', 'break']);

/** Takes the words of a part out of their paragraph, so that they can stand inside a label. */
export function makeOneLine(node: TreeNode, report: Report): void {
  const [only] = node.children ?? [];
  if (only?.type === 'paragraph' && node.children?.length === 1) node.children = only.children ?? [];
  else if (node.children?.some((child) => !inlineNodes.has(child.type))) report(lineOf(node), reasons.both(node.name === 'Option' ? 'mdx.option-line' : 'mdx.one-line', { name: node.name ?? '' }));
}

/** Words and blocks that stand beside the parts of a block would not be shown to anybody. */
export function refuseOthers(block: TreeNode, names: readonly string[], report: Report): void {
  for (const child of block.children ?? []) {
    const words = textOf(child).trim();
    if (words && !names.some((name) => isElement(child, name))) report(lineOf(child), reasons.both('mdx.node', { what: `"${words.slice(0, 40)}"` }));
  }
}
