/** Makes the frame of a mail as high as the mail, again whenever its width changes or its fold is opened. Without it the frame scrolls. */
export function mount(frame: HTMLElement): void {
  if (!(frame instanceof HTMLIFrameElement)) return;
  const fit = () => {
    const height = frame.contentDocument?.body?.getBoundingClientRect().height ?? 0;
    // In a closed fold nothing has a height.
    if (height > 0) frame.style.height = `${Math.ceil(height) + frame.offsetHeight - frame.clientHeight}px`;
  };
  frame.addEventListener('load', fit);
  new ResizeObserver(fit).observe(frame);
  fit();
}
