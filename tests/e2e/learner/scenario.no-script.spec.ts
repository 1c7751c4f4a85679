import { expect, test } from '../fixtures.ts';
import { branchOf, choicesOf, lessonWithScenario, sceneAfter, sceneOf, walkBranches, waysOf } from './scenario-walk.ts';

test.use({ viewport: { width: 320, height: 640 } });

test('every way through a situation can be walked without scripts on a narrow phone, and each leaves its trace', async ({ page, newLearner, enterAs, db, expectAccessible }) => {
  const { id } = await newLearner('an-toan-thong-tin');
  await enterAs(id);
  await page.goto(lessonWithScenario);
  await expect(sceneOf(page).locator('.scene').first()).toBeHidden();
  const ends = await walkBranches(page);
  expect(ends.length).toBeGreaterThan(2);
  await expectAccessible();
  for (const { path, outcome } of ends) expect(outcome, branchOf(path)).not.toBe('');
  expect((await waysOf(db, id)).length).toBeGreaterThanOrEqual(ends.length);
  const box = await sceneOf(page).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
});

test('a choice sends what else was chosen and noted along, opens the page at its scene, and stands when she comes back', async ({ page, newLearner, enterAs, db }) => {
  const { id } = await newLearner('an-toan-thong-tin');
  await enterAs(id);
  await page.goto(lessonWithScenario);
  const option = page.locator('.check-option input').first();
  await option.check({ force: true });
  await page.locator('textarea').fill('Gọi lại bằng số của cơ quan.');
  const choice = choicesOf(sceneOf(page)).nth(1);
  const scene = await sceneAfter(page, choice);
  await choice.click();
  await expect(page).toHaveURL(new RegExp(`#${await scene.getAttribute('id')}$`));
  await expect(scene).toBeInViewport();
  for (const visit of ['the answer to the form', 'another day']) {
    await expect(choice, visit).toHaveAttribute('aria-pressed', 'true');
    await expect(scene, visit).toBeVisible();
    await expect(option, visit).toBeChecked();
    await expect(page.locator('textarea'), visit).toHaveValue('Gọi lại bằng số của cơ quan.');
    await page.goto('/courses');
    await page.goto(lessonWithScenario);
  }
  expect(await waysOf(db, id)).toHaveLength(2);
});

test('Enter on an option keeps it and goes no way in a situation', async ({ page, newLearner, enterAs, db }) => {
  const { id } = await newLearner('an-toan-thong-tin');
  await enterAs(id);
  await page.goto(lessonWithScenario);
  const option = page.locator('.check-option input').first();
  await option.check({ force: true });
  await option.press('Enter');
  await expect.poll(() => waysOf(db, id)).toEqual([await option.getAttribute('value')]);
  await expect(sceneOf(page).locator('.scene').first()).toBeHidden();
});
