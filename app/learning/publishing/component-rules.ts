import { faultKinds, fates, partKinds, screenKinds } from '../rules/drill.ts';

/** What may stand in a lesson: one row a component, so that nothing that is not named here gets through. */
export interface AttributeRule {
  required: boolean;
  form: 'text' | 'id' | 'day' | 'flag' | 'image' | 'film' | 'captions' | 'transcript' | readonly string[];
}

export interface ComponentRule {
  attributes: Readonly<Record<string, AttributeRule>>;
  /** Components right inside which it may stand; `root` is the main text. */
  inside: readonly string[];
  content: 'none' | 'blocks';
}

const must = (form: AttributeRule['form'] = 'text'): AttributeRule => ({ required: true, form });
const may = (form: AttributeRule['form'] = 'text'): AttributeRule => ({ required: false, form });

const channels = ['sms', 'zalo', 'email', 'call'] as const;

export const componentRules: Readonly<Record<string, ComponentRule>> = {
  Anchor: { attributes: { id: must('id') }, inside: ['root'], content: 'none' },
  Callout: { attributes: { kind: must(['remember', 'warning', 'example', 'law']), title: must() }, inside: ['root', 'Scene'], content: 'blocks' },
  Legal: { attributes: { doc: must(), valid: may() }, inside: ['root'], content: 'blocks' },
  Steps: { attributes: {}, inside: ['root', 'Callout', 'WorkedStep'], content: 'blocks' },
  Terms: { attributes: {}, inside: ['root', 'Callout'], content: 'blocks' },
  FactBox: { attributes: { asOf: must('day'), source: must(), review: must('day') }, inside: ['root'], content: 'blocks' },
  Message: { attributes: { from: must(), channel: must(channels), note: may() }, inside: ['root', 'Scene', 'Callout', 'WorkedStep'], content: 'blocks' },
  Figure: { attributes: { src: must('image'), alt: must(), caption: may() }, inside: ['root', 'Scene'], content: 'none' },
  Video: { attributes: { src: must('film'), captions: must('captions'), transcript: must('transcript'), title: must() }, inside: ['root'], content: 'none' },
  Check: { attributes: { id: must('id'), question: must() }, inside: ['root'], content: 'blocks' },
  Option: { attributes: { why: must(), correct: may('flag') }, inside: ['Check', 'YourTurn'], content: 'blocks' },
  Scenario: { attributes: { id: must('id'), title: must() }, inside: ['root'], content: 'blocks' },
  Scene: { attributes: { id: must('id'), outcome: may(['good', 'bad', 'mixed']) }, inside: ['Scenario'], content: 'blocks' },
  Choice: { attributes: { to: must('id'), label: must() }, inside: ['Scene'], content: 'none' },
  SpotSigns: { attributes: { id: must('id'), title: must(), screen: must(screenKinds), from: must() }, inside: ['root'], content: 'blocks' },
  Part: { attributes: { as: may(partKinds), sign: may('flag'), why: must() }, inside: ['SpotSigns'], content: 'blocks' },
  InboxDrill: { attributes: { id: must('id'), title: must() }, inside: ['root'], content: 'blocks' },
  Mail: { attributes: { from: must(), subject: must(), channel: must(channels), answer: must(fates), why: must() }, inside: ['InboxDrill'], content: 'blocks' },
  CleanData: { attributes: { id: must('id'), title: must() }, inside: ['root'], content: 'blocks' },
  Fault: { attributes: { row: must(), column: must(), kind: must(faultKinds), why: must() }, inside: ['CleanData'], content: 'none' },
  OrderSteps: { attributes: { id: must('id'), title: must() }, inside: ['root'], content: 'blocks' },
  OrderStep: { attributes: { why: must() }, inside: ['OrderSteps'], content: 'blocks' },
  WorkedExample: { attributes: { id: must('id'), title: must() }, inside: ['root'], content: 'blocks' },
  WorkedStep: { attributes: { title: must() }, inside: ['WorkedExample'], content: 'blocks' },
  YourTurn: { attributes: { question: must() }, inside: ['WorkedExample'], content: 'blocks' },
  ModelTable: { attributes: { group: may() }, inside: ['root'], content: 'none' },
};

const assetEndings = { image: ['svg', 'png', 'jpg', 'jpeg', 'webp', 'avif'], film: ['mp4', 'webm'], captions: ['vtt'], transcript: ['txt'] } as const;

/** How a value must look, said for the error message; null when it is right. */
export function expectedForm(form: AttributeRule['form'], value: string | null): string | null {
  if (form === 'flag') return value === null ? null : 'không ghi giá trị / no value';
  if (value === null || value.trim() === '') return 'có nội dung / not empty';
  if (form === 'text') return null;
  if (form === 'id') return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= 80 ? null : 'a-z, 0-9, -';
  if (form === 'day') return isDay(value) ? null : 'YYYY-MM-DD';
  if (typeof form !== 'string') return form.includes(value) ? null : form.join(' | ');
  const endings = assetEndings[form];
  const isAsset = /^\/[\w-][\w./-]*$/.test(value) && !value.includes('..') && endings.some((ending) => value.endsWith(`.${ending}`));
  return isAsset ? null : `/….${endings.join(', .')}`;
}

export function isAssetForm(form: AttributeRule['form']): boolean {
  return typeof form === 'string' && form in assetEndings;
}

function isDay(value: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}
