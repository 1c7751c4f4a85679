import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';

type Handler = (event: Record<string, unknown>) => void;
interface Shown {
  title: string;
  options: { body: string; tag: string; lang: string; renotify: boolean; requireInteraction: boolean; data: { url: string } };
}

/**
 * Runs the real file of public/ in a context that stands in for a browser's worker: Node has none. What a browser makes of it is tested by
 * tests/e2e/messaging/push.spec.ts.
 */
function worker({ windows = [] as string[], key = 'BK' as string | null, status = 200 } = {}) {
  const handlers = new Map<string, Handler>();
  const seen = { shown: [] as Shown[], opened: [] as string[], focused: [] as string[], sent: [] as Record<string, string>[], asked: [] as unknown[], ended: 0 };
  const subscriptionAt = (endpoint: string) => ({ toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }), unsubscribe: async () => void (seen.ended += 1) });
  const self = {
    addEventListener: (name: string, handler: Handler) => void handlers.set(name, handler),
    skipWaiting: async () => undefined,
    clients: {
      claim: async () => undefined,
      matchAll: async () => windows.map((url) => ({ url, focus: () => void seen.focused.push(url) })),
      openWindow: async (url: string) => void seen.opened.push(url),
    },
    registration: {
      showNotification: async (title: string, options: Shown['options']) => void seen.shown.push({ title, options }),
      pushManager: { subscribe: async (options: unknown) => (seen.asked.push(options), subscriptionAt('https://again')) },
    },
  };
  const fetch = async (_url: string, init: { method?: string; body?: URLSearchParams }) => {
    if (init.method !== 'POST') return { ok: key !== null, status: key === null ? 404 : 200, json: async () => ({ key }) };
    seen.sent.push(Object.fromEntries(init.body ?? []));
    return { ok: status === 200, status };
  };
  runInContext(readFileSync('public/service-worker.js', 'utf8'), createContext({ self, fetch, URL, URLSearchParams, Error }));
  const fire = async (name: string, event: Record<string, unknown> = {}) => {
    const waits: Promise<unknown>[] = [];
    handlers.get(name)?.({ waitUntil: (wait: Promise<unknown>) => void waits.push(wait), ...event });
    await Promise.all(waits);
  };
  return { seen, fire, subscriptionAt };
}
const push = (value: unknown) => ({ data: { json: () => value } });
const notice = { title: 'Cảnh báo', body: 'Không đọc mã OTP.', url: '/inbox/0193f0a0-0000', tag: 't1', lang: 'en', again: true, stays: true };

describe('a notice', () => {
  it('is shown as it was sent', async () => {
    const { seen, fire } = worker();
    await fire('push', push(notice));
    expect(seen.shown).toMatchObject([{ title: 'Cảnh báo', options: { body: 'Không đọc mã OTP.', tag: 't1', lang: 'en', renotify: true, requireInteraction: true, data: { url: '/inbox/0193f0a0-0000' } } }]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['nothing in it', { data: null }],
    ['what is not JSON', { data: { json: () => JSON.parse('<') } }],
    ['null', push(null)],
    ['other kinds of values', push({ title: 7, body: {}, url: ['/inbox/1'], tag: null, lang: 'xx', again: 'yes', stays: 1 })],
  ])('with %s still shows something that leads to the inbox', async (_what, event) => {
    const { seen, fire } = worker();
    await fire('push', event);
    // Without a tag a browser refuses to ring again.
    expect(seen.shown).toMatchObject([{ title: 'Học 06', options: { body: '', tag: 'hoc06', lang: 'vi', renotify: false, requireInteraction: false, data: { url: '/inbox' } } }]);
  });

  it.each(['https://evil.example/', '//evil.example/inbox/1', '/inbox/../account', '/inbox/1?next=//evil.example', 'javascript:alert(1)', '/sign-out', '/inbox/'])('never leads to %s', async (url) => {
    const { seen, fire } = worker();
    await fire('push', push({ ...notice, url }));
    expect(seen.shown[0]?.options.data.url).toBe('/inbox');
    await fire('notificationclick', { notification: { close: () => undefined, data: { url } } });
    expect(seen.opened).toEqual(['/inbox']);
  });
});

describe('a tap', () => {
  const tap = (url: string) => ({ notification: { close: () => undefined, data: { url } } });

  it('opens the notice, or goes to the window that shows it', async () => {
    const { seen, fire } = worker({ windows: ['https://hoc06.vi-du.vn/', 'https://hoc06.vi-du.vn/inbox/1#question'] });
    await fire('notificationclick', tap('/inbox/2'));
    await fire('notificationclick', tap('/inbox/1'));
    expect([seen.opened, seen.focused]).toEqual([['/inbox/2'], ['https://hoc06.vi-du.vn/inbox/1#question']]);
  });
});

describe('a changed subscription', () => {
  it('is told to the site, be it the browser’s new one or one that is made with the site’s key', async () => {
    const { seen, fire, subscriptionAt } = worker();
    await fire('pushsubscriptionchange', { newSubscription: subscriptionAt('https://new') });
    await fire('pushsubscriptionchange', { newSubscription: null });
    expect(seen.sent).toEqual([{ endpoint: 'https://new', p256dh: 'p', auth: 'a' }, { endpoint: 'https://again', p256dh: 'p', auth: 'a' }]);
    expect([seen.asked, seen.ended]).toEqual([[{ userVisibleOnly: true, applicationServerKey: 'BK' }], 0]);
  });

  it('is ended when the site does not know the browser, and not made while push is off', async () => {
    const unknown = worker({ status: 404 });
    await unknown.fire('pushsubscriptionchange', { newSubscription: null });
    expect(unknown.seen.ended).toBe(1);
    const off = worker({ key: null });
    await expect(off.fire('pushsubscriptionchange', { newSubscription: null })).rejects.toThrow('no key');
    expect(off.seen.asked).toEqual([]);
  });
});
