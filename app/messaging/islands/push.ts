import { firstState, isMadeWith, keyBytes, wordsOf, type PushState } from './push-state.ts';

const workerUrl = '/service-worker.js';
const json = { accept: 'application/json' };

/** Refused in words that the person should read. */
class Refused extends Error {}

/** Mounts on `[data-island="push"]`: turns notices on this device on and off. */
export function mount(root: HTMLElement): void {
  const { key = '' } = root.dataset;
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return show(root, 'unsupported');
  const turn = (work: () => Promise<void>, done: PushState, failed: PushState) => async () => {
    show(root, 'busy', { focus: true });
    try {
      await work();
      show(root, Notification.permission === 'denied' ? 'denied' : done, { focus: true });
    } catch (error) {
      show(root, Notification.permission === 'denied' ? 'denied' : failed, { focus: true, say: error instanceof Refused ? error.message : null });
    }
  };
  const turnOn = turn(() => subscribe(root, key), 'on', 'failed');
  const turnOff = turn(() => unsubscribe(root), 'off', 'failed-off');
  root.addEventListener('click', (event) => {
    const to = (event.target as Element).closest<HTMLElement>('[data-turn]')?.dataset['turn'];
    if (to) void (to === 'on' ? turnOn() : turnOff());
  });
  void look(root, key).catch(() => show(root, 'off'));
}

/** Shows how this device stands. A browser that got a new address without our hearing of it tells it now. */
async function look(root: HTMLElement, key: string): Promise<void> {
  const { known } = root.dataset;
  const subscription = await current();
  const isSubscribed = subscription !== null && isMadeWith(subscription.options.applicationServerKey, key);
  const state = firstState({ permission: Notification.permission, isSubscribed, isKnown: known !== undefined });
  if (state === 'on' && subscription && (await hashOf(subscription.endpoint)) !== known) await tell(root, subscription);
  show(root, state);
}

async function current(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

async function subscribe(root: HTMLElement, key: string): Promise<void> {
  // First, while the browser still takes it for the answer to a press.
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('not allowed');
  await navigator.serviceWorker.register(workerUrl);
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  if (old && !isMadeWith(old.options.applicationServerKey, key)) await old.unsubscribe();
  await tell(root, await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: keyBytes(key) }));
}

async function tell(root: HTMLElement, subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  const body = new URLSearchParams({ endpoint: endpoint ?? '', p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' });
  const response = await fetch('/account/devices', { method: 'POST', headers: json, body });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(wordsOf(answer, document.documentElement.lang) ?? '');
  root.dataset['device'] = (answer as { id: string }).id;
}

/** The server first: a browser that stays subscribed is only asked again, but a server that goes on sending would show what nobody wants. */
async function unsubscribe(root: HTMLElement): Promise<void> {
  const { device } = root.dataset;
  if (device) {
    const response = await fetch(`/account/devices/${device}/removal`, { method: 'POST', headers: json, body: new URLSearchParams(), redirect: 'manual' });
    if (!response.ok && response.type !== 'opaqueredirect' && response.status !== 404) throw new Refused(wordsOf(await response.json().catch(() => null), document.documentElement.lang) ?? '');
  }
  delete root.dataset['device'];
  delete root.dataset['known'];
  await (await current())?.unsubscribe();
}

async function hashOf(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function show(root: HTMLElement, state: PushState, { focus = false, say }: { focus?: boolean; say?: string | null } = {}): void {
  for (const block of root.querySelectorAll<HTMLElement>('[data-push]')) block.hidden = block.dataset['push'] !== state;
  const shown = root.querySelector<HTMLElement>(`[data-push="${state}"]`);
  const words = shown?.querySelector('[data-say]');
  if (words && say) words.textContent = say;
  if (focus) shown?.focus();
}
