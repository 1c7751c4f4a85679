/** Brings out the buttons that copy a text; without a script the text can be marked by hand. */

const sayMs = 2_000;

/** Mounts on `[data-island="copy"]`. */
export function mount(root: HTMLElement): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const field = root.querySelector<HTMLTextAreaElement>(`textarea[name="${button.dataset['copy']}"]`);
    if (!field) continue;
    button.hidden = false;
    button.addEventListener('click', () => void copy(field).then(() => say(button, root.dataset['copied'] ?? '')));
  }
}

/** The clipboard needs a secure page; elsewhere the text is marked, which copies on old browsers and is one key away on all. */
async function copy(field: HTMLTextAreaElement): Promise<void> {
  field.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value).catch(() => undefined);
  else document.execCommand('copy');
}

function say(button: HTMLButtonElement, word: string): void {
  const label = button.innerHTML;
  button.textContent = word;
  button.setAttribute('aria-live', 'polite');
  setTimeout(() => void (button.innerHTML = label), sayMs);
}
