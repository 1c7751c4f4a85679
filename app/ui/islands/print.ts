/** Brings out the button that opens the browser's own dialog for printing. */
export function mount(button: HTMLElement): void {
  button.hidden = false;
  button.addEventListener('click', () => globalThis.print());
}
