import { expect, test } from '../fixtures.ts';

test('the help box is a plain form: it searches, and its results lead to the answer', async ({ page }) => {
  await page.goto('/help');
  const main = page.getByRole('main');
  const box = main.getByRole('searchbox', { name: 'Tìm câu trả lời' });
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await box.fill('kich hoat tai khoan');
  await box.press('Enter');
  await expect(page).toHaveURL('/help?q=kich+hoat+tai+khoan');
  await expect(main.getByRole('searchbox', { name: 'Tìm câu trả lời' })).toHaveValue('kich hoat tai khoan');
  await main.getByRole('link', { name: 'Kích hoạt tài khoản định danh điện tử thế nào?' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kích hoạt tài khoản định danh điện tử thế nào?');
});
