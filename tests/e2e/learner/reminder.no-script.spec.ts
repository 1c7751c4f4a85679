import { expect, test } from '../fixtures.ts';

test('a leader reminds somebody after seeing what she will get; she reads it, once', async ({ page, scenery, enterAs, newLearner }) => {
  const main = page.getByRole('main');
  const learner = await newLearner('an-toan-thong-tin');

  await enterAs(scenery.ids.leader);
  await page.goto('/units?course=an-toan-thong-tin&state=todo');
  await page.getByRole('checkbox', { name: `Chọn ${learner.fullName}` }).check();
  await main.getByRole('button', { name: 'Nhắc người đã chọn' }).click();
  await expect(main).toContainText('Chưa gửi gì');
  await expect(main).toContainText('Đinh Thị Hồng Ngọc (UBND phường Hoa Lư) nhắc Anh/Chị hoàn thành khoá học này.');
  await expect(main.getByRole('row', { name: learner.fullName })).toContainText('Thư điện tử');
  await page.goBack();
  await page.goForward();
  await main.getByRole('button', { name: 'Gửi lời nhắc tới 1 người' }).click();
  await expect(main).toContainText('Đã gửi lời nhắc tới 1 người.');
  await expect(page).toHaveURL(/state=todo&reminded=1/);

  await page.goto('/units?course=an-toan-thong-tin&state=todo');
  await page.getByRole('checkbox', { name: `Chọn ${learner.fullName}` }).check();
  await main.getByRole('button', { name: 'Nhắc người đã chọn' }).click();
  await expect(main).toContainText('Đã được nhắc hôm nay');
  await expect(main.getByRole('button', { name: /Gửi lời nhắc/ })).toHaveCount(0);

  await enterAs(learner.id);
  await expect(async () => {
    await page.goto('/inbox');
    await expect(main.getByRole('link', { name: /^Nhắc học: / })).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await main.getByRole('link', { name: /^Nhắc học: / }).click();
  await expect(main).toContainText(/Phần còn lại mất khoảng \d+ phút\./);
  await expect(main).toContainText('Tin thuộc nhiệm vụ nên không có mục ngừng nhận.');
  await main.getByRole('link', { name: 'Mở trang liên quan' }).click();
  await expect(page).toHaveURL(/\/courses\/an-toan-thong-tin$/);
});

test('an administrator looks at a day, changes the rule, and is told what does not fit', async ({ page, scenery, enterAs }) => {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.trainer);
  await page.goto('/admin');
  await main.getByRole('link', { name: 'Nhắc học' }).click();
  await main.getByLabel('Ngày').fill(scenery.reminders.day);
  await main.getByRole('button', { name: 'Xem' }).click();
  await expect(main.getByRole('heading', { name: /lượt nhắc$/ })).toBeVisible();
  await expect(main).toContainText('Quá hạn 3 ngày');
  await main.getByRole('link', { name: 'Quy tắc nhắc' }).click();
  await page.getByLabel('Số ngày trước hạn').fill('10, 400');
  await page.getByLabel('Căn cứ').fill('Quyết định số 15');
  await main.getByRole('button', { name: 'Lưu, áp dụng từ ngày mai' }).click();
  await expect(main.getByRole('alert')).toContainText(/Ghi các số ngày từ 1 đến 90/i);
  await expect(page.getByLabel('Số ngày trước hạn')).toHaveValue('10, 400');
  await expect(page.getByLabel('Căn cứ')).toHaveValue('Quyết định số 15');
  await page.getByLabel('Số ngày trước hạn').fill('10, 4');
  await main.getByRole('button', { name: 'Lưu, áp dụng từ ngày mai' }).click();
  await expect(main).toContainText('Quy tắc mới áp dụng từ ngày mai');
  await expect(main.getByRole('region', { name: /^Áp dụng từ/ })).toContainText('trước hạn 10 và 4 ngày');
  await main.getByRole('link', { name: 'Lịch sử nhắc' }).click();
  await main.getByRole('link', { name: /Nhắc trực tiếp$/ }).last().click();
  await expect(main).toContainText('Do Đinh Thị Hồng Ngọc nhắc.');
});

test('a day of the calendar leads to its preview, which narrows to a step and shows the very words; a day that is none is said to be so', async ({ page, scenery, enterAs, expectAccessible }) => {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.auditor);
  await page.goto('/admin/reminders');
  await main.getByRole('link', { name: 'Lịch 30 ngày' }).click();
  await expectAccessible();
  await main.getByRole('link', { name: /^(Trước hạn|Ngày đến hạn|Quá hạn).*: \d/ }).first().click();
  await expect(page).toHaveURL(/day=\d{4}-\d{2}-\d{2}.*step=/);
  await expect(main.getByRole('heading', { name: /lượt nhắc$/ })).toBeVisible();
  await main.getByText(/^Nội dung gửi /).first().click();
  await expect(main).toContainText(/Phần còn lại mất khoảng \d+ phút/);
  await expectAccessible();
  await page.goto('/admin/reminders?day=2026-02-31');
  await expect(main).toContainText('Ngày cần có dạng 25/11/2026');
  await page.goto('/admin/reminders?day=2099-01-01');
  await expect(main).toContainText('không quá một năm kể từ hôm nay');
  expect((await page.goto('/admin/reminders/policy'))?.status()).toBe(200);
  await expect(main.getByRole('button', { name: 'Lưu, áp dụng từ ngày mai' })).toHaveCount(0);
});
