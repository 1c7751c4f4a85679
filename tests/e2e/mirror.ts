import type { Page } from '@playwright/test';
import { accessFaults } from './access.ts';

export interface Mirror {
  /** What axe finds on this page, as it is now or as the markup that is given with it, at its width and in its scheme, unless another scheme is named. */
  faults(of: Page, look?: { markup?: string; colorScheme?: 'light' | 'dark'; leftOut?: readonly string[] }): Promise<string[]>;
}

/** A short window, as beside an open keyboard, has nothing to say about colours and names. */
const leastHeight = 640;

/**
 * A second tab that takes over the pages of the first: axe is read, compiled and warmed up once for all of them, which costs more than what it does on one page.
 * Pages are made on the server and need no script to look as they do, so what counts for axe comes along; only what the mirror has been shown is searched.
 */
export async function mirrorFor(mirror: Page, origin: string): Promise<Mirror> {
  await mirror.goto(`${origin}/verify`);
  return {
    async faults(of, { markup, colorScheme, leftOut } = {}) {
      const { width, height } = of.viewportSize() ?? { width: 1280, height: 900 };
      await mirror.setViewportSize({ width, height: Math.max(height, leastHeight) });
      await mirror.emulateMedia({ colorScheme: colorScheme ?? (await of.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'))) });
      await mirror.evaluate(takeOver, markup ?? (await of.evaluate(() => document.documentElement.outerHTML)));
      const found = await accessFaults(mirror, leftOut);
      // What has been searched would be laid out and painted twice more, when the next page brings its width and its scheme.
      await mirror.evaluate(() => document.body.replaceChildren());
      return found;
    },
  };
}

/** Runs in the mirror. What a parser has made runs no scripts, wherever it is put; a page with the same style sheets as the one before leaves them where they are. */
async function takeOver(html: string): Promise<void> {
  const shown = document.documentElement;
  const { documentElement: next } = new DOMParser().parseFromString(html, 'text/html');
  const sheetsOf = (root: Element) => [...root.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  const namesOf = (root: Element) => sheetsOf(root).map((sheet) => sheet.getAttribute('href')).join(' ');
  const [head, nextHead] = [shown.querySelector('head'), next.querySelector('head')];
  if (head && nextHead && namesOf(shown) === namesOf(next) && sheetsOf(shown).every((sheet) => sheet.parentElement === head)) {
    for (const { name } of Array.from(shown.attributes)) shown.removeAttribute(name);
    for (const { name, value } of next.attributes) shown.setAttribute(name, value);
    for (const old of Array.from(head.children)) if (!old.matches('link[rel="stylesheet"]')) old.remove();
    for (const wanted of Array.from(nextHead.children)) if (!wanted.matches('link[rel="stylesheet"]')) head.append(wanted);
    document.body.replaceWith(next.querySelector('body') ?? document.createElement('body'));
  } else {
    const read = sheetsOf(next).map((sheet) => new Promise((resolve) => ['load', 'error'].forEach((event) => sheet.addEventListener(event, resolve, { once: true }))));
    document.replaceChild(document.adoptNode(next), shown);
    await Promise.all(read);
  }
  await document.fonts.ready;
}
