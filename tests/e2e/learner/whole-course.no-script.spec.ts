import { expect, signIn, test } from '../fixtures.ts';
import { answerBook, takeLesson, takeTest } from './walk.ts';

test.use({ viewport: { width: 320, height: 640 } });

test('the whole of an-toan-thong-tin on a narrow phone without scripts', async ({ page, server, newLearner }) => {
  test.setTimeout(300_000);
  const book = answerBook(server.dataDir);
  const learner = await newLearner('an-toan-thong-tin');
  await signIn(page, learner);
  await page.getByRole('link', { name: 'Bắt đầu học' }).click();
  for (const lessons of [4, 4, 5]) {
    for (let lesson = 1; lesson <= lessons; lesson += 1) {
      await expect(page).toHaveURL(/\/learn\/an-toan-thong-tin\//);
      await takeLesson(page, book);
    }
    await expect(page).toHaveURL(/\/assessments\/an-toan-thong-tin\/kiem-tra-m/);
    await takeTest(page, book);
    await page.getByRole('link', { name: 'Tiếp tục khoá học' }).click();
    await expect(page).toHaveURL(/\/courses\/an-toan-thong-tin$/);
    await page.getByRole('link', { name: /^(Học tiếp|Vào bài kiểm tra)$/ }).click();
  }
  await expect(page).toHaveURL(/\/assessments\/an-toan-thong-tin\/cuoi-khoa$/);
  await takeTest(page, book);
  await page.getByRole('link', { name: 'Xem chứng nhận' }).click();
  await expect(page.getByRole('main')).toContainText('An toàn thông tin cho người dùng cuối');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
