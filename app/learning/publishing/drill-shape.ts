import type { Report } from '../../platform/content/problems.ts';
import { fates } from '../rules/drill.ts';
import { makeOneLine, refuseOthers } from './block-parts.ts';
import { checkCleaning, recordsIn } from './cleaning-shape.ts';
import { attributeOf, countWords, elementsIn, hasFlag, isElement, lineOf, textOf, type TreeNode } from './lesson-tree.ts';
import { checkOptions } from './option-shape.ts';
import { reasons } from './reasons.ts';

interface DrillRule {
  check(drill: TreeNode, report: Report): void;
  /** About how many minutes it takes; what a drill says is not counted as running text. */
  minutes(drill: TreeNode): number;
}

/** Every kind of practice: how its parts fit together and how long it takes. */
const drillRules: Readonly<Record<string, DrillRule>> = {
  SpotSigns: { check: checkSigns, minutes: () => 1.5 },
  InboxDrill: { check: checkInbox, minutes: (drill) => 0.35 * elementsIn(drill, 'Mail').length },
  CleanData: { check: checkCleaning, minutes: (drill) => 0.4 * recordsIn(drill) },
  OrderSteps: { check: checkOrder, minutes: () => 1 },
  WorkedExample: { check: checkWorked, minutes: (drill) => elementsIn(drill, 'YourTurn').length + elementsIn(drill, 'WorkedStep').reduce((sum, step) => sum + countWords(textOf(step)) / 200, 0) },
};

export function isDrill(node: TreeNode): boolean {
  return isElement(node) && Object.hasOwn(drillRules, node.name ?? '');
}

export function checkDrill(node: TreeNode, report: Report): void {
  drillRules[node.name ?? '']?.check(node, report);
}

export function minutesOf(node: TreeNode): number {
  return isDrill(node) ? (drillRules[node.name ?? '']?.minutes(node) ?? 0) : 0;
}

function countBetween(drill: TreeNode, name: string, [least, most]: readonly [number, number], report: Report): TreeNode[] {
  const parts = elementsIn(drill, name);
  if (parts.length < least || parts.length > most) report(lineOf(drill), reasons.both('drill.count', { name: drill.name ?? '', part: name, least, most, count: parts.length }));
  return parts;
}

/** Signs to find among parts that are as they should be. */
function checkSigns(drill: TreeNode, report: Report): void {
  const parts = countBetween(drill, 'Part', [4, 12], report);
  const signs = parts.filter((part) => hasFlag(part, 'sign')).length;
  if (signs < 2 || signs === parts.length) report(lineOf(drill), reasons.both('drill.signs', { count: signs, total: parts.length }));
  for (const part of parts) makeOneLine(part, report);
  refuseOthers(drill, ['Part'], report);
}

function checkInbox(drill: TreeNode, report: Report): void {
  const mails = countBetween(drill, 'Mail', [8, 12], report);
  for (const fate of fates) if (!mails.some((mail) => attributeOf(mail, 'answer') === fate)) report(lineOf(drill), reasons.both('drill.fate', { fate }));
  refuseOthers(drill, ['Mail'], report);
}

function checkOrder(drill: TreeNode, report: Report): void {
  const texts = new Map<string, number>();
  for (const step of countBetween(drill, 'OrderStep', [3, 7], report)) {
    makeOneLine(step, report);
    const text = textOf(step).trim();
    const same = texts.get(text);
    if (same !== undefined) report(lineOf(step), reasons.both('drill.same-step', { text: text.slice(0, 40), line: same }));
    else texts.set(text, lineOf(step));
  }
  refuseOthers(drill, ['OrderStep'], report);
}

/** Shown steps come first; the learner does the last ones. */
function checkWorked(drill: TreeNode, report: Report): void {
  countBetween(drill, 'WorkedStep', [2, 6], report);
  const turns = countBetween(drill, 'YourTurn', [1, 3], report);
  for (const turn of turns) checkOptions(turn, report);
  const parts = (drill.children ?? []).filter((child) => isElement(child));
  const misplaced = parts.find((part, at) => part.name === 'WorkedStep' && parts.slice(0, at).some((before) => before.name === 'YourTurn'));
  if (misplaced) report(lineOf(misplaced), reasons.both('drill.turn-last'));
  refuseOthers(drill, ['WorkedStep', 'YourTurn'], report);
}
