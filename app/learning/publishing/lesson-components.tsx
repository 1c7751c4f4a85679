import { Children, isValidElement, type ReactNode } from 'react';
import { defineFormats } from '../../platform/i18n/formats.ts';
import { Callout, Disclosure, FactBox, Figure, LegalNote, PhoneMessage, Steps, Terms, Video } from '../../ui/index.ts';
import type { CalloutKind, MessageChannel } from '../../ui/index.ts';
import type { ModelsFile } from '../content/model-file.ts';
import type { LessonDrill } from '../rules/drill.ts';
import type { LessonCheck } from '../rules/lesson-body.ts';
import type { LessonScenario, SceneOutcome, ScenarioScene } from '../rules/scenario.ts';
import { builtDrill, drillComponents, Option, optionsOf } from './drill-components.tsx';
import { lessonWords } from './lesson-words.ts';
import { ModelTable } from './model-tables.tsx';
import { childrenOf, staticMarkup } from './static-markup.ts';

const say = lessonWords.in('vi');
const formats = defineFormats('vi', 'Asia/Ho_Chi_Minh');

/** A question, practice or situation as it was met while rendering; its parts become markup of their own afterwards. */
export interface MetCheck {
  key: string;
  build: () => LessonCheck | LessonDrill | LessonScenario;
}

interface SceneProps { id: string; outcome?: SceneOutcome; children?: ReactNode }
interface ChoiceProps { to: string; label: string }

const Scene = (_props: SceneProps) => null;
const Choice = (_props: ChoiceProps) => null;

/** The words that a check's place is cut at. Text of a lesson is always escaped, so it can never look like this. */
export const checkPlace = /<hr data-check="(\d+)"\/>/;

export interface DrawnFrom {
  /** Receives the questions, the practice and the situations in reading order. */
  met: MetCheck[];
  transcripts: ReadonlyMap<string, string>;
  models: ModelsFile | null;
}

/** Everything that a lesson's markup may call, drawn with the design system. */
export function lessonComponents({ met, transcripts, models }: DrawnFrom) {
  const meet = (one: MetCheck) => <hr data-check={met.push(one) - 1} />;
  return {
    a: LessonLink,
    table: WideTable,
    th: ({ children }: { children?: ReactNode }) => <th scope="col">{children}</th>,
    Anchor: ({ id, moved }: { id: string; moved?: boolean }) => (moved ? null : <div className="anchor" id={id} />),
    Callout: (props: { kind: CalloutKind; title: string; children: ReactNode }) => <Callout {...props} />,
    Legal: ({ doc, valid, children }: { doc: string; valid?: string; children: ReactNode }) => <LegalNote doc={doc} valid={valid && say('legal.valid', { day: valid })}>{children}</LegalNote>,
    Steps,
    Terms,
    FactBox: ({ asOf, source, review, children }: { asOf: string; source: string; review: string; children: ReactNode }) => (
      <FactBox foot={say('fact.foot', { asOf: formats.day(asOf), source, review: formats.day(review) })}>{children}</FactBox>
    ),
    Message: (props: { from: string; channel: MessageChannel; note?: string; children: ReactNode }) => <PhoneMessage {...props} label={say('message.label', { from: props.from })} />,
    Figure: ({ src, alt, caption }: { src: string; alt: string; caption?: string }) => <Figure src={src} alt={alt} caption={caption} />,
    Video: ({ src, captions, transcript, title }: { src: string; captions: string; transcript: string; title: string }) => (
      <Video src={src} captions={captions} captionsLabel={say('video.captions')} language="vi" title={title} transcript={<Transcript text={transcripts.get(transcript) ?? ''} />} />
    ),
    Check: ({ id, question, children }: { id: string; question: string; children: ReactNode }) => meet({ key: id, build: () => ({ kind: 'check', key: id, question, options: optionsOf(children) }) }),
    Option,
    Scenario: ({ id, title, children }: { id: string; title: string; children: ReactNode }) => meet({ key: id, build: () => ({ kind: 'scenario', key: id, title, start: sceneTree(childrenOf(children, Scene).map(({ props }) => props)) }) }),
    Scene,
    Choice,
    ...drillComponents((drill) => meet({ key: drill.key, build: () => builtDrill(drill) })),
    ModelTable: ({ group }: { group?: string }) => models && <ModelTable models={models} group={group} />,
  };
}

function LessonLink({ href = '', children }: { href?: string; children?: ReactNode }) {
  return href.startsWith('https:') ? <a href={href} rel="noopener">{children}</a> : <a href={href}>{children}</a>;
}

/** A table that is wider than a phone scrolls in its own box, which the keyboard can reach. */
function WideTable({ children, label }: { children?: ReactNode; label?: string }) {
  return (
    <section className="table-fit" aria-label={say('table.label', { heads: label ?? '' })} tabIndex={0}>
      <table>{children}</table>
    </section>
  );
}

function Transcript({ text }: { text: string }) {
  return <Disclosure boxed summary={say('video.transcript')}>{text.split(/\n{2,}/).map((paragraph, at) => <p key={at}>{paragraph}</p>)}</Disclosure>;
}

/** Scenes refer to each other by name in the file; in the lesson each stands inside the choice that leads to it. */
function sceneTree(scenes: readonly SceneProps[], scene = scenes[0]): ScenarioScene {
  if (!scene) throw new Error('a scenario without a scene passed the check of its shape');
  const choices = childrenOf(scene.children, Choice).flatMap(({ props: { to, label } }) => scenes.filter(({ id }) => id === to).map((next) => ({ label, scene: sceneTree(scenes, next) })));
  const text = Children.toArray(scene.children).filter((child) => !(isValidElement(child) && child.type === Choice));
  return { id: scene.id, html: staticMarkup(text), ...(scene.outcome ? { outcome: scene.outcome } : {}), choices };
}
