import { isTouched, keptRecord, keptText, type KeptText } from '../../ui/islands/kept-form.ts';
import { spokenSeconds, syllables } from '../../platform/text/spoken.ts';
import { answerHtml } from '../rules/answer-body.ts';

/** The form of a draft: shows the page while it is typed, says how long the short form takes, and keeps unsaved words through a reload. */

const waitMs = 150;

/** Mounts on `[data-island="draft"]`. */
export function mount(root: HTMLElement): void {
  const form = root.querySelector('form');
  if (!form) return;
  const kept = keptText(`hoc06.draft.${root.dataset['keep'] ?? ''}`);
  const isEarly = isTouched(form);
  restore(root, form, kept);
  const draw = () => preview(root, form);
  const keep = () => kept.write(JSON.stringify(Object.fromEntries(fieldsOf(form).map((field) => [field.name, field.value]))));
  let timer: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener('input', () => {
    keep();
    clearTimeout(timer);
    timer = setTimeout(draw, waitMs);
  });
  // On a slow line somebody writes before this script is there; nobody would keep that until the next key.
  if (isEarly) keep();
  // A saved draft comes back under another revision, so its kept words are simply never asked for; a new answer has no such name.
  form.addEventListener('submit', () => root.dataset['keep'] === 'new' && kept.forget());
  draw();
}

const textOf = (form: HTMLFormElement, name: string) => String(new FormData(form).get(name) ?? '').normalize('NFC');

/** The same guard draws here and on the server; typed text reaches the page only through it. */
function preview(root: HTMLElement, form: HTMLFormElement): void {
  const part = (name: string) => root.querySelector<HTMLElement>(`[data-preview="${name}"]`);
  const { live = '', empty = '' } = root.dataset;
  const [short, body, state] = [part('short'), part('body')?.firstElementChild, part('state')];
  if (short) short.textContent = textOf(form, 'short').trim() || empty;
  if (body) body.innerHTML = answerHtml(textOf(form, 'body'));
  if (state && live) state.textContent = live;
  const spoken = form.querySelector<HTMLElement>('[data-spoken]');
  if (spoken) spoken.textContent = (spoken.dataset['spoken'] ?? '').replace('{seconds}', String(spokenSeconds(textOf(form, 'short')))).replace('{syllables}', String(syllables(textOf(form, 'short'))));
}

const fieldsOf = (form: HTMLFormElement) => [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('input[name]:not([type="hidden"]), textarea, select')];

/** Puts back what was typed and not sent, and says so. A form that came back from the server already holds it. */
function restore(root: HTMLElement, form: HTMLFormElement, kept: KeptText): void {
  if (document.querySelector('.error-summary')) return kept.forget();
  const values = keptRecord(kept.read());
  if (!values) return;
  let isChanged = false;
  for (const field of fieldsOf(form)) {
    const value = values[field.name];
    // What was typed since the page came is the later word.
    if (value === undefined || value === field.value || isTouched({ elements: [field] })) continue;
    field.value = value;
    isChanged = true;
  }
  if (!isChanged) return;
  const note = document.createElement('p');
  note.className = 'notice notice-info';
  note.setAttribute('role', 'status');
  note.textContent = root.dataset['restored'] ?? '';
  root.before(note);
}
