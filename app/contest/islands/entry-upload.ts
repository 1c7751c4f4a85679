/** Sends a file in pieces, says how far it is, and goes on where it stopped when the line broke. Without it the form sends the file in one go. */

const pieceBytes = 1_000_000;
const tries = 5;

interface Begun {
  fileId?: string;
  received?: number;
  isComplete?: boolean;
  faults?: Record<string, Record<string, string>>;
  say?: Record<string, string>;
}

/** Mounts on `[data-island="entry-upload"]`. */
export function mount(root: HTMLElement): void {
  const form = root.querySelector('form');
  const input = root.querySelector<HTMLInputElement>('input[type="file"]');
  const state = root.querySelector<HTMLElement>('[data-state]');
  const button = root.querySelector('button');
  if (!form || !input || !state || !button) return;
  form.addEventListener('submit', (event) => {
    const file = input.files?.[0];
    if (!file) return;
    event.preventDefault();
    button.disabled = true;
    void upload(root, file, state).finally(() => void (button.disabled = false));
  });
}

async function upload(root: HTMLElement, file: File, state: HTMLElement): Promise<void> {
  const hash = await hashOf(file);
  const begun = await ask(root.dataset['begin'] ?? '', 'POST', new URLSearchParams({ name: file.name, bytes: String(file.size), ...(hash ? { sha256: hash } : {}) }));
  if (!begun.answer?.fileId) return tell(root, state, begun);
  const address = `${root.dataset['files']}/${begun.answer.fileId}/bytes`;
  let at = begun.answer.received ?? 0;
  for (let failed = 0; failed < tries; ) {
    show(root, state, file, at);
    const sent = await ask(`${address}?offset=${at}`, 'POST', file.slice(at, at + pieceBytes));
    if (sent.answer?.isComplete) return finish(root, state, file);
    if (sent.status === 401 || sent.status === 404 || sent.status === 422) return tell(root, state, sent);
    failed = sent.status === 200 ? 0 : failed + 1;
    // The server knows best how much of it has come.
    at = sent.answer?.received ?? (await ask(address, 'GET')).answer?.received ?? at;
    if (failed > 0) await new Promise((resolve) => setTimeout(resolve, 1_000 * failed));
  }
  state.textContent = root.dataset['sayBroken'] ?? '';
}

/** Larger files are refused anyway; they are not worth the memory. */
const mostHashed = 30_000_000;

/** What seals an upload, so that it may end after the deadline. Without a safe connection browsers have no hashes: then the file must arrive in time. */
async function hashOf(file: File): Promise<string | null> {
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle || file.size > mostHashed) return null;
  const digest = await file.arrayBuffer().then((bytes) => subtle.digest('SHA-256', bytes)).catch(() => null);
  return digest && [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Reply {
  status: number;
  answer: Begun | null;
}

async function ask(address: string, method: string, body?: BodyInit): Promise<Reply> {
  const response = await fetch(address, { method, headers: { Accept: 'application/json' }, ...(body === undefined ? {} : { body }) }).catch(() => null);
  return { status: response?.status ?? 0, answer: (await response?.json().catch(() => null)) as Begun | null };
}

function show(root: HTMLElement, state: HTMLElement, file: File, at: number): void {
  const percent = file.size === 0 ? 0 : Math.floor((at / file.size) * 100);
  state.textContent = (root.dataset['sayProgress'] ?? '').replace('{percent}', String(percent)).replace('{name}', () => file.name);
}

function tell(root: HTMLElement, state: HTMLElement, { status, answer }: Reply): void {
  const locale = document.documentElement.lang;
  const [fault] = Object.values(answer?.faults ?? {});
  state.textContent = status === 401 ? (root.dataset['saySession'] ?? '') : (fault?.[locale] ?? answer?.say?.[locale] ?? root.dataset['sayBroken'] ?? '');
}

function finish(root: HTMLElement, state: HTMLElement, file: File): void {
  state.textContent = (root.dataset['sayFinished'] ?? '').replace('{name}', () => file.name);
  location.assign(`${root.dataset['files']}?done=uploaded`);
}
