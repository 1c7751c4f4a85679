import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../fixtures.ts';
import { answerBook, attemptOf, takeLesson, takeTest } from './walk.ts';

test('from the first sign-in to the certificate of de-an-06, by mouse', async ({ page, browser, server, newLearner }) => {
  test.setTimeout(180_000);
  const book = answerBook(server.dataDir);
  const learner = await newLearner('de-an-06');
  await signIn(page, learner);

  // One next step: there is exactly one such link.
  await page.getByRole('main').getByRole('link', { name: 'Bắt đầu học' }).click();
  for (let lesson = 1; lesson <= 5; lesson += 1) {
    await expect(page).toHaveURL(/\/learn\/de-an-06\//);
    await takeLesson(page, book);
  }
  await expect(page).toHaveURL(/\/assessments\/de-an-06\/kiem-tra-m1$/);
  const asked = countRequests(page);
  await takeTest(page, book);
  await expect(page.getByRole('main')).toContainText('Kết quả đã được ghi vào tiến độ học');
  // Start, the page, each answer, handing in, the result: 24 for twenty questions.
  expect(asked()).toBe(book.attempt(attemptOf(page)).length + 4);

  await page.getByRole('link', { name: 'Tiếp tục khoá học' }).click();
  await page.getByRole('link', { name: 'Vào bài kiểm tra' }).click();
  await takeTest(page, book);
  await expect(page.getByRole('main')).toContainText('đã hoàn thành khoá học');
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
  await expect(stranger.getByRole('main')).toContainText('Đề án 06 cho cán bộ, công chức, viên chức');
  await stranger.close();
});

/** Counts what the server has to compute an answer for; styles, scripts and icons lie in the browser's cache. */
function countRequests(page: Page): () => number {
  let count = 0;
  page.on('request', (request) => void (['document', 'fetch', 'ping', 'xhr'].includes(request.resourceType()) && (count += 1)));
  return () => count;
}
