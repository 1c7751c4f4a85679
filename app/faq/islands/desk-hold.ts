import { dayWords } from '../../platform/days.ts';
import { localOf } from '../../platform/local-time.ts';
import { deskIndex, type CopiedAnswer, type DeskCopy } from '../rules/desk-index.ts';
import { ageOf, isHeld, onDay } from '../rules/desk-standing.ts';
import { province } from './desk-call.ts';
import { drawAnswer, drawOver } from './desk-draw.ts';
import { find, tell } from './desk-fields.ts';
import { nowOf, type Desk } from './desk-state.ts';

const rest = () => new Promise<void>((resolve) => void setTimeout(resolve, 0));
const instantOf = (desk: Desk) => nowOf(desk).toISOString();
/** The day by the server's clock, in the province. */
export const todayOf = (desk: Desk) => localOf(instantOf(desk), province).slice(0, 10);

/** Takes up what a copy says, less what has ended since it was made. Until the first is taken up, the server searches. */
export async function learn(desk: Desk, copy: DeskCopy | null): Promise<void> {
  if (!copy) return;
  const at = instantOf(desk);
  const known = { ...copy, answers: copy.answers.filter((answer) => isHeld(answer, at)) };
  // What is no longer shown is gone from the desk before anything else.
  desk.known = known;
  desk.answers = new Map(known.answers.map((answer) => [answer.slug, answer]));
  const index = desk.index ?? deskIndex();
  await index.take(known, rest);
  desk.index = index;
  desk.root.dataset['copy'] = 'ready';
}

/** An answer of the copy as it stands now; undefined when there is none, or none any more. */
export function heldAnswer(desk: Desk, slug: string): CopiedAnswer | undefined {
  const answer = desk.answers.get(slug);
  return answer && isHeld(answer, instantOf(desk)) ? onDay(answer, todayOf(desk)) : undefined;
}

/**
 * Holds the desk to the clock, with the server or without: what has ended goes from the results and from the pane, and the open answer gets the warnings of a new
 * day. A computer that slept over midnight is caught up with at the first look, and at every key that gives an answer out. @returns whether anything has ended
 */
export function keepToClock(desk: Desk): boolean {
  const shown = find<HTMLElement>('#desk-answer [data-version]');
  const open = desk.answers.get(desk.open);
  const pane = find('#desk-answer');
  const at = instantOf(desk);
  if (pane && open && open.versionId === shown?.dataset['version']) {
    if (!isHeld(open, at)) drawOver(pane, { question: open.question, at: momentWords(open.until ?? at) }, desk.texts);
    else if (desk.drawnOn !== todayOf(desk)) redraw(desk, pane, open);
  }
  return desk.known !== null && desk.known.answers.some((answer) => !isHeld(answer, at));
}

/** The same answer on another day; whoever was in it by keyboard is at its title again. */
function redraw(desk: Desk, pane: Element, answer: CopiedAnswer): void {
  const wasInside = pane.contains(document.activeElement);
  drawOpen(desk, pane, answer);
  if (wasInside) find<HTMLElement>('#desk-answer-title')?.focus();
}

/** Draws an answer of the copy with the warnings of today. */
export function drawOpen(desk: Desk, pane: Element, answer: CopiedAnswer): void {
  desk.drawnOn = todayOf(desk);
  drawAnswer(pane, onDay(answer, desk.drawnOn), desk.texts);
}

/** While the server is away: of what moment the copy is that is searched, so that the agent can say so; or that there is none. */
export function tellAge(desk: Desk): void {
  const { texts, copy } = desk;
  if (!desk.isAway) return tell('desk-age', '');
  if (!copy || !desk.index) return tell('desk-age', texts.noCopy);
  const { unit, count, isOld } = ageOf(copy.seenAt, instantOf(desk));
  const age = { fresh: texts.ageFresh, hours: texts.ageHours, days: texts.ageDays }[unit].replace('{count}', String(count));
  tell('desk-age', [texts.copyOf.replace('{at}', momentWords(copy.seenAt)).replace('{age}', age), ...(isOld ? [texts.copyOld] : [])].join(' '));
  find('#desk-age')?.classList.toggle('notice-danger', isOld);
}

/** `00:00, 01/12/2026`, in the province's time. */
function momentWords(at: string): string {
  const [day = '', time = ''] = localOf(at, province).split('T');
  return `${time}, ${dayWords(day)}`;
}
