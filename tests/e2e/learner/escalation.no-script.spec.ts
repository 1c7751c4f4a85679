import { expect, test } from '../fixtures.ts';

test('a leader opens her list, reminds who is late, and others do not find it', async ({ page, scenery, enterAs }) => {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.leader);
  await page.goto(`/units/escalations/${scenery.escalation.notice}`);
  await expect(main).toContainText('Hiện nay 1 người còn quá hạn');
  await expect(page.getByRole('checkbox', { name: 'Chọn Bùi Thế Lữ' })).toBeChecked();
  await main.getByRole('button', { name: 'Nhắc người đã chọn' }).click();
  await expect(page).toHaveURL(/\/units\/reminder\?course=an-toan-thong-tin&who=/);
  await expect(main).toContainText('Bùi Thế Lữ');

  await enterAs(scenery.ids.trainer);
  const answer = await page.goto(`/units/escalations/${scenery.escalation.notice}`);
  expect(answer?.status()).toBe(404);
});

test('an administrator sees what leaders will be told, were told, and who has nobody above her; and changes when', async ({ page, scenery, enterAs }) => {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.trainer);
  await page.goto(`/admin/reminders?day=${scenery.escalation.day}`);
  await expect(main.getByRole('heading', { name: /^Báo lãnh đạo: \d+ người quá hạn/ })).toBeVisible();
  await main.getByRole('link', { name: 'Báo lãnh đạo' }).click();
  await expect(main).toContainText('1 người đang quá hạn chưa có lãnh đạo để báo');
  await main.getByRole('link', { name: 'Xem những người này' }).click();
  await expect(main.getByRole('row', { name: /Ngọc Hân/ })).toContainText('Chưa có lãnh đạo để báo');
  await expect(main).not.toContainText('Bùi Thế Lữ');
  await main.getByRole('link', { name: 'Lịch sử nhắc' }).click();
  await main.getByLabel('Loại').selectOption({ label: 'Báo lãnh đạo' });
  await main.getByRole('button', { name: 'Xem' }).click();
  await expect(main).toContainText('Chưa có lãnh đạo: 1');
  await main.getByRole('link', { name: 'Quy tắc nhắc' }).click();
  await page.getByLabel('Báo lại cứ mỗi (ngày)').fill('');
  await page.getByLabel('Giờ gửi tổng hợp').fill('31/02');
  await page.getByLabel('Căn cứ').fill('Quyết định số 16');
  await main.getByRole('button', { name: 'Lưu, áp dụng từ ngày mai' }).click();
  await expect(main.getByRole('alert')).toContainText(/Giờ gửi bản tổng hợp cần từ 06:00 đến 16:00/i);
  await expect(page.getByLabel('Giờ gửi tổng hợp')).toHaveValue('31/02');
});
