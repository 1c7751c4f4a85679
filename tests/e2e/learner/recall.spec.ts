import { expect, test } from '../fixtures.ts';
import { handsOn } from '../hands.ts';
import { learnerWithRecall } from './recall-learner.ts';

test('by keyboard, on a narrow phone: the question is answered, explained and followed by the next', async ({ page, db, enterAs, newLearner, expectAccessible }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const main = page.getByRole('main');
  const hands = handsOn(page);
  await enterAs((await learnerWithRecall(db, newLearner)).id);
  await page.goto('/');
  await expectAccessible();
  const options = main.locator('form[action="/recall/answers"] button');
  await hands.skipToContent();
  await hands.use(options.nth(1));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Đúng|Chưa đúng)$/);
  await expectAccessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await hands.skipToContent();
  await hands.use(options.first(), 'Space');
  await expect(main).toContainText('câu 3 trên 5 của tuần này');
  await page.goto('/recall');
  await expectAccessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(hands.stops).toBeGreaterThan(4);
});

test('two tabs and a double click: each answer counts once, and the week stays at five', async ({ page, context, db, enterAs, newLearner }) => {
  const learner = await learnerWithRecall(db, newLearner);
  await enterAs(learner.id);
  const other = await context.newPage();
  for (const tab of [page, other]) await tab.goto('/');
  const buttons = (tab: typeof page) => tab.getByRole('main').locator('form[action="/recall/answers"] button');
  await buttons(page).first().dblclick();
  await buttons(other).last().click();
  await expect(other).toHaveURL(/\?known=1$/);
  for (let more = 0; more < 4; more += 1) {
    await buttons(other).first().click();
    await expect(other.getByRole('heading', { level: 1 })).toHaveText(/^(Đúng|Chưa đúng)$/);
  }
  await expect(other.getByRole('main')).toContainText('Xong phần ôn lại tuần này');
  // The first tab still shows a question of before: it was answered in the other one.
  await page.goto('/recall');
  await expect(page.getByRole('main')).toContainText('Xong phần ôn lại tuần này');
  const numbers = await db.selectFrom('recall_answer').select('number').where('user_id', '=', learner.id).execute();
  expect(numbers).toEqual(Array(5).fill({ number: 1 }));
});
