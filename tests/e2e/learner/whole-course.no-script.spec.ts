import { expect, signIn, test } from '../fixtures.ts';
import { coursesWalked, planJourney } from './course-plan.ts';
import { answerBook, takeLesson, takeTest } from './walk.ts';

test.use({ viewport: { width: 320, height: 640 } });

for (const course of coursesWalked('an-toan-thong-tin')) {
  test(`from signing in to the certificate of ${course} on a narrow phone without scripts`, async ({ page, server, db, newLearner }) => {
    test.setTimeout(900_000);
    const book = answerBook(server.dataDir);
    const learner = await newLearner(course);
    const plan = await planJourney(db, learner.id, course);
    await signIn(page, learner);
    await page.getByRole('link', { name: /^(Bắt đầu học|Học tiếp)$/ }).click();
    for (const { lessons, tests } of plan.modules) {
      for (const lesson of lessons) {
        await expect(page).toHaveURL(new RegExp(`/learn/${course}/${lesson}`));
        await takeLesson(page, book);
      }
      await expect(page).toHaveURL(new RegExp(`/assessments/${course}/${tests[0]}$`));
      await takeTest(page, book);
      await page.getByRole('link', { name: 'Tiếp tục khoá học' }).click();
      await expect(page).toHaveURL(new RegExp(`/courses/${course}$`));
      await page.getByRole('link', { name: /^(Học tiếp|Vào bài kiểm tra)$/ }).click();
    }
    await expect(page).toHaveURL(new RegExp(`/assessments/${course}/cuoi-khoa$`));
    await takeTest(page, book);
    await page.getByRole('link', { name: 'Xem chứng nhận' }).click();
    await expect(page.getByRole('main')).toContainText(plan.title);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });
}
