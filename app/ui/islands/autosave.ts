import { fill, isTouched, keptText, waiting, type KeptText } from './kept-form.ts';

/** A form that saves itself: two seconds after the last key, with a counter where there is one, and without ever losing what was typed. Its page answers scripts with the new revisions, or with why not. */

const waitMs = 2_000;
/** A line that has gone silent must not hold a button for ever. */
const patienceMs = 10_000;
const pause = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds));

interface Answer {
  ok?: boolean;
  revision?: number;
  entryRevision?: number;
  conflict?: unknown;
  faults?: Record<string, Record<string, string>>;
}

/** Mounts on `[data-island="autosave"]`. */
export function mount(root: HTMLElement): void {
  const form = root.querySelector<HTMLFormElement>('form');
  const state = root.querySelector<HTMLElement>('[data-state]');
  if (!form || !state || form.querySelector('fieldset:disabled')) return;
  const kept = placeOf(root);
  const isEarly = isTouched(form);
  if (restore(kept, form)) state.textContent = root.dataset['sayRestored'] ?? '';
  count(form);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const savings = inTurn(() => save(root, form, { state, kept }));
  form.addEventListener('submit', (event) => {
    // What a click sends must not be saved a second time behind it.
    clearTimeout(timer);
    savings.holdBack(form, event);
  });
  const keep = () => {
    count(form);
    kept.write(JSON.stringify({ revision: revisionOf(form), fields: fieldsOf(form) }));
    clearTimeout(timer);
    // After a conflict the two texts stand on the page, and a person decides.
    if (!document.querySelector('#theirs, #stored-now')) timer = setTimeout(savings.start, waitMs);
  };
  form.addEventListener('input', keep);
  // On a slow line somebody writes before this script is there; nobody would save that until the next key.
  if (isEarly) keep();
}

/** Savings one after the other, and a pressed button after them: each needs the revision that the one before brings, or the same words would look like somebody else's. */
function inTurn(saveOnce: () => Promise<void>) {
  let last = Promise.resolve();
  let open = 0;
  let isHeld = false;
  let isLetGo = false;
  return {
    start(): void {
      open += 1;
      last = last.then(saveOnce).finally(() => void (open -= 1));
    },
    holdBack(form: HTMLFormElement, event: SubmitEvent): void {
      if (open === 0 || isLetGo) return;
      event.preventDefault();
      if (isHeld) return;
      isHeld = true;
      const { submitter } = event;
      void Promise.race([last, pause(patienceMs)]).then(() => {
        isLetGo = true;
        form.requestSubmit(submitter);
        isHeld = isLetGo = false;
      });
    },
  };
}

function count(form: HTMLFormElement): void {
  const [area, shown] = [form.querySelector('textarea'), form.querySelector<HTMLElement>('[data-count]')];
  if (area && shown) shown.textContent = (shown.dataset['count'] ?? '').replace('{count}', area.value.normalize('NFC').length.toLocaleString(document.documentElement.lang));
}

async function save(root: HTMLElement, form: HTMLFormElement, { state, kept }: { state: HTMLElement; kept: KeptText }): Promise<void> {
  const say = (key: string) => void (state.textContent = root.dataset[`say${key}`] ?? '');
  say('Saving');
  const sent = snapshot(form);
  const response = await fetch(location.pathname, { method: 'POST', body: new URLSearchParams(sent), headers: { Accept: 'application/json' } }).catch(() => null);
  const answer = (await response?.json().catch(() => null)) as Answer | null;
  if (response?.status === 401) return say('Session');
  if (response?.ok && answer?.ok) {
    set(form, 'revision', answer.revision);
    set(form, 'entryRevision', answer.entryRevision);
    if (same(sent, snapshot(form))) kept.forget();
    return say('Saved');
  }
  // Somebody else was faster: both texts are shown to whoever presses the button.
  if (answer?.conflict) return say('Conflict');
  const [fault] = Object.values(answer?.faults ?? {});
  state.textContent = fault?.[document.documentElement.lang] ?? root.dataset['sayFailed'] ?? '';
}

function set(form: HTMLFormElement, name: string, value: number | undefined): void {
  const field = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  if (field && value !== undefined) field.value = String(value);
}

type Pairs = [string, string][];

const snapshot = (form: HTMLFormElement): Pairs => [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
const ownFields = new Set(['revision', 'entryRevision', 'next']);
const typedPairs = (pairs: Pairs) => pairs.filter(([name]) => !ownFields.has(name));
const same = (a: Pairs, b: Pairs) => JSON.stringify(typedPairs(a)) === JSON.stringify(typedPairs(b));
const placeOf = (root: HTMLElement) => keptText(`hoc06.autosave.${root.dataset['keep'] ?? ''}`);
const fieldsOf = (form: HTMLFormElement) => new URLSearchParams(typedPairs(snapshot(form))).toString();
const revisionOf = (form: HTMLFormElement) => String(new FormData(form).get('revision') ?? '');

/** Puts back what was typed on the same revision and never arrived, and says so. A form that came back from the server already holds it. */
function restore(kept: KeptText, form: HTMLFormElement): boolean {
  const fields = document.querySelector('.error-summary') ? null : waiting(kept.read(), revisionOf(form), fieldsOf(form));
  if (fields === null) kept.forget();
  else fill(form, new URLSearchParams(fields));
  return fields !== null;
}
