import { countMissing, drillFields, readGiven, type DrillBody, type DrillGiven, type LessonDrill } from './drill.ts';
import { markDrill, type DrillMarks } from './mark-drill.ts';

/** How a drill stands for one person. Only a drill that is done is marked and explained; all else is a draft. */
export interface DrillState {
  given: DrillGiven;
  isDone: boolean;
  missing: number;
}

/** Which drills of a form are handed in: one, every one that is complete, or none (drafts that a script keeps). */
export type HandedIn = { key: string } | 'all' | 'none';

/** The text that the ledger keeps of an answer; the same answer is always the same text. */
export function writeAnswer(body: DrillBody, { given, isDone }: Pick<DrillState, 'given' | 'isDone'>): string {
  const filled = drillFields(body).flatMap(({ name }) => (given[name] === undefined ? [] : [[name, given[name]] as const]));
  return JSON.stringify({ done: isDone, given: Object.fromEntries(filled) });
}

/** Reads a kept answer. What a newer version of the lesson no longer asks for is passed over, and what it asks in addition is missing. */
export function readAnswer(body: DrillBody, text: string | undefined): DrillState | null {
  const kept = parsed(text);
  if (!kept) return null;
  const given = readGiven(body, (name) => (Object.hasOwn(kept.given, name) ? kept.given[name] : undefined));
  const missing = countMissing(body, given);
  return { given, isDone: kept.done && missing === 0, missing };
}

function parsed(text: string | undefined): { done: boolean; given: Record<string, unknown> } | null {
  if (!text?.startsWith('{')) return null;
  try {
    const { done, given } = JSON.parse(text) as { done?: unknown; given?: unknown };
    return typeof given === 'object' && given !== null ? { done: done === true, given: given as Record<string, unknown> } : null;
  } catch {
    return null;
  }
}

export interface KeptDrill {
  answer: string;
  isDraft: boolean;
  marks: DrillMarks;
}

/**
 * What is to be kept of a form for one drill. A form that holds the drill says so by a field with its key.
 * @returns null when the form does not hold it, or nothing has changed
 */
export function keepDrill({ key, body }: LessonDrill, form: Readonly<Record<string, string>>, standing: string | undefined, handedIn: HandedIn): KeptDrill | null {
  if (!Object.hasOwn(form, key)) return null;
  const before = readAnswer(body, standing);
  const given = readGiven(body, (name) => (Object.hasOwn(form, `${key}.${name}`) ? form[`${key}.${name}`] : undefined));
  const isAsked = handedIn === 'all' || (handedIn !== 'none' && handedIn.key === key);
  const isUntouched = before === null && Object.keys(given).length === 0;
  if (isUntouched && !(isAsked && handedIn !== 'all')) return null;
  const isDone = countMissing(body, given) === 0 && (isAsked || before?.isDone === true);
  const answer = writeAnswer(body, { given, isDone });
  return answer === standing ? null : { answer, isDraft: !isDone, marks: markDrill(body, given) };
}
