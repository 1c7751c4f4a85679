/** Practice inside a lesson: something that is done, not read. Texts named `html` are static markup, all others plain text. */
export type DrillBody =
  | { type: 'signs'; screen: ScreenKind; from: string; parts: SignPart[] }
  | { type: 'inbox'; messages: InboxMessage[] }
  | { type: 'cleaning'; heads: string[]; records: CleaningRecord[] }
  | { type: 'ordering'; items: { key: string; html: string; why: string }[]; shown: string[] }
  | { type: 'worked'; steps: { title: string; html: string }[]; turns: WorkedTurn[] };

export type DrillType = DrillBody['type'];
export type DrillOf<Type extends DrillType> = Extract<DrillBody, { type: Type }>;

export const screenKinds = ['sms', 'zalo', 'email', 'page', 'app'] as const;
export type ScreenKind = (typeof screenKinds)[number];
/** How a part of a screen is drawn. */
export const partKinds = ['text', 'subject', 'address', 'button', 'field'] as const;
export type PartKind = (typeof partKinds)[number];
export interface SignPart { as: PartKind; html: string; isSign: boolean; why: string }

/** What becomes of a message: it is real, it is an attack that others must hear of, or it is only in the way. */
export const fates = ['keep', 'report', 'delete'] as const;
export type Fate = (typeof fates)[number];
export interface InboxMessage { from: string; subject: string; channel: 'sms' | 'zalo' | 'email' | 'call'; html: string; answer: Fate; why: string }

/** The four criteria of good data that a cell can fail: đúng, đủ, sạch, sống. */
export const faultKinds = ['dung', 'du', 'sach', 'song'] as const;
export type FaultKind = (typeof faultKinds)[number];
/** `cell` counts from 1. */
export interface CleaningRecord { cells: string[]; fault: { cell: number; kind: FaultKind; why: string } | null }

export interface WorkedTurn { question: string; options: { key: string; html: string; correct: boolean; why: string }[] }

/** A drill as it stands in a lesson. */
export interface LessonDrill {
  kind: 'drill';
  key: string;
  title: string;
  body: DrillBody;
}

/** The name of the button that hands practice in; its value is the key. Keys hold no dot, so no field has this name. */
export const handInName = 'drill.hand-in';

/** One thing that a form may send for a drill, and the values that it may have. */
export interface DrillField {
  name: string;
  values: readonly string[];
}

/** The fields of a drill's form, without the drill's own name before them. */
export function drillFields(body: DrillBody): DrillField[] {
  switch (body.type) {
    case 'signs':
      return body.parts.map((_part, at) => ({ name: `${at + 1}`, values: ['1'] }));
    case 'inbox':
      return body.messages.map((_message, at) => ({ name: `${at + 1}`, values: fates }));
    case 'cleaning':
      return body.records.flatMap(({ cells }, at) => [
        { name: cellField(at), values: ['0', ...cells.map((_cell, n) => `${n + 1}`)] },
        { name: faultField(at), values: faultKinds },
      ]);
    case 'ordering':
      return body.shown.map((_key, at) => ({ name: placeField(at), values: body.items.map((_item, n) => `${n + 1}`) }));
    case 'worked':
      return body.turns.map(({ options }, at) => ({ name: `${at + 1}`, values: options.map(({ key }) => key) }));
  }
}

export const cellField = (at: number) => `${at + 1}-cell`;
export const faultField = (at: number) => `${at + 1}-fault`;
export const placeField = (at: number) => `place-${at + 1}`;

/** What somebody has filled in, by field; what was left open is not there. */
export type DrillGiven = Readonly<Record<string, string>>;

/** Keeps what the drill asks for. Unknown fields and values are passed over; a record that is called clean has no fault. */
export function readGiven(body: DrillBody, valueOf: (name: string) => unknown): DrillGiven {
  const given: Record<string, string> = {};
  for (const { name, values } of drillFields(body)) {
    const value = valueOf(name);
    if (typeof value === 'string' && values.includes(value)) given[name] = value;
  }
  if (body.type === 'cleaning') body.records.forEach((_record, at) => given[cellField(at)] === '0' && delete given[faultField(at)]);
  return given;
}

/** How many things are still to be done before a drill can be marked. */
export function countMissing(body: DrillBody, given: DrillGiven): number {
  switch (body.type) {
    case 'signs':
      return Object.keys(given).length === 0 ? 1 : 0;
    case 'cleaning':
      return body.records.filter((_record, at) => !given[cellField(at)] || (given[cellField(at)] !== '0' && !given[faultField(at)])).length;
    case 'ordering':
      return body.items.length - new Set(Object.values(given)).size;
    default:
      return drillFields(body).length - Object.keys(given).length;
  }
}
