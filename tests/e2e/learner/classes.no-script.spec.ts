import { expect, test } from '../fixtures.ts';

const localDay = (days: number) => new Date(Date.now() + days * 86_400_000 + 7 * 3_600_000).toISOString().slice(0, 10);

test.use({ viewport: { width: 320, height: 640 } });

test('a class is written, opened, taken a place in, and given back', async ({ page, scenery, enterAs, newLearner, expectAccessible }) => {
  await enterAs(scenery.ids.trainer);
  await page.goto('/admin/classes/new');
  const title = 'Lớp thử từ biểu mẫu, không cần tập lệnh';
  await page.locator('#title').fill(title);
  await page.locator('#lecturer').fill('Giảng viên mẫu');
  await page.locator('#capacity').fill('1');
  await page.locator('#closes').fill(`${localDay(2)}T17:00`);
  await page.locator('#day_0').fill(localDay(3));
  await page.locator('#from_0').fill('08:00');
  await page.locator('#to_0').fill('07:00');
  await page.locator('#place_0').fill('Phòng họp A');
  await page.locator('#periods_0').fill('4');
  await page.getByRole('button', { name: 'Lưu nháp' }).click();
  await expect(page.getByRole('alert')).toContainText(/Giờ kết thúc phải sau giờ bắt đầu/i);
  await expectAccessible();
  await page.locator('#to_0').fill('11:30');
  await page.getByRole('button', { name: 'Lưu nháp' }).click();
  await expect(page).toHaveURL(/\/admin\/classes\/[\w-]{36}\?done=created$/);
  await page.getByRole('button', { name: 'Mở đăng ký' }).click();
  await expect(page.getByText('Lớp đã mở đăng ký.')).toBeVisible();

  const [first, second] = [await newLearner(), await newLearner()];
  await enterAs(first.id);
  await page.goto('/classes?tab=open');
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: 'Đăng ký', exact: true }).click();
  await expect(page.getByText('Anh/Chị có chỗ')).toBeVisible();
  await page.goto('/');
  await expect(page.getByText(`Buổi học sắp tới: ${title}`)).toBeVisible();

  await enterAs(second.id);
  await page.goto('/classes?tab=open');
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: 'Vào danh sách chờ' }).click();
  await expect(page.getByText('Đang chờ, Anh/Chị đứng đầu danh sách chờ')).toBeVisible();
  const address = page.url().replace(/\?.*/, '');

  await enterAs(first.id);
  await page.goto(address);
  await page.getByRole('button', { name: 'Trả chỗ' }).click();
  await enterAs(second.id);
  await page.goto(address);
  await expect(page.getByText('Anh/Chị có chỗ')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('somebody types the code of the room, and the list is corrected with a reason', async ({ page, scenery, enterAs }) => {
  const { running, session } = scenery.classes;
  const board = `/admin/classes/${running}/sessions/${session}`;
  await enterAs(scenery.ids.trainer);
  await page.goto(`${board}/qr`);
  const code = (await page.locator('[data-code]').textContent()) ?? '';
  await enterAs(scenery.ids.examinee);
  await page.goto(`/classes/${running}`);
  await page.locator('#code').fill('AAAAAA');
  await page.getByRole('button', { name: 'Điểm danh' }).click();
  await expect(page.getByRole('alert')).toContainText(/Mã không đúng hoặc đã đổi/i);
  await page.locator('#code').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Điểm danh' }).click();
  await expect(page.getByText('Đã điểm danh. Cảm ơn Anh/Chị.')).toBeVisible();

  await enterAs(scenery.ids.trainer);
  await page.goto(board);
  const tick = page.locator(`#present-${scenery.ids.examinee}`);
  await expect(tick).toBeChecked();
  await tick.uncheck();
  await page.getByRole('button', { name: 'Lưu điểm danh' }).click();
  await expect(page.getByRole('alert')).toContainText(/Nhập lý do/i);
  await expect(tick).not.toBeChecked();
  await page.locator('#reason').fill('Nhập mã giúp người khác, không có mặt');
  await page.getByRole('button', { name: 'Lưu điểm danh' }).click();
  await expect(page.getByText('Đã lưu điểm danh.')).toBeVisible();
  await expect(page.locator('section', { has: page.locator('#corrections') })).toContainText('Nhập mã giúp người khác');
});

test('a question is asked below a lesson, let through, answered and accepted', async ({ page, scenery, enterAs, newLearner }) => {
  const learner = await newLearner('an-toan-thong-tin');
  const words = 'Máy ở quầy tự khoá sau mấy phút là hợp lý?';
  await enterAs(learner.id);
  await page.goto('/learn/an-toan-thong-tin/doc-thu-truoc-khi-tin');
  await page.getByRole('link', { name: 'Xem tất cả, đặt câu hỏi' }).click();
  await page.locator('#body').fill(words);
  await page.getByRole('button', { name: 'Gửi câu hỏi' }).click();
  await expect(page.getByText('Chỉ Anh/Chị nhìn thấy cho đến khi biên tập viên duyệt.')).toBeVisible();

  await enterAs(scenery.ids.editor);
  await page.goto('/admin/lesson-questions');
  await page.getByRole('link', { name: words }).click();
  await page.locator('#body').fill('Năm phút, và khoá bằng tay mỗi khi rời quầy.');
  await page.getByRole('button', { name: 'Gửi câu trả lời' }).click();
  await expect(page.getByText('Đã trả lời, người hỏi nhận thông báo.')).toBeVisible();

  await enterAs(learner.id);
  await page.goto('/learn/an-toan-thong-tin/doc-thu-truoc-khi-tin');
  await page.getByRole('link', { name: words }).click();
  await page.getByRole('button', { name: 'Chọn là câu trả lời đúng' }).click();
  await expect(page.getByText('Câu trả lời đúng', { exact: true })).toBeVisible();
});
