/**
 * Plays the pages of a board in their own time. It starts when somebody presses the button and stops again; whoever asked her system for less motion keeps
 * the still pages and gets no button.
 */
export function mount(element: HTMLElement): void {
  const pages = [...element.querySelectorAll<HTMLElement>('.led-page')];
  const seconds = Number(element.dataset['seconds']);
  if (pages.length < 2 || !(seconds > 0) || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'btn btn-ghost', textContent: element.dataset['play'] ?? '' });
  let timer: number | undefined;
  let at = 0;
  const show = (only: number | null) => pages.forEach((page, index) => void (page.hidden = only !== null && index !== only));
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    show(null);
    button.textContent = element.dataset['play'] ?? '';
  };
  button.addEventListener('click', () => {
    if (timer !== undefined) return stop();
    at = 0;
    show(at);
    button.textContent = element.dataset['stop'] ?? '';
    timer = window.setInterval(() => {
      // Its preview was replaced while it played.
      if (!element.isConnected) return clearInterval(timer);
      at = (at + 1) % pages.length;
      show(at);
    }, seconds * 1_000);
  });
  element.prepend(button);
}
