import { callerNumber } from '../rules/call-number.ts';
import { fieldKeys, type CallSnapshot, type WrapCode } from '../rules/call.ts';
import { fieldOfMoment, momentOfField, province } from './desk-call.ts';

export const find = <T extends Element>(selector: string) => document.querySelector<T>(selector);
/** A field of the call that is open. */
export const fieldOf = (name: string) => find<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(`#desk-pane [name=${name}]`);

/** F-keys, or Alt with the same digit where a browser keeps them for itself. Three digits whose F-keys are the browser's go to the fields of the call. With a further key they are the browser's: Ctrl+F4 closes a tab and reads nothing out. */
export function keyOf(event: KeyboardEvent): string {
  const isAlone = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (/^F[2346789]$/.test(event.key)) return isAlone && !event.altKey ? event.key : '';
  const digit = isAlone && event.altKey ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
  if (digit === undefined) return event.key;
  return fieldKeys.some(({ key }) => key === `Alt+${digit}`) ? `Alt+${digit}` : `F${digit}`;
}

/** Up and down between the question and what was found. */
export function move(by: number): void {
  const stops = [find<HTMLElement>('#desk-q'), ...document.querySelectorAll<HTMLElement>('#desk-hits [data-slug]')];
  stops[Math.max(0, Math.min(stops.length - 1, stops.indexOf(document.activeElement as HTMLElement) + by))]?.focus();
}

/** Chooses how the call ends and goes where the rest is asked for. */
export function choose(code: WrapCode, field: string): void {
  const wrap = fieldOf('wrap');
  if (wrap) wrap.value = code;
  fieldOf(field)?.focus();
}

/** The fields of a call where none was open when the page was made. */
export function openPane(): void {
  const fields = find<HTMLTemplateElement>('#desk-fields');
  const pane = find('#desk-pane');
  if (!fields || !pane) return;
  pane.replaceChildren(fields.content.cloneNode(true));
  document.dispatchEvent(new CustomEvent('islands', { detail: pane }));
}

/** What stands in the fields. */
export function said(): Partial<CallSnapshot> {
  const value = (name: string) => fieldOf(name)?.value.trim() ?? '';
  return { question: value('question'), note: value('note'), number: callerNumber(value('number')) ?? '', name: value('name'), commune: value('commune'), handTo: value('handTo') || null, handBody: value('handBody') || null, callbackAt: momentOfField(value('callbackAt')) };
}

const wordsOf = (call: CallSnapshot): Record<string, string> => ({ question: call.question, note: call.note, number: call.number, name: call.name, commune: call.commune, callbackAt: fieldOfMoment(call.callbackAt), handTo: call.handTo ?? '', handBody: call.handBody ?? '' });

/** Puts a call's words back into the fields; with what was known before, only those that have changed, because a half-typed number is in no call. */
export function putBack(call: CallSnapshot, before?: CallSnapshot): void {
  const known = before ? wordsOf(before) : {};
  for (const [name, value] of Object.entries(wordsOf(call))) {
    const field = fieldOf(name);
    if (field && known[name] !== value) field.value = value;
  }
}

export function say(text: string, tone: 'ok' | 'warn' | 'danger'): void {
  const line = find<HTMLElement>('#desk-line');
  if (line && line.textContent !== text) line.textContent = text;
  if (line) line.className = `tag tag-${tone}`;
}

/** A line that is only there when it has something to say. */
export function tell(id: string, text: string): void {
  const place = find<HTMLElement>(`#${id}`);
  if (!place || place.textContent === text) return;
  place.hidden = text === '';
  place.textContent = text;
}

/** The time of day in the province, whatever the computer is set to. */
export const provinceTime = (at: Date): string => at.toLocaleTimeString('en-GB', { timeZone: province, hour: '2-digit', minute: '2-digit' });
