import { makeAnswer } from '../../world/answers.ts';
import { expect, test } from '../fixtures.ts';

test('the help box suggests questions while one types, and is worked by keys alone', async ({ page, expectAccessible }) => {
  await page.goto('/help');
  const box = page.getByRole('combobox', { name: 'Tìm câu trả lời' });
  const list = page.getByRole('listbox', { name: 'Câu hỏi gợi ý' });
  const options = list.getByRole('option');
  await expect(box).toHaveAttribute('aria-expanded', 'false');
  await box.pressSequentially('k');
  await expect(list).toBeHidden();
  await box.pressSequentially('ich hoat tai kho');
  await expect(options.first()).toHaveText('Kích hoạt tài khoản định danh điện tử thế nào?');
  await expect(options.first()).toHaveAttribute('lang', 'vi');
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  await expectAccessible();

  // Down to the first and up again to what was typed; nothing is chosen by itself.
  await expect(box).not.toHaveAttribute('aria-activedescendant', /./);
  await box.press('ArrowDown');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  expect(await box.getAttribute('aria-activedescendant')).toBe(await options.first().getAttribute('id'));
  await box.press('ArrowUp');
  await expect(options.first()).toHaveAttribute('aria-selected', 'false');
  await expect(box).toHaveValue('kich hoat tai kho');

  // Escape closes the list and keeps the words; typing brings it back.
  await box.press('Escape');
  await expect(list).toBeHidden();
  await expect(box).toHaveValue('kich hoat tai kho');
  await box.pressSequentially('a');
  await expect(options.first()).toBeVisible();
  await box.press('ArrowDown');
  await box.press('Enter');
  await expect(page).toHaveURL(/\/help\/kich-hoat-tai-khoan$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kích hoạt tài khoản định danh điện tử thế nào?');
});

test('Enter without a choice searches for what was typed; a stranger is suggested nothing internal, an official is', async ({ page, db, scenery, enterAs }) => {
  await makeAnswer(db, { slug: 'trao-doi-kin', question: 'Trao đổi kín giữa các ca trực thế nào?', audience: 'INTERNAL' });
  const box = page.getByRole('combobox', { name: 'Tìm câu trả lời' });
  const said = page.locator('[data-island="suggest"] [data-said]');
  await page.goto('/help');
  await box.pressSequentially('trao doi kin giua cac ca truc');
  await expect(said).toHaveText('Không có câu hỏi gợi ý');
  await expect(page.getByRole('listbox')).toBeHidden();
  await box.fill('lệ phí đổi thẻ');
  await expect(page.getByRole('option').first()).toHaveText('Lệ phí đổi thẻ căn cước bao nhiêu?');
  await box.press('Enter');
  await expect(page).toHaveURL(/\/help\?q=/);
  await expect(page.getByRole('main').getByRole('link', { name: 'Lệ phí đổi thẻ căn cước bao nhiêu?' })).toBeVisible();
  await enterAs(scenery.ids.editor);
  await page.goto('/help');
  await box.pressSequentially('trao doi kin giua cac ca truc');
  await expect(page.getByRole('option').first()).toHaveText('Trao đổi kín giữa các ca trực thế nào?');
});

test('the search for everything finds answers of officials and speaks both languages apart', async ({ page, db, scenery, enterAs, expectAccessible }) => {
  await makeAnswer(db, { slug: 'ban-giao-so', question: 'Bàn giao sổ trực giữa hai ca thế nào?', audience: 'INTERNAL' });
  await enterAs(scenery.ids.editor);
  await page.goto('/search');
  const main = page.getByRole('main');
  const box = main.getByRole('searchbox');
  await box.fill('bàn giao sổ trực');
  await box.press('Enter');
  await expect(main.getByRole('link', { name: 'Bàn giao sổ trực giữa hai ca thế nào?' })).toBeVisible();
  await expect(main.locator('.tag', { hasText: 'Nội bộ' })).toBeVisible();
  await expectAccessible();
  await db.updateTable('user_account').set({ locale: 'en' }).where('id', '=', scenery.ids.editor).execute();
  await page.reload();
  const tag = main.locator('.tag', { hasText: 'Internal' });
  expect(await tag.evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('en');
  expect(await main.getByRole('link', { name: 'Bàn giao sổ trực' }).evaluate((element) => element.closest('[lang]')?.getAttribute('lang'))).toBe('vi');
  await db.updateTable('user_account').set({ locale: 'vi' }).where('id', '=', scenery.ids.editor).execute();
});
