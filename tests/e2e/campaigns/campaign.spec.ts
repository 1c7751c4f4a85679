import { localOf } from '../../../app/platform/local-time.ts';
import { expect, test } from '../fixtures.ts';

const inHours = (hours: number) => localOf(new Date(Date.now() + hours * 3_600_000).toISOString(), 'Asia/Ho_Chi_Minh');

test('a campaign goes from its author over its approver to its reader', async ({ page, scenery, enterAs, expectAccessible, db }) => {
  test.setTimeout(120_000);
  const main = page.getByRole('main');
  const { ids } = scenery;

  await enterAs(ids.maker);
  await page.goto('/campaigns/new');
  await page.getByLabel('Mã chiến dịch').fill('tt-t-77');
  await page.getByLabel('Tên chiến dịch').fill('Nhắc đổi mật khẩu "mạnh" <b>');
  await page.getByLabel('Nguồn nội dung').fill('Sở Khoa học và Công nghệ');
  await page.getByRole('textbox', { name: 'Mục tiêu', exact: true }).fill('Cán bộ đặt mật khẩu dài');
  await page.getByLabel('Đo bằng gì').fill('Tỷ lệ trả lời đúng');
  await page.getByLabel('Chỉ tiêu (%)').fill('80');
  await main.getByRole('button', { name: 'Lưu và sang bước tiếp' }).click();
  await expect(page).toHaveURL(/\/audience$/);
  await expect(main).toContainText('Ai sẽ nhận');
  const id = /campaigns\/([^/]+)\//.exec(page.url())?.[1] ?? '';

  await page.goto(`/campaigns/${id}/check`);
  await main.getByRole('button', { name: 'Trình duyệt' }).click();
  await expect(main.getByRole('alert')).toContainText(/Chưa đặt lịch/i);

  await page.goto(`/campaigns/${id}/content`);
  await page.getByLabel('Tiêu đề', { exact: false }).first().fill('Đặt mật khẩu dài, dễ nhớ');
  await page.getByLabel('Lời thông báo').fill('Kính gửi {{ten}},\n\nMật khẩu dài **an toàn hơn** mật khẩu khó.');
  await page.getByLabel('Câu hỏi xác nhận đã hiểu').fill('Mật khẩu nào tốt hơn?');
  await page.getByLabel('Các phương án').fill('Một câu dài\nTên và năm sinh');
  await main.getByRole('button', { name: 'Lưu' }).click();
  await expect(main).toContainText('Xem trước');
  await page.goto(`/campaigns/${id}/schedule`);
  await page.getByLabel('Bắt đầu gửi').fill(inHours(-2));
  await page.getByLabel('Không gửi sau').fill(inHours(48));
  await main.locator('form').evaluate((form: HTMLFormElement) => (form.noValidate = true));
  await main.getByRole('button', { name: 'Lưu' }).click();
  await expect(main.getByRole('alert')).toContainText(/Thời điểm gửi đã qua/i);
  await page.getByLabel('Bắt đầu gửi').fill(inHours(1));
  await main.getByRole('button', { name: 'Lưu' }).click();
  await page.goto(`/campaigns/${id}/check`);
  await expectAccessible();
  await main.getByRole('button', { name: 'Trình duyệt' }).click();
  await expect(main).toContainText('Đã trình duyệt');
  expect((await page.goto(`/campaigns/${id}/approval`))?.status()).toBe(403);

  await enterAs(ids.approver);
  await page.goto(`/campaigns/${id}/approval`);
  await expect(main).toContainText('Đặt mật khẩu dài, dễ nhớ');
  await page.getByLabel('Ý kiến').fill('Đồng ý');
  await main.getByRole('button', { name: 'Duyệt và phát hành theo lịch' }).click();
  await expect(main).toContainText('Đã duyệt và phát hành theo lịch');
  // Its moment comes: the job of the fan-out is due now.
  await db.updateTable('job').set({ run_at: new Date().toISOString() }).where('name', '=', 'messaging.fan-out').execute();

  await enterAs(ids.learner);
  await expect(async () => {
    await page.goto('/inbox');
    await expect(main.getByRole('link', { name: 'Đặt mật khẩu dài, dễ nhớ' })).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await expectAccessible();
  await page.getByRole('link', { name: /Thông báo, \d+ chưa đọc/ }).click();
  await main.getByRole('link', { name: 'Đặt mật khẩu dài, dễ nhớ' }).click();
  await expect(main.getByText('an toàn hơn')).toBeVisible();
  await expect(main).toContainText('Nhắc đổi mật khẩu "mạnh" <b>');
  await main.getByText('Một câu dài').click();
  await main.getByRole('button', { name: 'Trả lời' }).click();
  await expect(main).toContainText('Đúng rồi.');
  await expectAccessible();

  await enterAs(ids.maker);
  await page.goto(`/campaigns/${id}/correction`);
  await page.getByLabel('Lời thông báo').fill('Bản đúng: mật khẩu từ 14 ký tự.');
  await page.getByLabel('Lý do').fill('Thiếu độ dài');
  await main.getByRole('button', { name: 'Gửi đính chính' }).click();
  await expect(main).toContainText(/Đã gửi đính chính tới \d+ người đã nhận/);
  await enterAs(ids.learner);
  await expect(async () => {
    await page.goto('/inbox');
    await expect(main).toContainText('Đã có bản đính chính', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
});

test('an operator confirms a broadcast with a photo, and nothing else passes for one', async ({ page, scenery, enterAs }) => {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.operator);
  await page.goto(`/campaigns/slots/${scenery.campaigns.slot}`);
  const choose = (name: string, bytes: Buffer) => page.getByLabel('Ảnh tại chỗ').setInputFiles({ name, mimeType: 'image/png', buffer: bytes });
  await choose('anh.png', Buffer.from('<svg onload="alert(1)"></svg>'.repeat(10)));
  await main.getByRole('button', { name: 'Xác nhận đã phát' }).click();
  await expect(main.getByRole('alert')).toContainText('không phải ảnh');
  await choose('anh.png', Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64'));
  await main.getByRole('button', { name: 'Xác nhận đã phát' }).click();
  await expect(page).toHaveURL(/\/slots\?view=overdue&done=confirmed$/);
  await expect(main.getByRole('status')).toContainText('Đã xác nhận 1 lượt phát');
  await expect(main).toContainText('2 trong 2 lượt đã phát');
  await page.goto(`/campaigns/slots/${scenery.campaigns.slot}`);
  await expect(main.getByRole('img')).toBeVisible();
  await expect(main.getByRole('button', { name: 'Xác nhận đã phát' })).toHaveCount(0);
});
