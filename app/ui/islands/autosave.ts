/** A form that saves itself: two seconds after the last key, with a counter where there is one, and without ever losing what was typed. Its page answers scripts with the new revisions, or with why not. */

const waitMs = 2_000;

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
  restore(root, form, state);
  count(form);
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What a click sends must not be saved a second time behind it.
  form.addEventListener('submit', () => clearTimeout(timer));
  form.addEventListener('input', () => {
    count(form);
    keep(root, form);
    clearTimeout(timer);
    // After a conflict the two texts stand on the page, and a person decides.
    if (!document.querySelector('#theirs, #stored-now')) timer = setTimeout(() => void save(root, form, state), waitMs);
  });
}

function count(form: HTMLFormElement): void {
  const [area, shown] = [form.querySelector('textarea'), form.querySelector<HTMLElement>('[data-count]')];
  if (area && shown) shown.textContent = (shown.dataset['count'] ?? '').replace('{count}', area.value.normalize('NFC').length.toLocaleString(document.documentElement.lang));
}

async function save(root: HTMLElement, form: HTMLFormElement, state: HTMLElement): Promise<void> {
  const say = (key: string) => void (state.textContent = root.dataset[`say${key}`] ?? '');
  say('Saving');
  const sent = snapshot(form);
  const response = await fetch(location.pathname, { method: 'POST', body: new URLSearchParams(sent), headers: { Accept: 'application/json' } }).catch(() => null);
  const answer = (await response?.json().catch(() => null)) as Answer | null;
  if (response?.status === 401) return say('Session');
  if (response?.ok && answer?.ok) {
    set(form, 'revision', answer.revision);
    set(form, 'entryRevision', answer.entryRevision);
    if (same(sent, snapshot(form))) forget(root);
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
const keyOf = (root: HTMLElement) => `hoc06.autosave.${root.dataset['keep'] ?? ''}`;

function keep(root: HTMLElement, form: HTMLFormElement): void {
  try {
    sessionStorage.setItem(keyOf(root), JSON.stringify({ revision: field(form, 'revision'), pairs: typedPairs(snapshot(form)) }));
  } catch {
    // A full or closed storage costs the safety net, not the work in the form.
  }
}

function forget(root: HTMLElement): void {
  sessionStorage.removeItem(keyOf(root));
}

const field = (form: HTMLFormElement, name: string) => String(new FormData(form).get(name) ?? '');

/** Puts back what was typed on the same revision and never arrived, and says so. A form that came back from the server already holds it. */
function restore(root: HTMLElement, form: HTMLFormElement, state: HTMLElement): void {
  const kept = sessionStorage.getItem(keyOf(root));
  if (!kept) return;
  const { revision, pairs } = JSON.parse(kept) as { revision: string; pairs: Pairs };
  if (document.querySelector('.error-summary') || revision !== field(form, 'revision') || same(pairs, snapshot(form))) return forget(root);
  for (const [name, text] of pairs) {
    const held = form.elements.namedItem(name);
    if (held instanceof HTMLTextAreaElement || held instanceof HTMLSelectElement || (held instanceof HTMLInputElement && !['checkbox', 'radio', 'hidden'].includes(held.type))) held.value = text;
  }
  state.textContent = root.dataset['sayRestored'] ?? '';
}
