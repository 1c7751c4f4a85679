/** A situation in which each choice leads to another scene. Texts named `html` are static markup, all others plain text. */
export interface LessonScenario {
  kind: 'scenario';
  key: string;
  title: string;
  start: ScenarioScene;
}

/** A scene has choices or an outcome: then the way ends there. Its id is written by the author, once in a scenario. */
export interface ScenarioScene {
  id: string;
  html: string;
  outcome?: SceneOutcome;
  choices: { label: string; scene: ScenarioScene }[];
}
export type SceneOutcome = 'good' | 'bad' | 'mixed';

/** What stands in place of an answer where every scene is to be seen at once; no scene can be called like this. */
export const everyWay = '*';

/** Ids hold no stroke, so a way is a text that an auditor can read without the lesson. */
const stroke = '/';

/** The scenes of a kept way after the first, as far as the lesson still has them. */
export function readWay({ start }: LessonScenario, answer: string | undefined): ScenarioScene[] {
  const way: ScenarioScene[] = [];
  for (const id of answer?.split(stroke) ?? []) {
    const next = (way.at(-1) ?? start).choices.find(({ scene }) => scene.id === id)?.scene;
    if (!next) break;
    way.push(next);
  }
  return way;
}

/** The scenes that lead from the first to a scene, without the first; null when no choice leads there. */
export function wayTo(from: ScenarioScene, id: string): ScenarioScene[] | null {
  for (const { scene } of from.choices) {
    const rest = scene.id === id ? [] : wayTo(scene, id);
    if (rest) return [scene, ...rest];
  }
  return null;
}

export interface KeptWay {
  answer: string;
  correct: boolean;
  /** The way has not come to an end: kept, and no try. */
  isDraft: boolean;
}

/**
 * What is to be kept when somebody goes to a scene. A scene that lies on the kept way already changes nothing: a report that comes late or
 * twice never takes her back.
 * @returns null when the form does not name a scene of this scenario, or nothing has changed
 */
export function keepWay(scenario: LessonScenario, form: Readonly<Record<string, string>>, standing: string | undefined): KeptWay | null {
  const way = Object.hasOwn(form, scenario.key) ? wayTo(scenario.start, form[scenario.key] ?? '') : null;
  const end = way?.at(-1);
  if (!way || !end || readWay(scenario, standing).includes(end)) return null;
  return { answer: way.map(({ id }) => id).join(stroke), correct: end.outcome === 'good', isDraft: end.choices.length > 0 };
}

/** The id that a scene has on the page. */
export function sceneAnchor(key: string, sceneId: string): string {
  return `${key}-${sceneId}`;
}

/** A situation as lines to compare: each scene with its outcome and its text, then the choices that leave it. */
export function scenarioLines({ title, start }: LessonScenario, plain: (html: string) => string): string[] {
  const linesOf = ({ html, outcome, choices }: ScenarioScene): string[] => [
    `${outcome ? `${outcomeSigns[outcome]} ` : ''}${plain(html)}`,
    ...choices.flatMap(({ label, scene }) => [`→ ${label}`, ...linesOf(scene)]),
  ];
  return [title, ...linesOf(start)];
}

const outcomeSigns: Readonly<Record<SceneOutcome, string>> = { good: '✓', bad: '–', mixed: '±' };
