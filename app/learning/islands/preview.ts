/** Reloads an editor's preview when the file on disk has changed. Only pages of a development server carry it. */

const askEvery = 1_000;

/** Mounts on `[data-island="preview"]`. */
export function mount(root: HTMLElement): void {
  const { state, etag } = root.dataset;
  if (!state || !etag) return;
  const ask = async () => {
    if (document.visibilityState === 'hidden') return;
    const response = await fetch(state, { headers: { 'If-None-Match': etag, Accept: 'application/json' }, cache: 'no-store' }).catch(() => null);
    if (response?.status === 204) location.reload();
  };
  setInterval(() => void ask(), askEvery);
}
