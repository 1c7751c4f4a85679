const everyMilliseconds = 1_000;
const isRunning = (state: string) => state === 'QUEUED' || state === 'RUNNING';

/** Moves the bar of a running import; when the import is over the page is loaded again. */
export function mount(element: HTMLElement): void {
  const url = element.dataset['url'];
  if (!url) return;
  const look = async () => {
    const response = await fetch(url, { headers: { accept: 'application/json' } }).catch(() => null);
    if (response?.status === 401 || response?.status === 403) return location.reload();
    const progress = response?.ok ? ((await response.json()) as { state: string; done: number; total: number }) : null;
    if (progress && !isRunning(progress.state)) return location.reload();
    if (progress) draw(element, progress.done, progress.total);
    setTimeout(() => void look(), everyMilliseconds);
  };
  setTimeout(() => void look(), everyMilliseconds);
}

function draw(element: HTMLElement, done: number, total: number): void {
  const bar = element.querySelector('[role=progressbar]');
  const ground = element.querySelector('.bar-ground');
  const text = element.querySelector('.progress-text');
  if (!bar || !ground || !text) return;
  let fill = element.querySelector('.bar-fill');
  if (!fill) {
    fill = ground.cloneNode() as SVGElement;
    fill.setAttribute('class', 'bar-fill');
    ground.after(fill);
  }
  fill.setAttribute('width', `${total > 0 ? Math.min(100, (done / total) * 100) : 0}%`);
  const number = new Intl.NumberFormat(document.documentElement.lang === 'en' ? 'en-GB' : 'vi-VN');
  const counts = [number.format(done), number.format(total)];
  text.textContent = (text.textContent ?? '').replace(/[\d.,]+/g, (old) => counts.shift() ?? old);
  bar.setAttribute('aria-valuenow', String(done));
  bar.setAttribute('aria-valuetext', text.textContent);
}
