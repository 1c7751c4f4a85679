import { handInName } from '../rules/drill.ts';

/** Practice in a lesson: marked without leaving the page, kept as a draft when the page is left, with a gentle clock where there is one. */

const clockKey = 'hoc06-drill-clock';

/** Sends what belongs to the lesson as a form; the same way that all its answers take. */
export type Send = (body: URLSearchParams) => Promise<Response>;

export function keepDrills(root: HTMLElement, send: Send): void {
  const dirty = new Set<string>();
  root.addEventListener('change', ({ target }) => {
    const drill = target instanceof Element ? target.closest<HTMLElement>('[data-drill]') : null;
    if (!drill) return;
    dirty.add(drill.dataset['drill'] ?? '');
    startClock(drill);
  });
  // Enter on a choice would press the first button of the form, which may be that of another practice.
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && /^(radio|checkbox)$/.test(event.target.type)) event.preventDefault();
  });
  addEventListener('submit', (event) => {
    const button = event.submitter;
    const drill = button?.closest<HTMLElement>('[data-drill]');
    if (!(button instanceof HTMLButtonElement) || button.name !== handInName || !drill || drill.dataset['failed']) return;
    event.preventDefault();
    void mark(drill, button, send).then((isMarked) => isMarked && dirty.delete(button.value));
  });
  addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden' || dirty.size === 0) return;
    const drills = [...root.querySelectorAll<HTMLElement>('[data-drill]')].filter((drill) => dirty.has(drill.dataset['drill'] ?? ''));
    dirty.clear();
    void send(new URLSearchParams(drills.flatMap(fieldsIn))).catch(() => undefined);
  });
  for (const drill of root.querySelectorAll<HTMLElement>('[data-drill]')) offerSwitch(drill);
}

function fieldsIn(drill: HTMLElement): [string, string][] {
  const controls = [...drill.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')];
  return controls.filter((control) => !(control instanceof HTMLInputElement) || control.type === 'hidden' || control.checked).map(({ name, value }) => [name, value]);
}

/** Puts the marked card in place of the old one. When that cannot be done, the same button sends the form the plain way. */
async function mark(drill: HTMLElement, button: HTMLButtonElement, send: Send): Promise<boolean> {
  button.disabled = true;
  const response = await send(new URLSearchParams([...fieldsIn(drill), [handInName, button.value]])).catch(() => null);
  const answer = response?.ok ? ((await response.json().catch(() => null)) as { card?: string } | null) : null;
  button.disabled = false;
  if (answer?.card === undefined) {
    const note = drill.querySelector('[data-drill-note]');
    if (note) note.textContent = button.dataset['failed'] ?? '';
    drill.dataset['failed'] = 'yes';
    return false;
  }
  const room = document.createElement('template');
  room.innerHTML = answer.card;
  const marked = room.content.firstElementChild;
  if (!(marked instanceof HTMLElement)) return false;
  drill.replaceWith(marked);
  offerSwitch(marked);
  marked.querySelector<HTMLElement>('[data-drill-result], [data-drill-note]')?.focus();
  return true;
}

/** The time since the first choice. It counts for nothing, and whoever does not want to see it puts it away for good. */
function startClock(drill: HTMLElement): void {
  const place = drill.querySelector<HTMLElement>('[data-elapsed]');
  if (!place || place.dataset['since']) return;
  place.dataset['since'] = String(Date.now());
  const show = () => {
    const seconds = Math.floor((Date.now() - Number(place.dataset['since'])) / 1000);
    place.textContent = (place.dataset['words'] ?? '').replace('{m}', String(Math.floor(seconds / 60))).replace('{s}', String(seconds % 60).padStart(2, '0'));
    if (!place.isConnected) clearInterval(timer);
  };
  const timer = setInterval(show, 1_000);
  show();
}

function offerSwitch(drill: HTMLElement): void {
  const button = drill.querySelector<HTMLElement>('[data-clock-switch]');
  const place = drill.querySelector<HTMLElement>('[data-elapsed]');
  if (!button || !place) return;
  const words = { hide: button.textContent, show: button.dataset['show'] ?? '' };
  const turn = (isOff: boolean) => {
    place.hidden = isOff;
    button.textContent = isOff ? words.show : words.hide;
  };
  button.hidden = false;
  turn(localStorage.getItem(clockKey) === 'off');
  button.addEventListener('click', () => {
    turn(!place.hidden);
    localStorage.setItem(clockKey, place.hidden ? 'off' : 'on');
  });
}
