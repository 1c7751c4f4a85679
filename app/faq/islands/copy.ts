/** Brings out the buttons that copy a text; without a script the text can be marked by hand. */

const sayMs = 2_000;

/** Mounts on `[data-island="copy"]`. */
export function mount(root: HTMLElement): void {
  for (const button of root.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    const field = root.querySelector<HTMLTextAreaElement>(`textarea[name="${button.dataset['copy']}"]`);
    if (!field) continue;
    button.hidden = false;
    // A word said a second time must not take itself for what the button was called.
    const label = button.innerHTML;
    let timer: ReturnType<typeof setTimeout> | undefined;
    button.addEventListener('click', () => void copy(field).then((isCopied) => {
      clearTimeout(timer);
      button.textContent = (isCopied ? root.dataset['copied'] : root.dataset['marked']) ?? '';
      button.setAttribute('aria-live', 'polite');
      timer = setTimeout(() => void (button.innerHTML = label), sayMs);
    }));
  }
}

/** The clipboard needs a secure page and leave; elsewhere the text is marked, which copies on old browsers and is one key away on all, and the button says so. @returns whether it was copied */
async function copy(field: HTMLTextAreaElement): Promise<boolean> {
  field.select();
  if (!navigator.clipboard) return document.execCommand('copy');
  return navigator.clipboard.writeText(field.value).then(() => true, () => false);
}
