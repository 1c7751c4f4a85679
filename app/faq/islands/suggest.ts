/** Suggests questions while one types: a combobox with a list, by the pattern of the ARIA authoring practices. Without it the form simply searches. */

const wait = 150;
const shortest = 2;

interface Suggestion {
  slug: string;
  question: string;
}

/** Mounts on `[data-island="suggest"]`, which carries the address of the suggestions and its words. */
export function mount(root: HTMLElement): void {
  const input = root.querySelector<HTMLInputElement>('input[type="search"]');
  const said = root.querySelector<HTMLElement>('[data-said]');
  if (!input || !said) return;
  const list = listBelow(input, root.dataset['list'] ?? '');
  const box = new Combobox(root, input, list, said);
  input.addEventListener('input', (event) => box.typed((event as InputEvent).isComposing));
  input.addEventListener('compositionend', () => box.typed(false));
  input.addEventListener('keydown', (event) => box.pressed(event));
  input.addEventListener('blur', () => box.close());
  // A press on the list must not take the focus from the field, or the list would be gone before the click.
  list.addEventListener('mousedown', (event) => event.preventDefault());
}

function listBelow(input: HTMLInputElement, label: string): HTMLElement {
  const list = document.createElement('ul');
  Object.assign(list, { id: `${input.id}-suggestions`, className: 'suggest-list', hidden: true });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', label);
  input.form?.append(list);
  return list;
}

/** Up and down in a ring: one place before the first is the field itself, with what was typed. */
export function nextPlace(active: number, step: 1 | -1, count: number): number {
  return ((active + 1 + step + count + 1) % (count + 1)) - 1;
}

function open(option: HTMLElement | undefined): void {
  if (option?.dataset['href']) location.assign(option.dataset['href']);
}

class Combobox {
  readonly #root: HTMLElement;
  readonly #input: HTMLInputElement;
  readonly #list: HTMLElement;
  readonly #said: HTMLElement;
  #timer = 0;
  #call: AbortController | null = null;
  #active = -1;

  constructor(root: HTMLElement, input: HTMLInputElement, list: HTMLElement, said: HTMLElement) {
    [this.#root, this.#input, this.#list, this.#said] = [root, input, list, said];
    const roles = { role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id, 'aria-haspopup': 'listbox' };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
  }

  /** While an input method is still making a letter, nothing is asked. */
  typed(isComposing: boolean): void {
    clearTimeout(this.#timer);
    this.#call?.abort();
    if (isComposing) return;
    if (this.#input.value.trim().length < shortest) return this.close();
    this.#timer = window.setTimeout(() => void this.#ask(this.#input.value), wait);
  }

  pressed(event: KeyboardEvent): void {
    const options = this.#options();
    if (event.isComposing) return;
    if (event.key === 'Escape' && !this.#list.hidden) {
      event.preventDefault();
      this.close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && options.length > 0) {
      event.preventDefault();
      if (this.#list.hidden) this.#show(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#choose(nextPlace(this.#active, step, options.length));
    } else if (event.key === 'Enter' && this.#active >= 0 && !this.#list.hidden) {
      event.preventDefault();
      open(options[this.#active]);
    } else if (event.key === 'Tab' || event.key === 'Enter') this.close();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#call?.abort();
    this.#show(false);
    this.#choose(-1);
  }

  async #ask(question: string): Promise<void> {
    const call = new AbortController();
    this.#call = call;
    const url = `${this.#root.dataset['url']}?q=${encodeURIComponent(question)}`;
    const answer = await fetch(url, { headers: { Accept: 'application/json' }, signal: call.signal }).catch(() => null);
    const body = answer?.ok ? ((await answer.json().catch(() => null)) as { suggestions?: Suggestion[] } | null) : null;
    if (call.signal.aborted || document.activeElement !== this.#input) return;
    // Nothing found is something the server says; without an answer nothing is said.
    if (!body) return this.close();
    this.#draw(body.suggestions ?? []);
  }

  #draw(suggestions: readonly Suggestion[]): void {
    this.#choose(-1);
    this.#list.replaceChildren(...suggestions.map(({ slug, question }, at) => {
      const option = document.createElement('li');
      Object.assign(option, { id: `${this.#list.id}-${at}`, lang: 'vi', textContent: question });
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.dataset['href'] = `/help/${encodeURIComponent(slug)}`;
      option.addEventListener('click', () => open(option));
      return option;
    }));
    this.#show(suggestions.length > 0);
    const words = suggestions.length > 0 ? this.#root.dataset['count']?.replace('{count}', String(suggestions.length)) : this.#root.dataset['none'];
    this.#said.textContent = words ?? '';
  }

  #show(isShown: boolean): void {
    this.#list.hidden = !isShown;
    this.#input.setAttribute('aria-expanded', String(isShown));
  }

  #choose(at: number): void {
    this.#active = at;
    for (const [place, option] of this.#options().entries()) option.setAttribute('aria-selected', String(place === at));
    const chosen = this.#options()[at];
    if (chosen) this.#input.setAttribute('aria-activedescendant', chosen.id);
    else this.#input.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  #options(): HTMLElement[] {
    return [...this.#list.querySelectorAll<HTMLElement>('[role="option"]')];
  }
}
