import type { BrowserContext, CDPSession, Page } from '@playwright/test';
import { pushContent } from '../../../app/messaging/channels/push-content.ts';
import { letterOf } from '../../world/letters.ts';
import { browserFlags, findBrowserWithNotices } from '../../support/browser.ts';
import { testBrowser, type TestBrowser } from '../../support/push-service.ts';
import { expect, test } from '../fixtures.ts';

const browserWithNotices = findBrowserWithNotices();
test.use({ launchOptions: browserWithNotices ? { executablePath: browserWithNotices, args: browserFlags } : {} });
test.skip(!browserWithNotices && !process.env['CI'], 'The only browser here has no notices: install chromium to test them');

/**
 * A browser of a test reaches no push service and refuses to subscribe in a private window, so subscribing is stood in for, and nothing else: the worker is
 * registered, run and given its notices by the browser itself.
 */
async function standInForPushService(context: BrowserContext, origin: string, { given }: TestBrowser): Promise<void> {
  await context.grantPermissions(['notifications'], { origin });
  await context.addInitScript(({ endpoint, p256dh, auth }) => {
    const keep = 'test.subscription';
    const subscription = (key: string) => ({
      endpoint,
      options: { applicationServerKey: Uint8Array.from(key.split(','), Number).buffer },
      toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
      unsubscribe: async () => (sessionStorage.removeItem(keep), true),
    });
    const find = () => {
      const key = sessionStorage.getItem(keep);
      return key === null ? null : subscription(key);
    };
    Object.assign(PushManager.prototype, {
      getSubscription: async () => find(),
      subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
        sessionStorage.setItem(keep, applicationServerKey.join());
        return find();
      },
    });
  }, given);
}

const shown = (page: Page) => page.locator('[data-push]:visible');

test('a device is turned on, known again and turned off; the focus stays with what is said', async ({ page, context, baseURL, db, newLearner, enterAs, expectAccessible }) => {
  const learner = await newLearner();
  await enterAs(learner.id);
  await standInForPushService(context, baseURL ?? '', testBrowser());
  const rows = () => db.selectFrom('push_subscription').select('id').where('user_id', '=', learner.id).execute();
  await page.goto('/account/notices');
  await expect(shown(page)).toHaveAttribute('data-push', 'off');
  await page.getByRole('button', { name: 'Bật trên thiết bị này' }).click();
  await expect(shown(page)).toHaveAttribute('data-push', 'on');
  await expect(shown(page)).toBeFocused();
  expect(await rows()).toHaveLength(1);
  await expectAccessible();
  await page.reload();
  await expect(shown(page)).toHaveAttribute('data-push', 'on');
  await page.getByRole('button', { name: 'Tắt trên thiết bị này' }).click();
  await expect(shown(page)).toHaveAttribute('data-push', 'off');
  expect(await rows()).toEqual([]);
  expect((await context.cookies()).some(({ name }) => name === 'hoc06_device')).toBe(false);
});

test('a refusal of the server is said in its own words', async ({ page, context, baseURL, newLearner, enterAs }) => {
  await enterAs((await newLearner()).id);
  const browser = testBrowser();
  browser.given.endpoint = 'https://127.0.0.1/x';
  await standInForPushService(context, baseURL ?? '', browser);
  await page.goto('/account/notices');
  await page.getByRole('button', { name: 'Bật trên thiết bị này' }).click();
  await expect(shown(page)).toHaveAttribute('data-push', 'failed');
  await expect(shown(page)).toContainText('Vui lòng dùng trình duyệt khác.');
  await expect(shown(page)).toBeFocused();
});

test('a browser whose push service is out of reach says so and offers to try again', async ({ page, context, baseURL, newLearner, enterAs }) => {
  await enterAs((await newLearner()).id);
  await context.grantPermissions(['notifications'], { origin: baseURL ?? '' });
  await page.goto('/account/notices');
  await page.getByRole('button', { name: 'Bật trên thiết bị này' }).click();
  await expect(shown(page)).toHaveAttribute('data-push', 'failed');
  await expect(page.getByRole('button', { name: 'Thử lại' })).toBeVisible();
});

test('a browser that blocks notices says how to allow them', async ({ page, context, newLearner, enterAs }) => {
  await enterAs((await newLearner()).id);
  await context.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }));
  await page.goto('/account/notices');
  await expect(shown(page)).toHaveAttribute('data-push', 'denied');
});

test('the worker shows what the server sends, and lets a correction take the place of the notice', async ({ page, context, baseURL, newLearner, enterAs }) => {
  await enterAs((await newLearner()).id);
  await context.grantPermissions(['notifications'], { origin: baseURL ?? '' });
  await page.goto('/account/notices');
  await page.evaluate(async () => void (await navigator.serviceWorker.register('/service-worker.js'), await navigator.serviceWorker.ready));
  const cdp = await context.newCDPSession(page);
  const registrationId = await registrationOf(cdp);
  const deliver = (data: string) => cdp.send('ServiceWorker.deliverPushMessage', { origin: baseURL ?? '', registrationId, data });
  const notices = () => page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(({ title, body, tag, data }) => [title, body, tag, (data as { url: string }).url].join(' | ')));
  // The browser drops what comes before its worker is quite awake, as a push service would send it again; the tag makes two of them one notice.
  const expectNotices = (data: string, expected: readonly string[]) => expect.poll(async () => (await deliver(data), (await notices()).toSorted())).toEqual(expected);
  const sent = (letter: Parameters<typeof letterOf>[0]) => JSON.stringify(pushContent(letterOf(letter), 'first'));
  const url = `/inbox/${letterOf().messageId}`;
  const corrected = `[ĐÍNH CHÍNH] Nhắc học bài mới | Khoá học có bài mới. Xem bài học. | first | ${url}`;
  await expectNotices(sent({ isDrill: true }), [`[DIỄN TẬP] Nhắc học bài mới | Khoá học có bài mới. Xem bài học. | first | ${url}`]);
  await expectNotices(sent({ correctsId: 'x' }), [corrected]);
  await expectNotices('<not json>', ['Học 06 |  | hoc06 | /inbox', corrected]);
});

/** The browser's own number of the worker that the page has registered. */
async function registrationOf(cdp: CDPSession): Promise<string> {
  const found = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId));
  });
  await cdp.send('ServiceWorker.enable');
  return found;
}
