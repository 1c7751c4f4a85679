import { cast, expect, test } from '../fixtures.ts';

test('signs in, sees her home page and signs out', async ({ page, signIn, expectAccessible }) => {
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in\?next=%2F$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đăng nhập');
  await expectAccessible();

  await signIn('learner');
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole('main')).toContainText(cast.learner.fullName);
  await expectAccessible();

  await page.getByLabel(`Tài khoản của ${cast.learner.fullName}`).click();
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await page.goto('/');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('says what to do after a wrong password, keeps the name and not the password', async ({ page, expectAccessible }) => {
  await page.goto('/sign-in');
  await page.getByLabel('Thư điện tử hoặc mã số cán bộ').fill('khong-co-ai@vi-du.invalid');
  await page.getByRole('textbox', { name: 'Mật khẩu', exact: true }).fill('sai mật khẩu');
  await page.getByRole('main').getByRole('button', { name: 'Đăng nhập' }).click();
  await expect(page.getByRole('main')).toContainText('Thư điện tử, mã số cán bộ hoặc mật khẩu chưa đúng.');
  await expect(page.getByLabel('Thư điện tử hoặc mã số cán bộ')).toHaveValue('khong-co-ai@vi-du.invalid');
  await expect(page.getByRole('textbox', { name: 'Mật khẩu', exact: true })).toHaveValue('');
  await expectAccessible();
});

test('never violates its own security policy', async ({ page, signIn }) => {
  const faults: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
  page.on('pageerror', (error) => void faults.push(error.message));
  await signIn('admin');
  await expect(page.getByRole('main')).toContainText(cast.admin.fullName);
  expect(faults).toEqual([]);
});
