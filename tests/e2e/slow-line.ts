import type { Page } from '@playwright/test';

/** On a slow line a page stands there for seconds before its scripts come. @returns lets them come */
export async function holdScripts(page: Page): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  await page.route('**/assets/*.js', async (route) => (await gate.promise, route.continue()));
  return gate.resolve;
}
/** Opens a page whose scripts are held, which never counts as loaded: all of it is there once its foot is. */
export async function arrive(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'commit' });
  await page.getByRole('contentinfo').waitFor();
}
