import type { Report } from '../../platform/content/problems.ts';
import { makeOneLine, refuseOthers } from './block-parts.ts';
import { elementsIn, hasFlag, lineOf, type TreeNode } from './lesson-tree.ts';
import { reasons } from './reasons.ts';

/** A question with options: two to four of them, one right, each on a line of its own. */
export function checkOptions(question: TreeNode, report: Report): void {
  const name = question.name ?? '';
  const options = elementsIn(question, 'Option');
  const correct = options.filter((option) => hasFlag(option, 'correct')).length;
  if (options.length < 2 || options.length > 4) report(lineOf(question), reasons.both('mdx.check-options', { name, count: options.length }));
  if (correct !== 1) report(lineOf(question), reasons.both('mdx.check-correct', { name, count: correct }));
  for (const option of options) makeOneLine(option, report);
  refuseOthers(question, ['Option'], report);
}
