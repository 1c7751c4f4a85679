import { installationSecret } from '../../../app/platform/signing.server.ts';
import { student } from '../../world/study.ts';
import { expect, test } from '../fixtures.ts';
import { answerBook, takeLesson, takeTest } from './walk.ts';

test('a learner finds the path of her work, follows it from her home page, and gives it up again', async ({ page, enterAs, newLearner, expectAccessible }) => {
  const main = page.getByRole('main');
  const learner = await newLearner('de-an-06', 'an-toan-thong-tin');
  await enterAs(learner.id);
  await page.goto('/courses');
  await main.getByRole('link', { name: 'Lộ trình học' }).click();
  await expect(main.getByRole('heading', { level: 1 })).toHaveText('Lộ trình học');
  await expect(main).toContainText('Điều kiện nhận chứng nhận không thay đổi');
  await main.getByRole('link', { name: 'Một cửa và tổng đài' }).click();
  await expect(main.getByRole('heading', { name: 'Chặng 1: Dịch vụ công thiết yếu và giải quyết thủ tục trực tuyến' })).toBeVisible();
  await expectAccessible();
  await main.getByRole('button', { name: 'Chọn lộ trình: Một cửa và tổng đài' }).click();
  await expect(main).toContainText('Đã chọn lộ trình.');

  await page.goto('/');
  await expect(main.getByRole('region', { name: 'Lộ trình của tôi' })).toContainText('Một cửa và tổng đài');
  await expect(main.getByRole('region', { name: 'Hiểu đúng các con số 25, 28 và 53' })).toContainText('Dịch vụ công thiết yếu');
  await main.getByRole('link', { name: 'Bắt đầu học' }).click();
  await expect(page).toHaveURL(/\/learn\/de-an-06\/hieu-dung-25-va-53$/);

  await page.goto('/paths/mot-cua-tong-dai');
  await main.getByRole('button', { name: 'Thôi theo lộ trình này' }).click();
  await expect(main).toContainText('Đã thôi theo lộ trình.');
  await page.goto('/');
  await expect(main.getByRole('link', { name: 'Chọn lộ trình' })).toBeVisible();
  await expect(main.getByRole('region', { name: 'Hiểu đúng các con số 25, 28 và 53' })).toHaveCount(0);
});

test('the end of a lesson and of a module test lead on along the path, not through the course', async ({ page, server, db, enterAs, newLearner }) => {
  const book = answerBook(server.dataDir);
  const main = page.getByRole('main');
  const learner = await newLearner('de-an-06');
  const before = student(db, learner.id, 'de-an-06', { secret: await installationSecret(db, undefined), now: new Date().toISOString() });
  for (const lesson of ['hat-nhan-o-co-so', 'cam-tay-chi-viec', 'nguoi-can-ho-tro-rieng', 'noi-de-dan-nghe']) await before.complete(lesson);
  await enterAs(learner.id);
  await page.goto('/paths');
  await main.getByRole('button', { name: /^Chọn lộ trình: Tổ công tác/ }).click();
  await page.goto('/');
  await main.getByRole('link', { name: 'Bắt đầu học' }).click();
  await expect(page).toHaveURL(/\/learn\/de-an-06\/ghi-lai-va-chuyen-dung-noi$/);
  await expect(page.locator('body')).toContainText(/chặng 1\/8/);
  await takeLesson(page, book);
  await expect(page).toHaveURL(/\/assessments\/de-an-06\/kiem-tra-m6$/);
  await takeTest(page, book);
  await main.getByRole('link', { name: 'Đi tiếp theo lộ trình' }).click();
  await expect(page).toHaveURL(/\/learn\/de-an-06\/ai-duoc-cap-muc-nao$/);
});
