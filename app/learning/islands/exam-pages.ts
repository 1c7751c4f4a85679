import { drawCheck, type FormState } from './exam-check.ts';
import type { Fields } from './exam-queue.ts';
import type { ExamTexts } from './exam-texts.ts';

type Control = HTMLInputElement | HTMLSelectElement;

type Turn = 'push' | 'replace' | 'silent';

/** The questions of the page, one of which is shown, and the check leaf after them: turning a leaf needs no request. */
export interface ExamPages {
  forms: ReadonlyMap<number, HTMLFormElement>;
  show(question: number, how?: Turn): void;
  showCheck(how?: Turn): void;
  /** Brings the navigator in line with what a form holds. */
  mark(question: number): void;
}

export function findPages(root: HTMLElement, texts: ExamTexts): ExamPages {
  const forms = new Map([...root.querySelectorAll<HTMLFormElement>('form[data-question]')].map((form) => [Number(form.dataset['question']), form]));
  const links = new Map([...root.querySelectorAll<HTMLAnchorElement>('.nav-item')].map((link) => [questionOf(link.href), link]));
  const mark = (question: number) => {
    const form = forms.get(question);
    const link = links.get(question);
    if (!form || !link) return;
    const state = stateOf(controlsOf(form));
    const isFlagged = isFlaggedIn(form);
    link.classList.toggle('nav-answered', state === 'answered');
    link.classList.toggle('nav-empty', state !== 'answered');
    drawFlag(link, isFlagged);
    link.setAttribute('aria-label', [texts.item.replace('{n}', String(question)), texts[state], isFlagged ? texts.flagged : ''].filter(Boolean).join('. '));
    const progress = root.querySelector('[data-progress]');
    const answered = [...forms.values()].filter((each) => stateOf(controlsOf(each)) === 'answered').length;
    if (progress) progress.textContent = texts.progress.replace('{n}', String(answered)).replace('{total}', String(forms.size));
  };
  const [questions, check] = ['questions', 'check'].map((leaf) => root.querySelector<HTMLElement>(`[data-leaf=${leaf}]`));
  const show = (question: number, how: Turn = 'push') => {
    const shown = forms.get(question);
    if (!shown) return;
    turnTo(questions, check);
    for (const form of forms.values()) form.hidden = form !== shown;
    for (const link of links.values()) link.removeAttribute('aria-current');
    links.get(question)?.setAttribute('aria-current', 'step');
    if (how === 'push') history.pushState(null, '', `${attemptPath()}?q=${question}`);
    if (how !== 'silent') readFrom(root, shown, shown.querySelector<HTMLElement>('.question-text'));
  };
  const showCheck = (how: Turn = 'push') => {
    if (!check) return;
    drawCheck(check, [...forms.values()].map((form) => ({ state: stateOf(controlsOf(form)), isFlagged: isFlaggedIn(form) })), texts);
    turnTo(check, questions);
    if (how === 'push') history.pushState(null, '', `${attemptPath()}/check`);
    readFrom(root, check, check.querySelector('h1'));
  };
  return { forms, show, showCheck, mark };
}

function turnTo(leaf: HTMLElement | null | undefined, other: HTMLElement | null | undefined): void {
  if (leaf) leaf.hidden = false;
  if (other) other.hidden = true;
}

/** Puts the reader, her eyes and her keyboard, at the heading of the leaf that was turned to. */
function readFrom(root: HTMLElement, shown: HTMLElement, heading: HTMLElement | null): void {
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
  root.scrollIntoView({ block: 'start' });
  // Where the window is low (strong zoom), title and time would fill it.
  if (heading && heading.getBoundingClientRect().bottom > innerHeight) shown.scrollIntoView({ block: 'start' });
}

function attemptPath(): string {
  return location.pathname.replace(/\/check$/, '');
}

/** Whether an address is that of the check leaf. */
export function isCheck(address: string): boolean {
  return new URL(address, location.href).pathname.endsWith('/check');
}

function isFlaggedIn(form: HTMLFormElement): boolean {
  return form.querySelector<HTMLInputElement>('input[name=flag]')?.checked ?? false;
}

/** The question that an address of this page points at. */
export function questionOf(address: string): number {
  return Number(new URL(address, location.href).searchParams.get('q') ?? 1);
}

/** What the form would send, without its buttons. */
export function fieldsOf(form: HTMLFormElement): Fields {
  return [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === 'string');
}

/** Puts fields that an earlier page could not send back into the form. */
export function fillForm(form: HTMLFormElement, fields: Fields): void {
  for (const control of form.querySelectorAll<Control>('input:not([type=hidden]), select')) {
    const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox')) control.checked = values.includes(control.value);
    else control.value = values[0] ?? '';
  }
}

function controlsOf(form: HTMLFormElement): { kind: 'row' | 'tick' | 'text'; isFilled: boolean }[] {
  return [...form.querySelectorAll<Control>('select, input[name^=answer]')].map((control) => {
    if (control instanceof HTMLSelectElement) return { kind: 'row', isFilled: control.value !== '' };
    if (control.type === 'text') return { kind: 'text', isFilled: control.value.trim() !== '' };
    return { kind: 'tick', isFilled: control.checked };
  });
}

/** Rows must all be filled; of options one is enough. */
export function stateOf(controls: readonly { kind: 'row' | 'tick' | 'text'; isFilled: boolean }[]): FormState {
  const filled = controls.filter((control) => control.isFilled).length;
  if (filled === 0) return 'empty';
  return controls.some((control) => control.kind === 'row') && filled < controls.length ? 'partial' : 'answered';
}

/**
 * Choosing a place that another item holds swaps the two, so that each place is used once. It counts from how things stood when the
 * select was come to: arrow keys pass over places on their way, and what they only passed over goes back.
 */
export function swapPlaces(root: HTMLElement): void {
  for (const group of root.querySelectorAll<HTMLElement>('[data-places]')) {
    const selects = [...group.querySelectorAll('select')];
    const read = () => selects.map((select) => select.value);
    let current: EventTarget | null = null;
    let [before, now] = [read(), read()];
    // Not every browser gives a select the focus when it is clicked.
    const comeTo = (select: EventTarget | null) => {
      if (select !== current) before = now;
      current = select;
    };
    group.addEventListener('focusin', ({ target }) => comeTo(target));
    group.addEventListener('focusout', () => (current = null));
    group.addEventListener('change', ({ target }) => {
      comeTo(target);
      const changed = target as HTMLSelectElement;
      now = swapped(before, selects.indexOf(changed), changed.value);
      for (const [at, select] of selects.entries()) select.value = now[at] ?? '';
    });
  }
}

/** The places after one item took a place: whoever held it gets the old one. */
export function swapped(places: readonly string[], at: number, place: string): string[] {
  return places.map((held, other) => (other === at ? place : place !== '' && held === place ? (places[at] ?? '') : held));
}

function drawFlag(link: HTMLElement, isFlagged: boolean): void {
  const drawn = link.querySelector('.icon');
  link.classList.toggle('nav-flagged', isFlagged);
  if (!isFlagged) drawn?.remove();
  else if (!drawn) link.insertAdjacentHTML('beforeend', '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><use href="/icons.svg#flag"></use></svg>');
}
