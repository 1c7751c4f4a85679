import { noted } from './desk-call.ts';
import { drawRefused } from './desk-draw.ts';
import { find, said, say } from './desk-fields.ts';
import { nowOf, type Desk } from './desk-state.ts';
import { flush, type SyncState } from './desk-sync.ts';

const restMilliseconds = 1_500;

/** Takes what stands in the fields into the call and keeps it at once; it is sent a moment later. */
export async function note(desk: Desk): Promise<void> {
  if (!desk.call) return;
  desk.call = noted(desk.call, said(), nowOf(desk));
  await keep(desk);
  clearTimeout(desk.sending);
  desk.sending = setTimeout(() => void send(desk), restMilliseconds);
}

export async function keep(desk: Desk): Promise<void> {
  if (!desk.call) return;
  const kept = { owner: desk.owner, call: structuredClone({ ...desk.call, source: desk.isAway ? 'OFFLINE' : desk.call.source }) };
  desk.tabs.postMessage(kept);
  await desk.store.keep(kept);
}

/** Sends what waits, and shows what has become of it. */
export async function send(desk: Desk): Promise<SyncState> {
  const { state, refused } = await flush(desk.store, desk.owner, document.documentElement.lang === 'en' ? 'en' : 'vi');
  const place = find<HTMLElement>('#desk-refused');
  if (place) drawRefused(place, refused, desk.texts);
  if (state !== 'nothing') reach(desk, state);
  return state;
}

/** Shows whether the server can be reached. */
export function reach(desk: Desk, state: Exclude<SyncState, 'nothing'>): void {
  desk.isAway = state !== 'saved';
  desk.root.dataset['state'] = state;
  if (desk.store.isOnlyHere()) say(desk.texts.onlyHere, 'danger');
  else if (state === 'away') say(desk.texts.away, 'warn');
  else if (state === 'signed-out') say(desk.texts.signedOut, 'danger');
  else say(desk.call ? desk.texts.saved : desk.texts.online, 'ok');
}
