/** Counts down to the last second that counts. The server said how much was left when it made the page, so that a wrong clock of the device changes nothing. */
export function mount(element: HTMLElement): void {
  const { words = '', over = '' } = element.dataset;
  const end = performance.now() + Number(element.dataset['left'] ?? 0) * 1_000;
  const show = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1_000));
    element.textContent = left > 0 ? words.replace(/\{(\w+)\}/g, (whole, unit: string) => String(partsOf(left)[unit] ?? whole)) : over;
    if (left === 0) clearInterval(timer);
  };
  const timer = setInterval(show, 1_000);
}

/** Seconds as days, hours, minutes and seconds. */
export function partsOf(left: number): Record<string, number> {
  return { days: Math.floor(left / 86_400), hours: Math.floor(left / 3_600) % 24, minutes: Math.floor(left / 60) % 60, seconds: left % 60 };
}
