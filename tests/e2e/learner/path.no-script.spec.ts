import { expect, test } from '../fixtures.ts';

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
