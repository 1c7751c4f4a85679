import type { Page } from '@playwright/test';
import { accessFaults } from './fixtures.ts';

export interface Mirror {
  /** What axe finds on this page at its width and in its scheme. */
  faults(of: Page): Promise<string[]>;
}

/**
 * A second tab that takes over the pages of the first: axe is read, compiled and warmed up once for all of them, which costs more than what it does on one page.
 * Pages are made on the server and need no script to look as they do, so what counts for axe comes along; only what the mirror has been shown is searched.
 */
export async function mirrorFor(mirror: Page, origin: string): Promise<Mirror> {
  await mirror.goto(`${origin}/verify`);
  return {
    async faults(of) {
      await mirror.setViewportSize(of.viewportSize() ?? { width: 1280, height: 900 });
      await mirror.emulateMedia({ colorScheme: await of.evaluate(() => (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) });
      await mirror.evaluate(takeOver, await of.evaluate(() => document.documentElement.outerHTML));
      return accessFaults(mirror);
    },
  };
}

/** Runs in the mirror. What a parser has made runs no scripts, wherever it is put. */
async function takeOver(html: string): Promise<void> {
  const { documentElement } = new DOMParser().parseFromString(html, 'text/html');
  const styles = [...documentElement.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  const read = styles.map((style) => new Promise((resolve) => ['load', 'error'].forEach((event) => style.addEventListener(event, resolve, { once: true }))));
  document.replaceChild(document.adoptNode(documentElement), document.documentElement);
  await Promise.all(read);
  await document.fonts.ready;
}
