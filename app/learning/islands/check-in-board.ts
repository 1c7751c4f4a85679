/** Turns the QR code of a room every minute. A board that is not looked at asks for nothing; one that comes back asks at once. */

interface Board {
  size: number;
  path: string;
  code: string;
  seconds: number;
}

/** Mounts on `[data-island="check-in-board"]`. */
export function mount(root: HTMLElement): void {
  const { url } = root.dataset;
  const ink = root.querySelector('[data-qr]');
  const code = root.querySelector('[data-code]');
  if (!url || !ink || !code) return;
  const turn = async () => {
    const response = await fetch(url, { headers: { Accept: 'application/json' }, cache: 'no-store' }).catch(() => null);
    // The session is over, or whoever shows it is signed out: the page says what to do.
    if (response && !response.ok) return location.reload();
    const board = response ? ((await response.json()) as Board) : null;
    if (board) {
      ink.setAttribute('d', board.path);
      ink.closest('svg')?.setAttribute('viewBox', `0 0 ${board.size} ${board.size}`);
      code.textContent = board.code;
      for (const plain of root.querySelectorAll<HTMLElement>('[data-plain]')) plain.hidden = true;
      for (const turning of root.querySelectorAll<HTMLElement>('[data-turning]')) turning.hidden = false;
    }
    setTimeout(() => void turn(), Math.max(1, board?.seconds ?? 5) * 1_000);
  };
  void turn();
}
