import type { ReactNode } from 'react';
import type { DrillBody, Fate, InboxMessage, LessonDrill, PartKind, ScreenKind } from '../rules/drill.ts';
import { shownOrder } from '../rules/shuffle.ts';
import type { CleaningData } from './cleaning-shape.ts';
import { childrenOf, staticMarkup } from './static-markup.ts';

interface OptionProps { why: string; correct?: boolean; children?: ReactNode }
interface PartProps { as?: PartKind; sign?: boolean; why: string; children?: ReactNode }
interface MailProps { from: string; subject: string; channel: InboxMessage['channel']; answer: Fate; why: string; children?: ReactNode }
interface DrillProps { id: string; title: string; children?: ReactNode }

export const Option = (_props: OptionProps) => null;
const Part = (_props: PartProps) => null;
const Mail = (_props: MailProps) => null;
const Fault = () => null;
const OrderStep = (_props: { why: string; children?: ReactNode }) => null;
const WorkedStep = (_props: { title: string; children?: ReactNode }) => null;
const YourTurn = (_props: { question: string; children?: ReactNode }) => null;

const optionKeys = 'abcdefgh';

/** The options of a question with keys that stay as long as their order does. */
export function optionsOf(children: ReactNode): { key: string; html: string; correct: boolean; why: string }[] {
  return childrenOf(children, Option).map(({ props }, at) => ({ key: optionKeys[at] ?? String(at), html: staticMarkup(props.children), correct: props.correct === true, why: props.why }));
}

/** A drill as it was met while the lesson was drawn; its parts become markup of their own afterwards. */
export type MetDrill = { key: string; title: string; build: () => DrillBody };

export function builtDrill({ key, title, build }: MetDrill): LessonDrill {
  return { kind: 'drill', key, title, body: build() };
}

/** The components of practice. Each only says what it holds: the drill is drawn for each reader by what she has answered. */
export function drillComponents(meet: (drill: MetDrill) => ReactNode) {
  const drill = <Props extends DrillProps>(bodyOf: (props: Props) => DrillBody) => (props: Props) => meet({ key: props.id, title: props.title, build: () => bodyOf(props) });
  return {
    SpotSigns: drill(({ screen, from, children }: DrillProps & { screen: ScreenKind; from: string }) => ({ type: 'signs', screen, from, parts: partsOf(children) })),
    Part,
    InboxDrill: drill(({ children }) => ({ type: 'inbox', messages: childrenOf(children, Mail).map(({ props: { children: text, ...mail } }) => ({ ...mail, html: staticMarkup(text) })) })),
    Mail,
    CleanData: drill(({ data }: DrillProps & { data: string }) => ({ type: 'cleaning', ...(JSON.parse(data) as CleaningData) })),
    Fault,
    OrderSteps: drill(({ id, children }) => orderingOf(id, children)),
    OrderStep,
    WorkedExample: drill(({ children }) => ({
      type: 'worked',
      steps: childrenOf(children, WorkedStep).map(({ props }) => ({ title: props.title, html: staticMarkup(props.children) })),
      turns: childrenOf(children, YourTurn).map(({ props }) => ({ question: props.question, options: optionsOf(props.children) })),
    })),
    WorkedStep,
    YourTurn,
  };
}

function partsOf(children: ReactNode) {
  return childrenOf(children, Part).map(({ props }) => ({ as: props.as ?? ('text' as const), html: staticMarkup(props.children), isSign: props.sign === true, why: props.why }));
}

/** Everybody sees the steps in the same mixed order; it follows from the drill's id, so that a lesson compiles to the same markup every time. */
function orderingOf(id: string, children: ReactNode): DrillBody {
  const items = childrenOf(children, OrderStep).map(({ props }, at) => ({ key: optionKeys[at] ?? String(at), html: staticMarkup(props.children), why: props.why }));
  const shown = shownOrder({ type: 'ordering', text: '', items: items.map(({ key, html, why }) => ({ key, text: html, why })) }, id);
  return { type: 'ordering', items, shown };
}
