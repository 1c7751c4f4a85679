import type { Page } from '@playwright/test';
import { localOf } from '../../../app/platform/local-time.ts';
import { makeUnit } from '../../world/people.ts';
import { fromPhone } from '../../world/photos.ts';
import { expect, test } from '../fixtures.ts';

const inHours = (hours: number) => localOf(new Date(Date.now() + hours * 3_600_000).toISOString(), 'Asia/Ho_Chi_Minh');
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

async function save(page: Page, path: string, words: Record<string, string>, button = 'Lưu'): Promise<void> {
  await page.goto(path);
  for (const [label, text] of Object.entries(words)) await page.getByRole('textbox', { name: label, exact: true }).or(page.getByLabel(label, { exact: true })).first().fill(text);
  await page.getByRole('main').getByRole('button', { name: button }).first().click();
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
}

test('a campaign for the public is written, approved, broadcast, proven and read, and says whom it has not reached', async ({ page, scenery, enterAs, expectAccessible, db }) => {
  test.setTimeout(240_000);
  const main = page.getByRole('main');
  const { ids, units } = scenery;
  await makeUnit(db, { name: 'UBND xã Gia Viễn', parentId: units.province });

  // The operator knows one station more, and the page of a ward.
  await enterAs(ids.operator);
  for (const [name, kind, unit] of [['Đài truyền thanh xã Gia Viễn', 'Đài truyền thanh', { label: '\u2003UBND xã Gia Viễn' }], ['Trang thông tin phường Hoa Lư', 'Cổng, trang thông tin, mạng xã hội', units.commune]] as const) {
    await page.goto('/campaigns/places/new');
    await page.getByLabel('Tên điểm phát').fill(name);
    await page.getByLabel('Loại').selectOption({ label: kind });
    await page.getByLabel('Đơn vị quản lý').selectOption(unit);
    await main.getByRole('button', { name: 'Thêm điểm phát' }).click();
    await expect(main.getByRole('status')).toContainText('Đã thêm điểm phát');
  }
  // An address alone claims nothing.
  await page.goto('/campaigns/places?done=imported&added=90&known=0');
  await expect(main.getByRole('status')).toHaveCount(0);

  // The maker writes it once for each medium and plans where it is shown.
  await enterAs(ids.maker);
  await save(page, '/campaigns/new', { 'Mã chiến dịch': 'TT-T-78', 'Tên chiến dịch': 'Không đọc mã OTP cho ai', 'Nguồn nội dung': 'Công an tỉnh', 'Mục tiêu': 'Người dân không đọc mã OTP cho người lạ', 'Đo bằng gì': 'Tỷ lệ trả lời đúng', 'Chỉ tiêu (%)': '80' }, 'Lưu và sang bước tiếp');
  await expect(page).toHaveURL(/\/audience/);
  const at = `/campaigns/${/campaigns\/([^/]+)\//.exec(page.url())?.[1] ?? ''}`;
  await save(page, `${at}/content`, { 'Tiêu đề': 'Không đọc mã OTP cho ai', 'Lời thông báo': 'Nhắc người dân: **không đọc mã OTP** cho bất kỳ ai.' });
  await save(page, `${at}/content/led`, { 'Các trang chữ, mỗi dòng một trang': 'KHÔNG ĐỌC MÃ OTP\nCÔNG AN KHÔNG HỎI MÃ OTP' });
  for (const words of ['KHÔNG ĐỌC MÃ OTP', 'CÔNG AN KHÔNG HỎI MÃ OTP']) await expect(page.getByRole('img', { name: words, exact: true })).toBeVisible();
  await save(page, `${at}/content/loudspeaker`, { 'Bản tin tiếng Việt': 'Thưa bà con, không đọc mã OTP cho bất kỳ ai, kể cả người xưng là công an.' });
  await save(page, `${at}/content/poster`, { 'Dòng lớn': 'Không đọc mã OTP', 'Lời trên áp phích': 'Ai hỏi mã OTP, người đó lừa đảo.' });
  await save(page, `${at}/content/post`, { 'Tiêu đề bài': 'Không đọc mã OTP cho ai', 'Nội dung bài': 'Công an, ngân hàng không hỏi mã OTP.' });
  await expect(main.getByText(/Xem thêm: http.*\/help$/)).toBeVisible();
  await expectAccessible();
  await save(page, `${at}/schedule`, { 'Bắt đầu gửi': inHours(1), 'Không gửi sau': inHours(48) });
  for (const medium of ['Bảng LED', 'Truyền thanh', 'Áp phích, pano', 'Bài đăng cổng, trang']) {
    await page.goto(`${at}/slots`);
    await page.getByLabel(/^Kênh/).selectOption({ label: medium });
    // Noon of tomorrow always lies within the two days, and never in quiet hours.
    await page.getByLabel('Từ ngày').fill(inHours(24).slice(0, 10));
    await page.getByLabel('Giờ 1').fill('12:00');
    await main.getByRole('button', { name: 'Xem trước' }).click();
    await expect(main.getByText('Xếp được')).toBeVisible();
    await main.getByRole('button', { name: 'Xếp lịch' }).click();
    await expect(main.getByText(/Đã xếp 1 thời điểm tại \d điểm phát\./)).toBeVisible();
    await expect(main.getByText(new RegExp(`^${medium}: .*\\sđiểm$`))).toBeVisible();
  }
  await expect(main.getByText(/^Truyền thanh: .*, 2\sđiểm$/)).toBeVisible();
  await save(page, `${at}/check`, {}, 'Trình duyệt');
  await expect(main).toContainText('Đã trình duyệt');

  // Somebody else sees every medium as it will be, and approves it.
  await enterAs(ids.approver);
  await page.goto(`${at}/approval`);
  await expect(main.getByRole('img', { name: 'KHÔNG ĐỌC MÃ OTP', exact: true })).toBeVisible();
  for (const words of ['Thưa bà con, không đọc mã OTP', 'Ai hỏi mã OTP, người đó lừa đảo.', 'Nhắc người dân']) await expect(main).toContainText(words);
  await expect(main.getByText(/^Truyền thanh: .*, 2\sđiểm$/)).toBeVisible();
  await expectAccessible();
  await page.getByLabel('Ý kiến').fill('Đồng ý');
  await main.getByRole('button', { name: 'Duyệt và phát hành theo lịch' }).click();
  await expect(main).toContainText('Đã duyệt và phát hành theo lịch');
  await page.goto(`${at}/slots`);
  await expect(main).toContainText('0 trong 5 lượt đã phát');

  // Three hours pass.
  const id = at.slice('/campaigns/'.length);
  await db.updateTable('campaign').set({ launched_at: ago(3) }).where('id', '=', id).execute();
  await db.updateTable('broadcast_slot').set({ starts_at: ago(1) }).where('campaign_id', '=', id).execute();
  await db.updateTable('job').set({ run_at: ago(0) }).where('name', '=', 'messaging.fan-out').execute();

  // The operator finds what waits for her: one with a photo, one that was missed, the rest at once.
  await enterAs(ids.operator);
  await page.goto('/campaigns');
  await main.getByRole('link', { name: /Không đọc mã OTP cho ai/ }).first().click();
  await main.locator(`a[href="${at}/slots?view=overdue"]`).click();
  await expect(main.getByRole('heading', { level: 1 })).toContainText('Lịch phát và xác nhận');
  await expectAccessible();
  await main.getByRole('link', { name: 'Bảng LED quảng trường' }).click();
  await page.getByLabel('Ảnh tại chỗ').setInputFiles({ name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: fromPhone(1) });
  await main.getByRole('button', { name: 'Xác nhận đã phát' }).click();
  await expect(main.getByRole('status')).toContainText('Đã xác nhận 1 lượt phát');
  await main.getByRole('link', { name: 'Đài truyền thanh xã Gia Viễn' }).click();
  await main.getByRole('button', { name: 'Ghi nhận không phát' }).click();
  await expect(main.getByRole('alert')).toBeVisible();
  await page.locator('#missedReason').fill('Mất điện cả buổi chiều');
  await main.getByRole('button', { name: 'Ghi nhận không phát' }).click();
  await main.getByRole('link', { name: 'Trang thông tin phường Hoa Lư' }).click();
  await page.getByLabel('Địa chỉ bài đã đăng').fill('javascript:alert(1)');
  await main.getByRole('button', { name: 'Xác nhận đã phát' }).click();
  await expect(main.getByRole('alert')).toContainText('địa chỉ của bài đã đăng');
  await expectAccessible();
  await page.getByLabel('Địa chỉ bài đã đăng').fill('https://hoalu.vi-du.vn/tin/1');
  await main.getByRole('button', { name: 'Xác nhận đã phát' }).click();
  await expect(main.getByRole('status')).toContainText('Đã xác nhận 1 lượt phát');
  for (const place of ['Bảng tin nhà văn hoá', 'Đài truyền thanh phường Hoa Lư']) await main.getByRole('checkbox', { name: `Chọn ${place}` }).check();
  await main.getByRole('button', { name: 'Xác nhận các lượt đã chọn' }).click();
  await expect(main.getByRole('status')).toContainText('Đã xác nhận 2 lượt phát');
  await expect(main).toContainText('4 trong 5 lượt đã phát');

  // What proves it is a picture and nothing else.
  const slot = await db.selectFrom('broadcast_slot').select('id').where('campaign_id', '=', id).where('medium', '=', 'LED').executeTakeFirstOrThrow();
  const photo = await page.request.get(`/campaigns/slots/${slot.id}/photo`);
  expect([photo.headers()['content-type'], photo.headers()['x-content-type-options']]).toEqual(['image/jpeg', 'nosniff']);
  expect((await photo.body()).toString('latin1')).not.toMatch(/GPS|comment|<script>/);

  // Whom nothing reached: on the page, and as a file for whoever follows it up.
  const communes = main.getByRole('list').filter({ hasText: 'UBND xã Gia Viễn – Mất điện cả buổi chiều' }).getByRole('listitem');
  await expect(communes.filter({ hasText: 'UBND xã Gia Viễn' })).toBeVisible();
  await expect(communes.filter({ hasText: /^UBND phường Hoa Lư/ })).toHaveCount(0);
  const csv = await page.request.get(`${at}/not-reached`);
  expect(csv.headers()['content-disposition']).toContain('attachment');
  expect(await csv.text()).toMatch(/UBND xã Gia Viễn;1;Mất điện cả buổi chiều/);

  // The people at the counter have it in front of them, too.
  await enterAs(ids.learner);
  const notice = main.getByRole('link', { name: 'Không đọc mã OTP cho ai' });
  await expect(async () => {
    await page.goto('/inbox');
    await expect(notice).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  await notice.click();
  await expect(main).toContainText('Nhắc người dân: không đọc mã OTP');

  await enterAs(ids.maker);
  await page.goto(at);
  await expect(main).toContainText('4 trong 5 lượt đã phát. ');
  await expectAccessible();
});
