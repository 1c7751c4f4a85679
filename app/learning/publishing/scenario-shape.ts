import { refuseOthers } from './block-parts.ts';
import { attributeOf, elementsIn, isElement, lineOf, textOf, type TreeNode } from './lesson-tree.ts';
import type { Report } from '../../platform/content/problems.ts';
import { reasons } from './reasons.ts';

/** Checks that the scenes of a scenario make a tree: one start, every other scene reached by exactly one choice, every way has an end. */
export function checkScenario(scenario: TreeNode, report: Report): void {
  const scenes = elementsIn(scenario, 'Scene');
  const byId = new Map<string, TreeNode>();
  for (const scene of scenes) {
    const id = idOf(scene);
    const same = byId.get(id);
    if (same) report(lineOf(scene), reasons.both('mdx.id-twice', { id, line: lineOf(same) }));
    else byId.set(id, scene);
    checkScene(scene, id, report);
  }
  refuseOthers(scenario, ['Scene'], report);
  const [start] = scenes;
  if (start) checkWays(start, byId, report);
}

function checkScene(scene: TreeNode, id: string, report: Report): void {
  const choices = elementsIn(scene, 'Choice');
  const isEnd = attributeOf(scene, 'outcome') !== undefined;
  if (isEnd === choices.length > 0) report(lineOf(scene), reasons.both('mdx.scene-end', { id }));
  else if (!isEnd && choices.length < 2) report(lineOf(scene), reasons.both('mdx.scene-choices', { id }));
  if (!(scene.children ?? []).some((child) => !isElement(child, 'Choice') && textOf(child).trim())) report(lineOf(scene), reasons.both('mdx.block-empty', { name: 'Scene' }));
}

function checkWays(start: TreeNode, byId: ReadonlyMap<string, TreeNode>, report: Report): void {
  const reached = new Set([idOf(start)]);
  for (const scene of byId.values()) {
    for (const choice of elementsIn(scene, 'Choice')) {
      const id = attributeOf(choice, 'to') ?? '';
      if (!byId.has(id)) report(lineOf(choice), reasons.both('mdx.scene-missing', { id }));
      else if (id === idOf(start)) report(lineOf(choice), reasons.both('mdx.scene-start', { id }));
      else if (reached.has(id)) report(lineOf(choice), reasons.both('mdx.scene-twice', { id }));
      reached.add(id);
    }
  }
  const connected = scenesFrom(start, byId);
  for (const [id, scene] of byId) if (!connected.has(id)) report(lineOf(scene), reasons.both('mdx.scene-unreached', { id }));
}

/** Everything that can be reached from the start; a ring of scenes that only lead to each other is not. */
function scenesFrom(start: TreeNode, byId: ReadonlyMap<string, TreeNode>): Set<string> {
  const found = new Set<string>();
  const waiting = [start];
  for (let scene = waiting.pop(); scene; scene = waiting.pop()) {
    if (found.has(idOf(scene))) continue;
    found.add(idOf(scene));
    for (const choice of elementsIn(scene, 'Choice')) waiting.push(...[byId.get(attributeOf(choice, 'to') ?? '')].filter((next) => next !== undefined));
  }
  return found;
}

function idOf(scene: TreeNode): string {
  return attributeOf(scene, 'id') ?? '';
}
