import { expect, type Page } from '@playwright/test';

/** Waits until all scripts of the open page work, where it has any: they come after the page, and what is done before goes another way. */
export async function islandsMounted(page: Page): Promise<void> {
  await page.waitForLoadState();
  const open = await page.evaluate(() => (matchMedia('(scripting: enabled)').matches && document.querySelector('script[type="module"][src]') ? document.querySelectorAll('[data-island]:not([data-mounted])').length : 0));
  if (open > 0) await expect(page.locator('[data-island]:not([data-mounted])')).toHaveCount(0);
}
