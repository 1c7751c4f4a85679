/* Shows the notices that this site sends to the browser, opens them, and tells the site when the browser gets a new address. It stands between no page and the network. */

const renewalUrl = '/push-renewal';
const inbox = '/inbox';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  const notice = read(event.data);
  const options = { body: notice.body, lang: notice.lang, tag: notice.tag, renotify: notice.again, requireInteraction: notice.stays, icon: '/icon-192.png', badge: '/icon-192.png', data: { url: notice.url } };
  event.waitUntil(self.registration.showNotification(notice.title, options));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(insideUrl(event.notification.data?.url)));
});

self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));

/** A browser demands that every push shows something; what cannot be read becomes a notice that leads to the inbox. */
function read(data) {
  let found = null;
  try {
    found = data?.json() ?? null;
  } catch {
    // Not ours, or cut off.
  }
  const text = (name, limit) => (typeof found?.[name] === 'string' ? found[name].slice(0, limit) : '');
  const tag = text('tag', 32);
  return {
    title: text('title', 200) || 'Học 06',
    body: text('body', 300),
    url: insideUrl(text('url', 200)),
    tag: tag || 'hoc06',
    lang: found?.lang === 'en' ? 'en' : 'vi',
    again: found?.again === true && tag !== '',
    stays: found?.stays === true,
  };
}

/** Only pages of the inbox: a notice never leads anywhere else. */
function insideUrl(url) {
  return typeof url === 'string' && /^\/inbox\/[\w-]+$/.test(url) ? url : inbox;
}

async function open(url) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find((one) => new URL(one.url).pathname === url);
  if (there) return there.focus();
  return self.clients.openWindow(url);
}

async function renew({ newSubscription }) {
  const subscription = newSubscription ?? (await subscribeAgain());
  const { endpoint, keys } = subscription.toJSON();
  const response = await fetch(renewalUrl, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams({ endpoint, p256dh: keys.p256dh, auth: keys.auth }) });
  // Nobody's notices come here any more: the browser need not go on either.
  if (response.status === 404) await subscription.unsubscribe();
}

async function subscribeAgain() {
  const response = await fetch(renewalUrl, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`no key: ${response.status}`);
  const { key } = await response.json();
  return self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
}
