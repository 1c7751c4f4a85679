import { expect, test } from '../fixtures.ts';
import { branchOf, lessonWithScenario, sceneOf, walkBranches } from './scenario-walk.ts';

test.use({ viewport: { width: 320, height: 640 } });

test('every way through a situation can be walked without scripts on a narrow phone', async ({ page, newLearner, enterAs, expectAccessible }) => {
  await enterAs((await newLearner('an-toan-thong-tin')).id);
  await page.goto(lessonWithScenario);
  await expect(sceneOf(page).locator('.scene').first()).toBeHidden();
  const ends = await walkBranches(page);
  expect(ends.length).toBeGreaterThan(2);
  await expectAccessible();
  for (const { path, outcome } of ends) expect(outcome, branchOf(path)).not.toBe('');
  const box = await sceneOf(page).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
});
