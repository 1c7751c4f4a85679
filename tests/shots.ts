import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { databaseFile, openDatabase } from '../db/client.ts';
import { sessionCookie } from '../app/people/session.server.ts';
import { newId, newToken } from '../app/platform/ids.ts';
import { sha256 } from '../app/platform/signing.server.ts';
import { furtherStates, pageEntries, type PageEntry } from './e2e/pages/entries.ts';
import { postedStates, type PostedState } from './e2e/pages/posted-states.ts';
import { browserFlags, findBrowser } from './support/browser.ts';
import buildOnce from './support/build-once.ts';
import { seedFullWorld } from './support/scenery.ts';
import { startServer, temporaryFolder } from './support/server.ts';

/*
 * npm run shots                     pictures of every page of the test world in shots/, phone and desktop, light and dark
 * npm run shots -- --only admin     only pages whose name contains this; more than once for more of them
 */

const sizes = { phone: { width: 360, height: 800 }, desktop: { width: 1440, height: 900 } };
const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, out: { type: 'string', default: 'shots' } } });

await buildOnce();
using folder = temporaryFolder();
const scenery = await seedFullWorld(folder.path);
await using server = await startServer({ dataDir: folder.path, env: { RATE_LIMITS: 'off', PUSH: 'on' } });
const { executablePath, env } = await findBrowser();
const browser = await chromium.launch({ executablePath, args: browserFlags, env: { ...process.env, ...env } as Record<string, string> });
mkdirSync(values.out, { recursive: true });
const everything: Record<string, PageEntry & Partial<PostedState>> = { ...pageEntries, ...furtherStates, ...postedStates };
const wanted = Object.entries(everything).filter(([name]) => !values.only || values.only.some((part) => name.includes(part)));
const queue = wanted.values();
// Two at a time, as many as the browser tests: while one page is painted, the other is made.
await Promise.all(
  [queue, queue].map(async (rest) => {
    for (const [name, entry] of rest) await shoot(browser, name, entry);
  }),
);
await browser.close();
console.log(`${wanted.length * 4} pictures in ${values.out}/`);

async function shoot(from: Browser, name: string, { as, at, send, says }: PageEntry & Partial<PostedState>): Promise<void> {
  const userId = as ? scenery.ids[as] : null;
  const file = name.replace('*', 'not-found').replace(/[^\w]+/g, '-').replace(/^-|-$/g, '') || 'home';
  for (const [size, viewport] of Object.entries(sizes)) {
    const context = await from.newContext({ viewport, baseURL: server.url, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', reducedMotion: 'reduce' });
    if (userId) await context.addCookies([{ name: sessionCookie, value: await openSession(userId), url: server.url }]);
    const page = await context.newPage();
    await page.goto(at(scenery));
    await send?.(page.getByRole('main'));
    if (says) await page.getByRole('main').filter({ hasText: says }).waitFor();
    // The window becomes as high as the page: in a lower one the bar at its foot would hide a strip of the page, and frames below it would stay unpainted.
    await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, await page.evaluate(() => document.documentElement.scrollHeight)) });
    await Promise.all(page.frames().map((frame) => frame.waitForLoadState()));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: join(values.out, `${file}--${size}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  }
}

async function openSession(userId: string): Promise<string> {
  const db = openDatabase(databaseFile(folder.path));
  const token = newToken();
  const at = new Date().toISOString();
  const end = new Date(Date.now() + 3_600_000).toISOString();
  await db.insertInto('session').values({ id: newId(), token_hash: sha256(token), user_id: userId, created_at: at, last_seen_at: at, expires_at: end, idle_minutes: 60, user_agent: 'shots', address: '127.0.0.1' }).execute();
  await db.destroy();
  return token;
}
