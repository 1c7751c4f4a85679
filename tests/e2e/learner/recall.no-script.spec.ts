import { expect, test } from '../fixtures.ts';
import { learnerWithRecall } from './recall-learner.ts';

test('without a script: one tap answers, the lesson is one step away, the next question follows, and five are enough for a week', async ({ page, db, enterAs, newLearner, expectAccessible }) => {
  const main = page.getByRole('main');
  await enterAs((await learnerWithRecall(db, newLearner)).id);
  await page.goto('/');
  for (const place of [1, 2, 3, 4, 5]) {
    await expect(main).toContainText(`câu ${place} trên 5 của tuần này`);
    await main.locator('form[action="/recall/answers"] button').first().click();
    await expect(page).toHaveURL(/\/recall\/answers\/[\w-]+$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^(Đúng|Chưa đúng)$/);
    await expect(main.getByRole('link', { name: /^Đọc lại trong bài/ }).first()).toHaveAttribute('href', /^\/learn\/.+#.+/);
  }
  await expect(main).toContainText('Xong phần ôn lại tuần này');
  await expectAccessible();
  await expect(main.locator('form[action="/recall/answers"]')).toHaveCount(0);
  await main.getByRole('link', { name: 'Điều tôi còn nhớ' }).last().click();
  await expect(main).toContainText(/Đúng \d trên 5 câu/);
  await page.goto('/');
  await expect(main).toContainText('Anh/Chị đã trả lời 5 câu');
});

test('the back button leads to the next question, and a page from before counts nothing twice', async ({ page, context, db, enterAs, newLearner }) => {
  const learner = await learnerWithRecall(db, newLearner);
  await enterAs(learner.id);
  const old = await context.newPage();
  for (const tab of [page, old]) await tab.goto('/');
  const form = (tab: typeof page) => tab.getByRole('main').locator('form[action="/recall/answers"]');
  await form(page).getByRole('button').first().click();
  await expect(page).toHaveURL(/\/recall\/answers\/[\w-]+$/);
  const answered = page.url();
  await page.goBack();
  await expect(page.getByRole('main')).toContainText('câu 2 trên 5');
  await form(old).getByRole('button').last().click();
  await expect(old).toHaveURL(`${answered}?known=1`);
  await expect(old.getByRole('main')).toContainText('Câu trả lời đầu tiên được tính');
  expect(await db.selectFrom('recall_answer').select('number').where('user_id', '=', learner.id).execute()).toEqual([{ number: 1 }]);
});
