import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

type Axe = typeof axe;
/** The small one: every page has to read it anew. */
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What stands around every page of one person, and is the same on all of them. */
export const chrome = ['a.skip', 'aside.banner', 'header.top', 'nav.rail', 'footer.footer'] as const;

/** What axe finds on the page as it is now, outside what is left out. A sandboxed frame takes no scripts, so its page has an entry of its own. */
export async function accessFaults(page: Page, leftOut: readonly string[] = []): Promise<string[]> {
  // As an expression of the debugger's, which no security policy of the page stops; long, so once for a page.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  // Without asking for the styles a second time: the only rule that wants them is an experimental one, which these tags leave out.
  const runOnly = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const violations = await page.evaluate(async ([only, exclude]) => (await (globalThis as unknown as { axe: Axe }).axe.run({ exclude }, { runOnly: only, resultTypes: ['violations'], iframes: false, preload: false })).violations, [runOnly, ['iframe[sandbox]', ...leftOut]] as [string[], string[]]);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
