import { cpSync, rmSync, mkdirSync } from 'node:fs';
import { chromium } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { databaseFile, openDatabase } from './db/client.ts';
import { startServer } from './tests/support/server.ts';
import { readScenery } from './tests/support/scenery.ts';
import { cookieOf } from './tests/support/request.ts';
import { pageEntries, furtherStates } from './tests/e2e/pages/entries.ts';
const want = process.argv[2] ?? 'answers'; const sizes = (process.argv[3] ?? '360,1440').split(',').map(Number); const schemes = (process.argv[4] ?? 'light').split(',');
rmSync('/tmp/ed-run', { recursive: true, force: true }); cpSync('/tmp/ed-world', '/tmp/ed-run', { recursive: true });
mkdirSync('/tmp/ed-shots', { recursive: true });
const server = await startServer({ dataDir: '/tmp/ed-run', port: 3112, env: { RATE_LIMITS: 'off', NODE_ENV: 'production', JOBS: 'external' } });
const db = openDatabase(databaseFile('/tmp/ed-run'));
const scenery = readScenery('/tmp/ed-run');
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const [name, entry] of Object.entries({ ...pageEntries, ...furtherStates })) {
    if (!new RegExp(want).test(name)) continue;
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    if (entry.as) { const now = new Date(); const [k, v] = (await cookieOf(db, scenery.ids[entry.as], { at: now.toISOString(), expiresAt: new Date(+now + 3e7).toISOString() })).split('='); await context.addCookies([{ name: k!, value: v!, url: server.url }]); }
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (m) => m.type() === 'error' && errors.push(m.text())); page.on('pageerror', (e) => errors.push(e.message));
    for (const width of sizes) for (const scheme of schemes) {
      await page.setViewportSize({ width, height: width < 500 ? 800 : 900 }); await page.emulateMedia({ colorScheme: scheme as 'light' });
      const res = await page.goto(server.url + entry.at(scenery));
      await page.waitForTimeout(300);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const axe = process.argv[5] ? (await new AxeBuilder({ page }).analyze()).violations.map((v) => v.id + ': ' + v.nodes[0]?.html.slice(0, 120)) : [];
      const file = `/tmp/ed-shots/${name.replace(/[^\w]+/g, '_')}-${width}-${scheme}.png`;
      await page.screenshot({ path: file, fullPage: true });
      console.log(name, width, scheme, res?.status(), over > 0 ? 'OVERFLOW ' + over : '', axe.join(' | '), errors.join(' | '));
    }
    await context.close();
  }
} finally { await browser.close(); await db.destroy(); await server.stop(); }
