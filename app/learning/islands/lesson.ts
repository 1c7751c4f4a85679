/** Brings the reader to life: keeps the place, counts active reading, saves answers and the note as they are made. */

import { isTouched } from '../../ui/islands/kept-form.ts';
import { filmPlace, keepFilmPlace } from './film-place.ts';
import { keepDrills } from './lesson-drills.ts';
import { keepScenarios } from './lesson-scenarios.ts';

const reportEvery = 60_000;
const idleAfter = 90_000;

/** Mounts on `[data-island="lesson"]`. */
export function mount(root: HTMLElement): void {
  keepPlace(root);
  keepAnswers(root);
  for (const film of root.querySelectorAll('video')) keepFilmPlace(film, filmPlace(film.currentSrc || film.src));
  const note = root.querySelector<HTMLElement>('[data-note]');
  if (note) keepNote(note);
  takeUpEarly(root);
}

/** What somebody on a slow line chose before this script was there counts as chosen now. */
function takeUpEarly(root: HTMLElement): void {
  for (const control of root.querySelectorAll<HTMLElement>('input, select')) if (isTouched({ elements: [control] })) control.dispatchEvent(new Event('change', { bubbles: true }));
}

function keepPlace(root: HTMLElement): void {
  const prose = root.querySelector<HTMLElement>('#prose');
  const lesson = root.dataset['lesson'];
  if (!prose || !lesson) return;
  let kept = offeredPlace(root);
  let active = 0;
  let since = Date.now();
  let lastSign = Date.now();
  const tick = () => {
    const now = Date.now();
    if (document.visibilityState === 'visible' && now - lastSign < idleAfter) active += now - since;
    since = now;
  };
  const report = () => {
    tick();
    const seconds = Math.round(active / 1000);
    if (seconds < 1) return;
    active = 0;
    const body = JSON.stringify({ lesson, seconds, position: Math.max(kept, placeIn(prose)), key: crypto.randomUUID() });
    navigator.sendBeacon('/beacon', body);
  };
  for (const sign of ['scroll', 'keydown', 'pointerdown', 'pointermove'] as const) addEventListener(sign, () => void (lastSign = Date.now()), { passive: true });
  addEventListener('scroll', () => showPlace(root, prose), { passive: true });
  addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? report() : tick()));
  addEventListener('pagehide', report);
  setInterval(report, reportEvery);
  offerResume(root, prose, () => (kept = 0));
  showPlace(root, prose);
}

/** Where she was, for as long as she has not taken up the offer to go on there: who only opens a lesson must not lose her place. */
function offeredPlace(root: HTMLElement): number {
  return root.querySelector('[data-resume]') ? Number(root.dataset['position'] ?? 0) : 0;
}

/** How far the bottom of the window has come through the prose, in thousandths. */
function placeIn(prose: HTMLElement): number {
  const box = prose.getBoundingClientRect();
  const share = (innerHeight - box.top) / box.height;
  return Math.max(0, Math.min(1000, Math.round(share * 1000)));
}

function showPlace(root: HTMLElement, prose: HTMLElement): void {
  const place = placeIn(prose) / 10;
  root.querySelector('.lesson-hair .bar-fill')?.setAttribute('width', `${place}%`);
  root.querySelector('.lesson-hair [role="progressbar"]')?.setAttribute('aria-valuenow', String(Math.round(place)));
}

function offerResume(root: HTMLElement, prose: HTMLElement, taken: () => void): void {
  const offer = root.querySelector<HTMLElement>('[data-resume]');
  const position = Number(root.dataset['position'] ?? 0);
  if (!offer || location.hash) return;
  offer.hidden = false;
  offer.querySelector('a')?.addEventListener('click', (event) => {
    event.preventDefault();
    const box = prose.getBoundingClientRect();
    scrollTo({ top: scrollY + box.top + (box.height * position) / 1000 - innerHeight });
    offer.hidden = true;
    taken();
  });
}

function keepAnswers(root: HTMLElement): void {
  const address = root.dataset['answers'];
  if (!address) return;
  keepDrills(root, (body) => send(address, body));
  keepScenarios(root, (body) => send(address, body));
  root.addEventListener('change', (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== 'radio' || input.closest('[data-drill]')) return;
    void send(address, new URLSearchParams({ [input.name]: input.value }));
  });
}

function send(address: string, body: URLSearchParams): Promise<Response> {
  return fetch(address, { method: 'POST', body, headers: { Accept: 'application/json' }, keepalive: true });
}

/** Saves two seconds after the last key. Whatever goes wrong, the text stays in the field and the button still works. */
function keepNote(box: HTMLElement): void {
  const area = box.querySelector('textarea');
  const state = box.querySelector<HTMLElement>('[data-note-state]');
  const revision = box.querySelector<HTMLInputElement>('input[name="lesson-note-revision"]');
  if (!area || !state || !revision) return;
  let timer = 0;
  const save = async () => {
    const response = await send(box.dataset['note'] ?? '', new URLSearchParams({ body: area.value, revision: revision.value })).catch(() => null);
    const answer = (await response?.json().catch(() => null)) as { revision?: number; savedAt?: string; say?: Record<string, string>; faults?: Record<string, Record<string, string>> } | null;
    const locale = document.documentElement.lang;
    if (response?.ok && answer?.revision !== undefined) {
      revision.value = String(answer.revision);
      state.textContent = state.dataset['saved'] ?? '';
    } else state.textContent = answer?.say?.[locale] ?? answer?.faults?.['body']?.[locale] ?? state.dataset['failed'] ?? '';
  };
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), 2_000);
  };
  area.addEventListener('input', later);
  // What was written before this script was there would wait for the next key.
  if (area.value !== area.defaultValue) later();
}
