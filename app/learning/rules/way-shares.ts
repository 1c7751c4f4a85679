import { fewestPeople } from './retention.ts';
import { readWay, type LessonScenario, type SceneOutcome, type ScenarioScene } from './scenario.ts';

/** A way of a situation as far as somebody has gone it, and how many people did. */
export interface GoneWay {
  answer: string;
  people: number;
}

/** One choice of a situation. */
export interface ChoiceShare {
  /** Choices one above the other, from the first scene to this choice. */
  path: string[];
  outcome: SceneOutcome | null;
  /** Of all who have gone a way of this situation, 0 to 1. */
  share: number;
}

export interface WayShares {
  key: string;
  title: string;
  people: number;
  /** In reading order; null while so few have gone a way that a share would tell of single people. */
  choices: ChoiceShare[] | null;
}

/** How many people made each choice of a situation on the way they went last. What a new version of it has no more scenes for counts as not gone. */
export function shareWays(scenario: LessonScenario, ways: readonly GoneWay[]): WayShares {
  const seen = new Map<ScenarioScene, number>();
  let people = 0;
  for (const { answer, people: many } of ways) {
    const scenes = readWay(scenario, answer);
    if (scenes.length > 0) people += many;
    for (const scene of scenes) seen.set(scene, (seen.get(scene) ?? 0) + many);
  }
  const choicesOf = ({ choices }: ScenarioScene, path: readonly string[]): ChoiceShare[] =>
    choices.flatMap(({ label, scene }) => [{ path: [...path, label], outcome: scene.outcome ?? null, share: (seen.get(scene) ?? 0) / people }, ...choicesOf(scene, [...path, label])]);
  const { key, title, start } = scenario;
  return { key, title, people, choices: people < fewestPeople ? null : choicesOf(start, []) };
}
