import { expect, type Locator, type Page } from '@playwright/test';
import type { Db } from '../../../db/client.ts';

export const lessonWithScenario = '/learn/an-toan-thong-tin/con-nguoi-la-cua-vao';

/** The first scene of the first situation of the open lesson. */
export const sceneOf = (page: Page): Locator => page.locator('.scenario').first().locator(':scope > .scene');

export const choicesOf = (scene: Locator): Locator => scene.locator(':scope > .scene-choices > button');

/** The scene that a choice leads to. */
export async function sceneAfter(page: Page, choice: Locator): Promise<Locator> {
  return page.locator(`#${await choice.getAttribute('data-scene')}`);
}

export const branchOf = (path: readonly number[]): string => path.map((choice) => choice + 1).join(' → ');

/** Takes every way through the situation by pressing its choices. @returns the choices of each way, and what it says came of them */
export async function walkBranches(page: Page): Promise<{ path: number[]; outcome: string }[]> {
  const ends: { path: number[]; outcome: string }[] = [];
  const walk = async (scene: Locator, path: number[]): Promise<void> => {
    await expect(scene).toBeVisible();
    const choices = choicesOf(scene);
    const count = await choices.count();
    if (count === 0) ends.push({ path, outcome: (await scene.locator(':scope > .scene-outcome').innerText().catch(() => '')).trim() });
    for (let at = 0; at < count; at += 1) {
      const next = await sceneAfter(page, choices.nth(at));
      await choices.nth(at).click();
      await expect(choices.nth(at)).toHaveAttribute('aria-pressed', 'true');
      await walk(next, [...path, at]);
    }
  };
  await walk(sceneOf(page), []);
  return ends;
}

/** The ways that the ledger has of somebody, in the order in which they were gone. */
export async function waysOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db.selectFrom('progress_event').select('result').where('user_id', '=', userId).where('verb', '=', 'check.answered').orderBy('seq').execute();
  return rows.map(({ result }) => (JSON.parse(result) as { answer: string }).answer);
}
