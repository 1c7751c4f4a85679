import type { Page, Request } from '@playwright/test';
import { expect, signIn, test } from '../fixtures.ts';
import { coursesWalked, planJourney } from './course-plan.ts';
import { answerBook, attemptOf, takeLesson, takeTest } from './walk.ts';

for (const course of coursesWalked('de-an-06')) {
  test(`from the first sign-in to the certificate of ${course}, by mouse`, async ({ page, browser, server, db, newLearner }) => {
    test.setTimeout(600_000);
    const book = answerBook(server.dataDir);
    const learner = await newLearner(course);
    const plan = await planJourney(db, learner.id, course);
    const main = page.getByRole('main');
    await signIn(page, learner);

    // One next step: there is exactly one such link.
    await main.getByRole('link', { name: /^(Bắt đầu học|Học tiếp)$/ }).click();
    for (const { lessons, tests } of plan.modules) {
      for (const lesson of lessons) {
        await expect(page).toHaveURL(new RegExp(`/learn/${course}/${lesson}`));
        await takeLesson(page, book);
      }
      await expect(page).toHaveURL(new RegExp(`/assessments/${course}/${tests[0]}$`));
      const asked = countRequests(page);
      await takeTest(page, book);
      await expect(main).toContainText('Kết quả đã được ghi vào tiến độ học');
      // Start, the page, each answer, handing in, the result: 24 for twenty questions. Whoever is slow between the parts of an answer saves in between.
      const answers = book.attempt(attemptOf(page));
      const parts = answers.reduce((sum, fields) => sum + Object.values(fields).flat().length - 1, 0);
      const requests = asked();
      expect(requests).toBeGreaterThanOrEqual(answers.length + 4);
      expect(requests).toBeLessThanOrEqual(answers.length + 4 + parts);
      await page.getByRole('link', { name: 'Tiếp tục khoá học' }).click();
      await page.getByRole('link', { name: /^(Học tiếp|Vào bài kiểm tra)$/ }).click();
    }
    await expect(page).toHaveURL(new RegExp(`/assessments/${course}/cuoi-khoa$`));
    await takeTest(page, book);
    await expect(main).toContainText('đã hoàn thành khoá học');
    await page.getByRole('link', { name: 'Xem chứng nhận' }).click();

    const pdf = page.getByRole('link', { name: /^Tải .*chứng nhận|^Tải chứng nhận|PDF/ }).first();
    const paper = await page.request.get((await pdf.getAttribute('href')) ?? '');
    expect(paper.headers()['content-type']).toBe('application/pdf');
    const bytes = await paper.body();
    expect(bytes.subarray(0, 4).toString()).toBe('%PDF');
    expect(bytes.length).toBeGreaterThan(20_000);

    const address = await page.locator('a[href^="/verify/"]').first().getAttribute('href');
    const stranger = await browser.newPage({ baseURL: server.url });
    await stranger.goto(address ?? '');
    await expect(stranger.getByRole('main')).toContainText(learner.fullName);
    await expect(stranger.getByRole('main')).toContainText(plan.title);
    await stranger.close();
  });
}

/** Counts what the server has to compute an answer for; styles, scripts and icons lie in the browser's cache. */
function countRequests(page: Page): () => number {
  let count = 0;
  const add = (request: Request) => void (['document', 'fetch', 'ping', 'xhr'].includes(request.resourceType()) && (count += 1));
  page.on('request', add);
  return () => {
    page.off('request', add);
    return count;
  };
}
