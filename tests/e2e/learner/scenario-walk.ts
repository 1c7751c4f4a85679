import { expect, type Locator, type Page } from '@playwright/test';

export const lessonWithScenario = '/learn/an-toan-thong-tin/con-nguoi-la-cua-vao';

/** The first scene of the first situation of the open lesson. */
export const sceneOf = (page: Page): Locator => page.locator('.scenario').first().locator(':scope > .scene');

export const branchOf = (path: readonly number[]): string => path.map((choice) => choice + 1).join(' → ');

/** Takes every way through the situation by clicking. @returns the choices of each way, and what it says came of them */
export async function walkBranches(page: Page): Promise<{ path: number[]; outcome: string }[]> {
  const ends: { path: number[]; outcome: string }[] = [];
  const walk = async (scene: Locator, path: number[]): Promise<void> => {
    await expect(scene).toBeVisible();
    const choices = scene.locator(':scope > details.choice');
    const count = await choices.count();
    if (count === 0) ends.push({ path, outcome: (await scene.locator(':scope > .scene-outcome').innerText().catch(() => '')).trim() });
    for (let at = 0; at < count; at += 1) {
      await choices.nth(at).locator(':scope > summary').click();
      await walk(choices.nth(at).locator(':scope > .scene'), [...path, at]);
    }
  };
  await walk(sceneOf(page), []);
  return ends;
}
