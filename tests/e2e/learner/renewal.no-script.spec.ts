import { openRenewals } from '../../../app/learning/index.server.ts';
import { recordProgress } from '../../../app/learning/commands/record-progress.server.ts';
import { expect, test } from '../fixtures.ts';
import { answerBook, attemptOf, fill, handIn, positionsOf } from './walk.ts';

const course = 'an-toan-thong-tin';
const known = 'm13-mot-cua-tong-dai';
const dayMs = 86_400_000;

test.use({ viewport: { width: 320, height: 640 } });

test('without a script, on a narrow phone: the pre-test of a yearly renewal, and the lessons of what it proved fall away', async ({ page, server, db, enterAs, newLearner }) => {
  const main = page.getByRole('main');
  const learner = await newLearner(course);
  const { id } = await db.selectFrom('course').select('id').where('slug', '=', course).executeTakeFirstOrThrow();
  const now = new Date().toISOString();
  const lastYear = new Date(Date.now() - 340 * dayMs).toISOString();
  await db.transaction().execute((tx) => recordProgress(tx, { verb: 'course.completed', objectType: 'course', objectId: id, result: { score: 9 }, userId: learner.id, courseId: id, occurredAt: lastYear }, { idempotencyKey: `last-year:${learner.id}`, source: 'web', now }));
  await openRenewals({ db, clock: { now: () => new Date() }, timeZone: 'Asia/Ho_Chi_Minh' });

  await enterAs(learner.id);
  await page.goto('/');
  await expect(main).toContainText('Đây là kỳ học lại.');
  await main.getByRole('link', { name: 'Đến bài kiểm tra đầu vào' }).click();
  await page.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
  await expect(page).toHaveURL(/\/attempts\//);
  const attempt = attemptOf(page);
  const answers = answerBook(server.dataDir).attempt(attempt);
  for (const position of await positionsOf(db, attempt, known)) {
    await page.goto(`/attempts/${attempt}?q=${position}`);
    const form = page.locator(`form[data-question="${position}"]`);
    await fill(form, answers[position - 1] ?? {});
    await form.getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`q=${position}`));
  }
  await page.getByRole('link', { name: 'Xem lại và nộp bài' }).click();
  await handIn(page);
  const { minutes } = await db.selectFrom('lesson_version as v').innerJoin('course_version as cv', 'cv.id', 'v.course_version_id').select((row) => row.fn.sum<number>('v.minutes').as('minutes')).where('cv.course_id', '=', id).where('cv.released_at', 'is not', null).where('cv.superseded_at', 'is', null).where('v.module_key', '=', known).executeTakeFirstOrThrow();
  await expect(main).toContainText(`Không phải đọc lại ${minutes} phút bài học`);
  await expect(main).toContainText('Đã chứng minh 1 trên 13 mô-đun.');
  await page.getByRole('link', { name: 'Học tiếp phần còn thiếu' }).click();
  await expect(page).toHaveURL(new RegExp(`/courses/${course}$`));
  await page.goto(`/learn/${course}/giup-ma-khong-cam-may`);
  await expect(page.locator('body')).toContainText('Đã chứng minh ngày');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
