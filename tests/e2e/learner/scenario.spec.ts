import { expect, test } from '../fixtures.ts';
import { handsOn } from '../hands.ts';
import { islandsMounted } from '../islands.ts';
import { branchOf, choicesOf, lessonWithScenario, sceneAfter, sceneOf, walkBranches, waysOf } from './scenario-walk.ts';

test('a situation is walked by keyboard: each choice opens what follows from it, closes its neighbour, and can be taken back', async ({ page, newLearner, enterAs }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await enterAs((await newLearner('an-toan-thong-tin')).id);
  await page.goto(lessonWithScenario);
  await islandsMounted(page);
  const hands = handsOn(page);
  const [first, second] = [choicesOf(sceneOf(page)).nth(0), choicesOf(sceneOf(page)).nth(1)];
  const [afterFirst, afterSecond] = [await sceneAfter(page, first), await sceneAfter(page, second)];
  await hands.use(first);
  await expect(afterFirst).toBeFocused();
  await hands.use(second, 'Space');
  await expect(afterSecond).toBeFocused();
  await expect(afterFirst).toBeHidden();
  await hands.use(first);
  await expect(afterFirst).toBeFocused();
  await expect(afterSecond).toBeHidden();
  await expect(second).toHaveAttribute('aria-pressed', 'false');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('every way through a situation ends with what came of it, in words, by mouse; the ledger has each, and the page opens again where the last one ended', async ({ page, newLearner, enterAs, expectAccessible, db }) => {
  const { id } = await newLearner('an-toan-thong-tin');
  await enterAs(id);
  await page.goto(lessonWithScenario);
  await islandsMounted(page);
  const before = page.url();
  const ends = await walkBranches(page);
  expect(page.url()).toBe(before);
  expect(ends.length).toBeGreaterThan(2);
  expect(new Set(ends.map(({ outcome }) => outcome)).size).toBeGreaterThan(1);
  for (const { path, outcome } of ends) expect(outcome, branchOf(path)).not.toBe('');
  await expectAccessible();
  const shown = await sceneOf(page).locator('.scene:visible').evaluateAll((scenes) => scenes.map(({ id: scene }) => scene));
  await expect.poll(async () => (await waysOf(db, id)).length).toBeGreaterThanOrEqual(ends.length);
  await page.reload();
  expect(await sceneOf(page).locator('.scene:visible').evaluateAll((scenes) => scenes.map(({ id: scene }) => scene))).toEqual(shown);
  await expectAccessible();
});

test('a choice that could not be sent opens all the same, and goes with the button that ends the lesson', async ({ page, newLearner, enterAs, db }) => {
  const { id } = await newLearner('an-toan-thong-tin');
  await enterAs(id);
  await page.goto(lessonWithScenario);
  await islandsMounted(page);
  await page.route('**/answers', (route) => route.abort());
  const choice = choicesOf(sceneOf(page)).first();
  await choice.click();
  await expect(await sceneAfter(page, choice)).toBeVisible();
  expect(await waysOf(db, id)).toEqual([]);
  await page.getByRole('button', { name: /^Xong/ }).click();
  await expect.poll(() => waysOf(db, id)).toEqual([await choice.getAttribute('value')]);
  await expect(choice).toHaveAttribute('aria-pressed', 'true');
});

test('on paper every scene is there below its choice, and nothing that only a screen needs', async ({ page, newLearner, enterAs }) => {
  await enterAs((await newLearner('an-toan-thong-tin')).id);
  await page.goto('/learn/an-toan-thong-tin/lenh-gap-va-gui-nham');
  await page.emulateMedia({ media: 'print' });
  const scenes = page.locator('.scenario .scene');
  expect(await scenes.count()).toBeGreaterThan(3);
  for (const scene of await scenes.all()) await expect(scene).toBeVisible();
  expect(await page.locator('.scenario').first().locator('.scene-after').allInnerTexts()).toContainEqual(expect.stringMatching(/^Nếu chọn “.+”:$/));
  for (const name of ['Ghi chú của tôi', 'Trong bài này', 'Hỏi đáp']) await expect(page.getByRole('heading', { name, exact: true }), name).toBeHidden();
  await expect(page.locator('.resume')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.locator('#note').fill('Gọi lại bằng số trong danh bạ.');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: 'Ghi chú của tôi' })).toBeVisible();
  await expect(page.locator('.field-hint:visible')).toHaveCount(0);
});
