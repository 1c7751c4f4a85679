import { openRenewals } from '../../../app/learning/index.server.ts';
import { installationSecret } from '../../../app/platform/signing.server.ts';
import { student } from '../../world/study.ts';
import { expect, signIn, test } from '../fixtures.ts';
import { answerAll, answerBook, attemptOf, handIn, positionsOf, takeLesson, takeTest, type AnswerBook } from './walk.ts';

const course = 'an-toan-thong-tin';
const gap = 'm13-mot-cua-tong-dai';

test('a year later: pre-test, only the gaps, the final, and a second certificate beside the first', async ({ page, server, db, newLearner }) => {
  test.setTimeout(600_000);
  const learner = await newLearner();
  const secret = await installationSecret(db, undefined);
  const before = student(db, learner.id, course, { secret, now: new Date().toISOString() });
  await before.enrol();
  await before.learn();
  await before.passModules();
  await before.pass('cuoi-khoa');
  // The night of eleven months later comes early: the server's own jobs would hand in tests of last year before she has answered.
  await openRenewals({ db, clock: { now: () => new Date(Date.now() + 335 * 86_400_000) }, timeZone: 'Asia/Ho_Chi_Minh' });

  const book = answerBook(server.dataDir);
  const main = page.getByRole('main');
  await signIn(page, learner);
  await expect(main).toContainText('Đây là kỳ học lại.');
  await main.getByRole('link', { name: 'Đến bài kiểm tra đầu vào' }).click();
  await page.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
  await expect(page).toHaveURL(/\/attempts\//);
  // She knows everything but the last module, and leaves its questions empty.
  const skipped = await positionsOf(db, attemptOf(page), gap);
  await answerAll(page, leavingOut(book, skipped));
  await handIn(page);
  const lessons = await db.selectFrom('lesson_version as v').innerJoin('course_version as cv', 'cv.id', 'v.course_version_id').innerJoin('course as c', 'c.id', 'cv.course_id').select(['v.module_key as module', 'v.minutes']).where('c.slug', '=', course).where('cv.released_at', 'is not', null).where('cv.superseded_at', 'is', null).execute();
  const minutes = lessons.filter(({ module }) => module !== gap).reduce((sum, lesson) => sum + lesson.minutes, 0);
  await expect(main).toContainText(`Không phải đọc lại ${minutes} phút bài học`);
  await expect(main).toContainText('Đã chứng minh 12 trên 13 mô-đun.');
  await page.getByRole('link', { name: 'Học tiếp phần còn thiếu' }).click();
  await expect(main).toContainText(`Không phải đọc lại ${minutes} phút bài học`);

  // Only the lessons of one module, its test and the final are left.
  await main.getByRole('link', { name: /^(Bắt đầu học|Học tiếp)$/ }).click();
  for (const _lesson of lessons.filter(({ module }) => module === gap)) await takeLesson(page, book);
  await expect(page).toHaveURL(/\/assessments\/an-toan-thong-tin\/kiem-tra-m13$/);
  await takeTest(page, book);
  await page.getByRole('link', { name: 'Tiếp tục khoá học' }).click();
  await page.getByRole('link', { name: 'Vào bài kiểm tra' }).click();
  await expect(page).toHaveURL(/cuoi-khoa$/);
  await takeTest(page, book);
  await expect(main).toContainText('đã hoàn thành khoá học');

  const certificates = await db.selectFrom('certificate').select(['verify_code as code', 'revoked_at', 'round']).where('user_id', '=', learner.id).orderBy('round').execute();
  expect(certificates.map(({ round, revoked_at }) => [round, revoked_at])).toEqual([[1, null], [2, null]]);
  for (const { code } of certificates) {
    await page.goto(`/verify/${code}`);
    await expect(main).toContainText(learner.fullName);
    await expect(main).toContainText('Chứng nhận còn hiệu lực');
  }
});

function leavingOut(book: AnswerBook, positions: readonly number[]): AnswerBook {
  return { ...book, attempt: (id) => book.attempt(id).map((fields, at) => (positions.includes(at + 1) ? {} : fields)) };
}
