import { vi } from 'vitest';

/**
 * A page small enough for the tests of islands: Node has no browser, and what a browser makes of an island is tested by tests/e2e. Elements have children,
 * attributes and events; selectors are of one element (`li`, `#id`, `.name`, `[data-x="y"]`), several apart by commas.
 */
export class Part extends EventTarget {
  readonly tag: string;
  readonly dataset: Record<string, string> = {};
  readonly attributes = new Map<string, string>();
  children: (Part | string)[] = [];
  parent: Part | null = null;
  hidden = false;
  open = false;
  disabled = false;
  checked = false;
  value = '';
  type = '';
  name = '';
  className = '';
  id = '';
  lang = '';
  isConnected = true;
  focused = 0;
  [extra: string]: unknown;

  constructor(tag: string, traits: Partial<Part> & { data?: Record<string, string> } = {}, ...children: (Part | string)[]) {
    super();
    this.tag = tag;
    const { data = {}, ...rest } = traits;
    Object.assign(this, rest);
    Object.assign(this.dataset, data);
    this.append(...children);
  }
  get parts(): Part[] {
    return this.children.filter((child): child is Part => child instanceof Part);
  }
  /** Of a form. */
  get elements(): Part[] {
    return this.querySelectorAll('input, select, textarea, button');
  }
  get childNodes() {
    return this.children;
  }
  get firstElementChild(): Part | null {
    return this.parts[0] ?? null;
  }
  get textContent(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : child.textContent)).join('');
  }
  set textContent(text: string) {
    this.children = text === '' ? [] : [text];
  }
  /** Markup is not parsed: it reads back as what was put in. */
  get innerHTML(): string {
    return this.children.map((child) => (typeof child === 'string' ? child : `<${child.tag}>${child.innerHTML}</${child.tag}>`)).join('');
  }
  set innerHTML(markup: string) {
    this.children = [markup];
  }
  append(...children: (Part | string)[]): void {
    for (const child of children) if (child instanceof Part) child.parent = this;
    this.children.push(...children);
  }
  prepend(...children: (Part | string)[]): void {
    for (const child of children) if (child instanceof Part) child.parent = this;
    this.children.unshift(...children);
  }
  before(...siblings: (Part | string)[]): void {
    this.parent?.children.splice(this.parent.children.indexOf(this), 0, ...siblings);
  }
  replaceChildren(...children: (Part | string)[]): void {
    this.children = [];
    this.append(...children);
  }
  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
    if (name === 'hidden') this.hidden = false;
  }
  querySelectorAll(selector: string): Part[] {
    return this.parts.flatMap((part) => [...(part.matches(selector) ? [part] : []), ...part.querySelectorAll(selector)]);
  }
  querySelector(selector: string): Part | null {
    return this.querySelectorAll(selector)[0] ?? null;
  }
  getElementById(id: string): Part | null {
    return this.querySelector(`#${id}`);
  }
  matches(selector: string): boolean {
    return selector.split(',').some((one) => this.#isOne(one.trim()));
  }
  closest(selector: string): Part | null {
    return this.matches(selector) ? this : (this.parent?.closest(selector) ?? null);
  }
  focus(): void {
    this.focused += 1;
  }
  select(): void {
    this.focus();
  }
  scrollIntoView(): void {}
  /** What a person does: the event rises to the parents. @returns false when somebody has taken it over */
  fire(type: string, traits: Record<string, unknown> = {}): boolean {
    const event = Object.assign(new Event(type, { cancelable: true }), traits);
    Object.defineProperty(event, 'target', { value: this });
    this.rise(event);
    return !event.defaultPrevented;
  }
  rise(event: Event): void {
    this.dispatchEvent(event);
    this.parent?.rise(event);
  }
  #isOne(selector: string): boolean {
    const not = /:not\((.*)\)$/.exec(selector);
    if (not) return this.#isOne(selector.slice(0, not.index)) && !this.#isOne(not[1] ?? '');
    const [, tag = '', rest = ''] = /^([\w-]*)(.*)$/.exec(selector) ?? [];
    if (tag !== '' && tag !== this.tag) return false;
    return [...rest.matchAll(/#([\w-]+)|\.([\w-]+)|\[([\w-]+)(?:="?([^"\]]*)"?)?\]/g)].every(([, id, name, attribute, wanted]) => {
      if (id) return this.id === id;
      if (name) return this.className.split(' ').includes(name);
      const has = this.#attribute(attribute ?? '');
      return has !== null && (wanted === undefined || has === wanted);
    });
  }
  #attribute(name: string): string | null {
    if (name.startsWith('data-')) return this.dataset[name.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] ?? null;
    if (name === 'type' || name === 'name') return this[name] || null;
    return this.attributes.get(name) ?? null;
  }
}

/** As an island is mounted. */
export const asElement = (part: Part): HTMLElement => part as unknown as HTMLElement;

/** Makes a page's globals; they go when the test is over. Time moves only when the test says so. */
export function openPage(body: Part, globals: Record<string, unknown> = {}): { document: Part & { activeElement: Part | null } } {
  const document = Object.assign(new Part('html', { lang: 'vi' }, body), { activeElement: null as Part | null, body, createElement: (tag: string) => new Part(tag), execCommand: () => true });
  vi.useFakeTimers();
  for (const [name, value] of Object.entries({ document, window: globalThis, location: { href: 'https://hoc06.vi-du.vn/trang', pathname: '/trang', assign: () => undefined }, ...globals })) vi.stubGlobal(name, value);
  return { document };
}

/** To be called after each test that has opened a page. */
export function closePage(): void {
  vi.useRealTimers();
  vi.unstubAllGlobals();
}
