import type { ConsoleMessage, Page } from '@playwright/test';
import routes from '../../../app/routes.ts';
import { accessFaults, chrome } from '../access.ts';
import { enter, expect, test as base } from '../fixtures.ts';
import { handsOn } from '../hands.ts';
import { islandsMounted } from '../islands.ts';
import { furtherStates, listPagePaths, pageEntries, type PageEntry } from './entries.ts';
import { postedStates, type PostedState } from './posted-states.ts';

const test = base.extend<object, { tab: Page }>({
  /** One tab for all pages of a worker, because a fresh browser process for each reads and compiles everything anew. Each test leaves it with nobody signed in. */
  tab: [
    async ({ browser, server }, use, worker) => {
      const { locale, timezoneId } = worker.project.use;
      // Always in the light scheme: the dark one is looked at in the mirror, where nothing else waits for it.
      const context = await browser.newContext({ baseURL: server.url, colorScheme: 'light', reducedMotion: 'reduce', locale, timezoneId });
      await use(await context.newPage());
      await context.close();
    },
    { scope: 'worker' },
  ],
});

/** The narrow one is as low as a usual window at 400 % zoom: nothing may stand before what has the focus. */
const windows = [{ width: 320, height: 256 }, { width: 1280, height: 900 }] as const;
const schemes = ['light', 'dark'] as const;
/**
 * What differs between wide and narrow, light and dark is mostly the frame, and that is the same on all pages of one person: her first page is looked at in both schemes at both widths
 * and walked with Tab. The others take turns, one of them narrow and light, the next wide and dark, and axe looks past the frame; all have to fit at both widths, and the focus is put on each stop.
 * `WHOLE=1` does everything everywhere.
 */
const turns = [{ width: 320, colorScheme: 'light' }, { width: 1280, colorScheme: 'dark' }] as const;
const islandsSeen = new Set<string>();

/** Whether a page has a part that a script works on and that no page before it had: each kind is looked at once without its script, `WHOLE=1` each time. */
function hasNewIsland(markup: string): boolean {
  const islands = [...markup.matchAll(/data-island="([^"]+)"/g)].map(([, name = '']) => name);
  const isNew = islands.some((name) => Boolean(process.env['WHOLE']) || !islandsSeen.has(name));
  for (const name of islands) islandsSeen.add(name);
  return isNew;
}

test('every page has an entry here, and every entry a page', () => {
  expect(Object.keys(pageEntries).toSorted()).toEqual([...new Set(listPagePaths(routes))].toSorted());
});

test('what is looked for is found', async ({ page, mirror }) => {
  await page.setContent(`<html lang="vi"><title>Trang</title><main><h1>Trang</h1><p style="color:#bbb">mờ</p><img src="data:,"><div style="width:2000px">rộng</div><span class="tag"> đang áp dụng</span><span class="tag">3 xã</span><button style="outline:none">nút</button><div class="card-action"><a href="/">thấp</a></div><p style="width:900px">${'Một câu dài quá một dòng dễ đọc. '.repeat(9)}</p></main></html>`);
  expect((await accessFaults(page)).map((fault) => fault.split(':')[0])).toEqual(['color-contrast', 'image-alt']);
  expect((await (await mirror()).faults(page, { markup: '<html lang="vi"><title>Trang</title><main><h1>Trang</h1><button></button></main></html>' })).map((fault) => fault.split(':')[0])).toEqual(['button-name']);
  expect(await overflow(page)).not.toEqual([]);
  expect(await smallBeginnings(page)).toEqual(['đang áp dụng']);
  expect(await lowLinks(page)).toEqual(['thấp']);
  expect(await longLines(page)).toEqual([expect.stringMatching(/^Một câu dài/)]);
  await expect(handsOn(page).walkToTheEnd()).rejects.toThrow('no ring');
  await expect(handsOn(page).glance()).rejects.toThrow('no ring');
});

const everything: [name: string, entry: PageEntry & Partial<PostedState>][] = [...Object.entries(pageEntries), ...Object.entries(furtherStates), ...Object.entries(postedStates)];
for (const [at, [name, entry]] of everything.entries()) {
  const isFirst = Boolean(process.env['WHOLE']) || everything.findIndex(([, other]) => other.as === entry.as) === at;
  test(`${name} is accessible with scripts and without, fits, can be walked with Tab and keeps its security policy`, async ({ tab: page, mirror, db, server, scenery }) => {
    await page.context().clearCookies();
    if (entry.as) await enter(db, page.context(), server.url, scenery.ids[entry.as]);
    const complaints = listenTo(page);
    const asked = await open(page, name, entry.at(scenery));
    const sent = entry.send ? await post(page, entry as PostedState) : asked;
    const { faults } = await mirror();
    const leftOut = isFirst ? [] : chrome;
    // It was opened in the window that the page before it was left in, and begins there: laid out twice instead of three times.
    for (const { width, height } of page.viewportSize()?.width === windows[0].width ? windows : windows.toReversed()) {
      await page.setViewportSize({ width, height });
      expect(await overflow(page), `wider than ${width} px`).toEqual([]);
      for (const colorScheme of schemes) {
        const isTurn = turns[at % turns.length]?.width === width && turns[at % turns.length]?.colorScheme === colorScheme;
        if (!isFirst && !isTurn) continue;
        expect(await faults(page, { colorScheme, leftOut }), `${width} px, ${colorScheme}`).toEqual([]);
        // As it was sent is how it stays for a browser without scripts; where no script has its hands in, the two are the same.
        if (isTurn && hasNewIsland(sent)) expect(await faults(page, { markup: sent, colorScheme, leftOut }), `${width} px, ${colorScheme}, without scripts`).toEqual([]);
      }
      if (width > 320) expect(await longLines(page), 'lines longer than the eye follows').toEqual([]);
      else await useByHand(page, isFirst);
    }
    expect(await smallBeginnings(page), 'words that stand alone begin with a large letter').toEqual([]);
    expect(complaints()).toEqual([]);
  });
}

/** In the narrow window: what fingers and keys meet. */
async function useByHand(page: Page, isFirst: boolean): Promise<void> {
  expect(await lowLinks(page), 'lower than a finger needs').toEqual([]);
  if (isFirst) await handsOn(page).walkToTheEnd();
  else await handsOn(page).glance();
}

/** The headings of the first level, by their marks: to ask for the role of every part of a page takes ten times as long, and axe knows wrong roles. */
const headings = (page: Page) => page.locator('h1:visible, [role="heading"][aria-level="1"]:visible');

/** @returns the markup as the server sent it */
async function open(page: Page, name: string, address: string): Promise<string> {
  const answer = await page.goto(address);
  const isRefusal = ['/*', 'forbidden', 'a lesson that is not there'].includes(name) || name.startsWith('verify, ');
  if (!isRefusal) expect(answer?.status()).toBe(200);
  const { pathname, search } = new URL(page.url());
  expect(pathname + search).toBe(address);
  await expect(headings(page)).toHaveCount(1);
  await islandsMounted(page);
  return (await answer?.text()) ?? '';
}

/** Sends the form of a page that is open. @returns the markup of the answer */
async function post(page: Page, { send, says }: PostedState): Promise<string> {
  const main = page.getByRole('main');
  await send(main);
  await expect(main).toContainText(says);
  await expect(headings(page)).toHaveCount(1);
  const lines = await page.locator('.error-summary a').evaluateAll((links) => links.map((link) => [link.textContent, document.querySelector(`[id="${link.getAttribute('href')?.slice(1)}"]`) !== null]));
  expect(lines.filter(([, leads]) => !leads), 'lines of the summary that lead nowhere').toEqual([]);
  expect(new Set(lines.map(([line]) => line)).size, 'lines of the summary that say the same').toBe(lines.length);
  await islandsMounted(page);
  return page.content();
}

/** Console errors, page errors and violations of the security policy, without the browser's own word about a 4xx answer that a test asked for. */
function listenTo(page: Page): () => string[] {
  const faults: string[] = [];
  const hear = (message: ConsoleMessage) => void (message.type() === 'error' && !/status of 4\d\d/.test(message.text()) && faults.push(message.text()));
  const note = (error: Error) => void faults.push(error.message);
  page.on('console', hear).on('pageerror', note);
  return () => {
    page.off('console', hear).off('pageerror', note);
    return faults;
  };
}

/** Elements that reach beyond the window, unless something around them scrolls or clips. */
function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const beyond = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
    return [`${root.scrollWidth} px`, ...beyond.slice(0, 5).map((element) => `${element.tagName}.${element.className} ${(element.textContent ?? '').slice(0, 60)}`)];
  });
}

/** Links that stand alone, as the name of a card or beside its title, and are lower than 24 px: WCAG 2.2, target size. */
function lowLinks(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll('main :is(.table-box:not(.table-scroll) tbody th, .card-action) a')].filter((link) => link.getClientRects().length > 0 && link.getBoundingClientRect().height < 24).map((link) => (link.textContent ?? '').slice(0, 60)));
}

/** Paragraphs with a line that is wider than the eye finds back from: 44 em are some eighty letters. */
function longLines(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const widest = (paragraph: Element) => {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      const lines = new Map<number, [number, number]>();
      for (const { left, right, top } of range.getClientRects()) {
        const [begin, end] = lines.get(Math.round(top)) ?? [left, right];
        lines.set(Math.round(top), [Math.min(begin, left), Math.max(end, right)]);
      }
      return Math.max(0, ...[...lines.values()].map(([begin, end]) => end - begin)) / Number.parseFloat(getComputedStyle(paragraph).fontSize);
    };
    return [...document.querySelectorAll('main :is(p:not(.row), dd, .bullets > li)')].filter((paragraph) => widest(paragraph) > 44.5).map((paragraph) => (paragraph.textContent ?? '').slice(0, 60));
  });
}

/** Tags, states and figures that begin in the middle of a sentence; what people or machines wrote does not stand in any of these. */
function smallBeginnings(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll('main :is(.tag, .task-status, .stat-value, .stat-note)')].map((element) => (element.textContent ?? '').trim()).filter((text) => /^\p{Ll}/u.test(text)));
}
