import type { Locator } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { handsOn } from '../hands.ts';
import { branchOf, lessonWithScenario, sceneOf, walkBranches } from './scenario-walk.ts';

const ownChoices = (scene: Locator) => scene.locator(':scope > details.choice');

test('a situation is walked by keyboard: each choice opens what follows from it, closes its neighbour, and can be taken back', async ({ page, newLearner, enterAs }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await enterAs((await newLearner('an-toan-thong-tin')).id);
  await page.goto(lessonWithScenario);
  const hands = handsOn(page);
  const scene = sceneOf(page);
  const [first, second] = [ownChoices(scene).nth(0), ownChoices(scene).nth(1)];
  await hands.use(first.locator('> summary'));
  await expect(first.locator('> .scene')).toBeVisible();
  await hands.use(second.locator('> summary'), 'Space');
  await expect(second.locator('> .scene')).toBeVisible();
  await expect(first.locator('> .scene')).toBeHidden();
  await hands.press('Enter');
  await expect(second.locator('> .scene')).toBeHidden();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('every way through a situation ends with what came of it, in words, by mouse', async ({ page, newLearner, enterAs, expectAccessible }) => {
  await enterAs((await newLearner('an-toan-thong-tin')).id);
  await page.goto(lessonWithScenario);
  const ends = await walkBranches(page);
  expect(ends.length).toBeGreaterThan(2);
  expect(new Set(ends.map(({ outcome }) => outcome)).size).toBeGreaterThan(1);
  for (const { path, outcome } of ends) expect(outcome, branchOf(path)).not.toBe('');
  await expectAccessible();
});
