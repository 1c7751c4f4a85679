/** What a page keeps of unsent words in the browser's storage. */
export interface KeptText {
  read(): string | null;
  write(text: string): void;
  forget(): void;
}

/**
 * A place in the storage of this tab. A storage that is full, closed or missing costs the safety net, never the work in the form: every failure reads as
 * "nothing kept".
 */
export function keptText(place: string, storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = () => sessionStorage): KeptText {
  const quietly = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      return otherwise;
    }
  };
  return {
    read: () => quietly(() => storage().getItem(place), null),
    write(text) {
      // What was kept before would come back as if it were the newest: rather nothing than an older state.
      if (!quietly(() => (storage().setItem(place, text), true), false)) quietly(() => storage().removeItem(place), undefined);
    },
    forget: () => quietly(() => storage().removeItem(place), undefined),
  };
}

/** A kept record of texts; null for anything that this product has not written. */
export function keptRecord(text: string | null): Record<string, string> | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every((part) => typeof part === 'string');
    return isRecord ? (value as Record<string, string>) : null;
  } catch {
    return null;
  }
}

/** What was typed on this revision and differs from what the form shows; null when nothing of the kind is kept. */
export function waiting(text: string | null, revision: string, before: string): string | null {
  const draft = keptRecord(text);
  return draft?.['fields'] === undefined || draft['revision'] !== revision || draft['fields'] === before ? null : draft['fields'];
}

/** Puts fields back into a form as somebody had filled it in. What the page itself keeps in hidden fields stays, and what was typed or chosen since the page came: it is the later word. */
export function fill(form: HTMLFormElement, fields: URLSearchParams): void {
  const later = new Set([...form.elements].flatMap((control) => (isTouched({ elements: [control] }) ? [(control as HTMLInputElement).name] : [])));
  for (const control of form.elements) {
    if (later.has((control as HTMLInputElement).name)) continue;
    if (control instanceof HTMLInputElement && (control.type === 'checkbox' || control.type === 'radio')) control.checked = fields.getAll(control.name).includes(control.value);
    else if ((control instanceof HTMLInputElement && control.type !== 'hidden') || control instanceof HTMLTextAreaElement || control instanceof HTMLSelectElement) control.value = fields.get(control.name) ?? control.value;
  }
}

/** What of a form's control says whether somebody has used it. */
type Control = { type: string; value: string; defaultValue?: string; checked?: boolean; defaultChecked?: boolean; options?: Iterable<{ selected: boolean; defaultSelected: boolean }> };

/** Whether somebody has typed or chosen before the page's script came; what the page itself keeps in hidden fields does not count. */
export function isTouched(form: { elements: Iterable<unknown> }): boolean {
  return [...form.elements].some((element) => {
    const control = element as Control;
    if (control.type === 'hidden' || control.type === 'file') return false;
    if (control.type === 'checkbox' || control.type === 'radio') return control.checked !== control.defaultChecked;
    if (control.options === undefined) return control.defaultValue !== undefined && control.value !== control.defaultValue;
    const options = [...control.options];
    // Where the server chose none, a list shows its first one.
    const first = options.findIndex((option) => option.defaultSelected);
    return options.some((option, at) => option.selected !== (first < 0 && control.type === 'select-one' ? at === 0 : option.defaultSelected));
  });
}
