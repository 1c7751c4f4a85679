import type { ReactNode } from 'react';
import { cx } from './classes.ts';
import { Icon } from './icon.tsx';

export interface SceneChoice { label: ReactNode; scene: Scene }
/** `html` is static markup. A scene that is closed stands in the page all the same: it opens without a request, and is there on paper. */
export interface Scene { id: string; value: string; html: string; isShown: boolean; outcome?: 'good' | 'bad' | 'mixed'; outcomeLabel?: ReactNode; choices: SceneChoice[] }
export interface ScenarioProps {
  id: string;
  title: ReactNode;
  eyebrow: ReactNode;
  hint: ReactNode;
  start: Scene;
  /** The form that a choice is sent with, the address that keeps it and the field that names the scene. */
  name: string;
  form: string;
  action: string;
  choicesLabel: string;
  /** What stands before a scene where all of them are seen at once: on paper, and for whoever edits. */
  after: (choice: ReactNode) => ReactNode;
  /** Every scene is to be read, nothing to be chosen. */
  isOpen?: boolean;
}

/** A situation that branches: each choice is a button of its form, and what follows from it stands below the choices. */
export function Scenario(props: ScenarioProps) {
  const { id, title, eyebrow, hint, start, name, form, isOpen } = props;
  return (
    <section className={cx('scenario', isOpen && 'open')} id={id} aria-labelledby={`${id}-title`} data-scenario={name}>
      <p className="eyebrow">{eyebrow}</p>
      <h3 id={`${id}-title`}>{title}</h3>
      <p className="scenario-hint">{hint}</p>
      <input type="hidden" name={name} form={form} disabled />
      <SceneBox scene={start} card={props} />
    </section>
  );
}

function SceneBox({ scene, card, choice }: { scene: Scene; card: ScenarioProps; choice?: ReactNode }) {
  const { outcome, outcomeLabel, choices } = scene;
  return (
    <div className={cx('scene', outcome, !scene.isShown && !card.isOpen && 'closed')} id={scene.id} tabIndex={choice === undefined ? undefined : -1}>
      {choice === undefined ? null : <p className="scene-after">{card.after(choice)}</p>}
      {outcomeLabel ? <p className="scene-outcome"><Icon name={outcome === 'good' ? 'circle-check' : 'triangle-alert'} />{outcomeLabel}</p> : null}
      <div className="scene-text" dangerouslySetInnerHTML={{ __html: scene.html }} />
      {choices.length > 0 ? <Choices choices={choices} card={card} /> : null}
      {choices.map(({ label, scene: next }) => <SceneBox key={next.id} scene={next} card={card} choice={label} />)}
    </div>
  );
}

function Choices({ choices, card }: { choices: SceneChoice[]; card: ScenarioProps }) {
  return (
    <fieldset className="scene-choices">
      <legend className="sr-only">{card.choicesLabel}</legend>
      {choices.map((choice) => <ChoiceButton key={choice.scene.id} choice={choice} card={card} />)}
    </fieldset>
  );
}

function ChoiceButton({ choice: { label, scene }, card: { name, form, action, isOpen } }: { choice: SceneChoice; card: ScenarioProps }) {
  return (
    <button type="submit" className="scene-choice" name={name} value={scene.value} form={form} formAction={action} aria-pressed={scene.isShown} disabled={isOpen} data-scene={scene.id}>
      <Icon name={scene.isShown ? 'circle-check' : 'chevron-right'} />
      <span>{label}</span>
    </button>
  );
}
