import { keepWay, type KeptWay, type LessonScenario, type ScenarioScene } from '../../../../app/learning/index.server.ts';
import type { Random } from './random.ts';

/** What an end is worth; of two that are worth the same the nearer one is better, and no situation is a hundred scenes deep. */
const worths = { good: 300, mixed: 200, bad: 100 } as const;

/**
 * What the product keeps of somebody's choices in a situation, one after the other: some pass it over, some take a wrong turn, and some of those
 * who came to a poor end go back to the turning and see the better one.
 */
export function goThrough(scenario: LessonScenario, skill: number, random: Random): KeptWay[] {
  if (!random.chance(0.75)) return [];
  const first = walk(scenario.start, (scene) => (random.chance(skill - 0.2) ? bestOf(scene) : random.pick(scene.choices.filter((choice) => choice.scene !== bestOf(scene))).scene));
  const turning = first.findLast((scene) => endOf(best(scene)) > endOf(best(first.at(-1) ?? scene)));
  const again = turning && random.chance(0.5) ? walk(turning, bestOf).slice(1) : [];
  return keep(scenario, [...first.slice(1), ...again]);
}

/** The scenes from one to an end, both included. */
function walk(from: ScenarioScene, choose: (scene: ScenarioScene) => ScenarioScene): ScenarioScene[] {
  return from.choices.length === 0 ? [from] : [from, ...walk(choose(from), choose)];
}

function bestOf({ choices }: ScenarioScene): ScenarioScene {
  return choices.map(({ scene }) => scene).reduce((one, other) => (best(other) > best(one) ? other : one));
}

function best({ outcome, choices }: ScenarioScene): number {
  return outcome ? worths[outcome] : Math.max(...choices.map(({ scene }) => best(scene))) - 1;
}

const endOf = (worth: number): number => Math.ceil(worth / 100);

function keep(scenario: LessonScenario, scenes: readonly ScenarioScene[]): KeptWay[] {
  const kept: KeptWay[] = [];
  for (const { id } of scenes) {
    const way = keepWay(scenario, { [scenario.key]: id }, kept.at(-1)?.answer);
    if (way) kept.push(way);
  }
  return kept;
}
