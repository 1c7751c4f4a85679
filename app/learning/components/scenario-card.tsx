import { renderToStaticMarkup } from 'react-dom/server';
import { Scenario, type Scene } from '../../ui/index.ts';
import { drillMessages } from '../messages/drills.ts';
import { everyWay, readWay, sceneAnchor, type LessonScenario, type ScenarioScene } from '../rules/scenario.ts';
import type { DrillPlace } from './drill-card.tsx';
import type { DrillSay } from './drill-parts.tsx';

/** A situation for one reader as markup, opened as far as she has gone. Without a script each choice sends the form. */
export function scenarioMarkup(scenario: LessonScenario, answer: string | undefined, { form, action, locale }: DrillPlace): string {
  const t = drillMessages.in(locale);
  const { key, title, start } = scenario;
  const seen = new Set([start, ...readWay(scenario, answer)]);
  return renderToStaticMarkup(
    <Scenario
      id={key}
      name={key}
      form={form}
      action={action}
      title={title}
      eyebrow={t('scenario.eyebrow')}
      hint={t('scenario.hint')}
      choicesLabel={t('scenario.choices')}
      after={(choice) => t('scene.after', { choice: String(choice) })}
      start={sceneFor(key, start, seen, t)}
      isOpen={answer === everyWay}
    />,
  );
}

function sceneFor(key: string, scene: ScenarioScene, seen: ReadonlySet<ScenarioScene>, t: DrillSay): Scene {
  const { id, html, outcome, choices } = scene;
  return {
    id: sceneAnchor(key, id),
    value: id,
    html,
    isShown: seen.has(scene),
    ...(outcome ? { outcome, outcomeLabel: t(`scene.${outcome}`) } : {}),
    choices: choices.map(({ label, scene: next }) => ({ label, scene: sceneFor(key, next, seen, t) })),
  };
}
