import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const main = (page: Page) => page.getByRole('main');

/** Writes a part that is a text, from the report's page and back to it. */
async function writePart(page: Page, name: RegExp, words: string): Promise<void> {
  await main(page).getByRole('link', { name }).click();
  await main(page).getByRole('textbox').first().fill(words);
  await main(page).getByRole('button', { name: 'Lưu nháp' }).click();
  await expect(main(page)).toContainText('Đã lưu.');
}

test('a monthly report goes from the focal point over the leader to the standing agency, back once, and is accepted', async ({ page, enterAs, scenery, expectAccessible }) => {
  await enterAs(scenery.ids.focal);
  await page.goto('/reports');
  await main(page).getByRole('link', { name: 'Mở báo cáo tháng' }).click();
  await main(page).getByRole('button', { name: /^Lập báo cáo tháng .* của Trung tâm Phục vụ hành chính công/ }).click();
  await expect(main(page)).toContainText('Đã lập báo cáo.');
  const report = new URL(page.url()).pathname;
  await main(page).getByRole('button', { name: /^Chép từ báo cáo tháng/ }).click();
  await expect(main(page)).toContainText('Đã chép');
  await writePart(page, /^I\. Công tác chỉ đạo/, 'Phân công trực quầy số, giao ban thứ Hai.');
  await writePart(page, /^IV\. Nhiệm vụ tháng tới/, 'Hướng dẫn tại nhà văn hoá hai buổi.');
  for (const model of [2, 28]) {
    await page.goto(`${report}/lines/${model}`);
    await main(page).getByLabel('Tiến độ thực hiện').selectOption({ label: 'Đang triển khai' });
    await main(page).getByRole('button', { name: 'Lưu nháp' }).click();
    await expect(main(page)).toContainText('Đã lưu.');
  }
  await page.goto(report);
  await main(page).getByRole('link', { name: 'Kiểm tra và gửi duyệt' }).click();
  await main(page).getByRole('button', { name: 'Gửi duyệt' }).click();
  await expect(main(page)).toContainText('Đã gửi duyệt.');

  await enterAs(scenery.ids.leader);
  await page.goto('/');
  await expect(main(page)).toContainText('Báo cáo tháng chờ duyệt');
  await page.goto(report);
  await main(page).getByRole('link', { name: 'Xem và duyệt' }).click();
  await expect(main(page)).toContainText('Phân công trực quầy số');
  await main(page).getByRole('button', { name: 'Phê duyệt và gửi' }).click();
  await expect(main(page)).toContainText('Đã phê duyệt và gửi cơ quan thường trực.');

  await enterAs(scenery.ids.standing);
  await page.goto('/');
  await main(page).getByRole('link', { name: /^Báo cáo tháng chờ tiếp nhận/ }).click();
  await page.goto(report);
  await main(page).getByRole('link', { name: 'Tiếp nhận' }).click();
  await main(page).getByRole('button', { name: 'Tiếp nhận' }).click();
  await expect(main(page)).toContainText('Đã tiếp nhận.');
  await main(page).getByRole('link', { name: 'Yêu cầu bổ sung' }).click();
  await main(page).getByLabel('Lý do').fill('Bổ sung số lượt hướng dẫn công dân.');
  await main(page).getByRole('button', { name: 'Yêu cầu bổ sung' }).click();
  await expect(main(page)).toContainText('Đã yêu cầu bổ sung.');

  await enterAs(scenery.ids.focal);
  await page.goto('/');
  await main(page).getByRole('link', { name: /^Báo cáo tháng bị trả lại/ }).click();
  await page.goto(report);
  await expect(main(page)).toContainText('Bổ sung số lượt hướng dẫn công dân.');
  await writePart(page, /^V\. Đề xuất/, 'Cấp thêm một máy quét mã.');
  await main(page).getByRole('link', { name: 'Kiểm tra và gửi duyệt' }).click();
  await main(page).getByRole('button', { name: 'Gửi duyệt' }).click();
  await enterAs(scenery.ids.leader);
  await page.goto(`${report}/approval`);
  await main(page).getByRole('button', { name: 'Phê duyệt và gửi' }).click();

  await enterAs(scenery.ids.standing);
  for (const [step, done] of [['Tiếp nhận', 'Đã tiếp nhận.'], ['Chấp nhận', 'Đã chấp nhận.']] as const) {
    await page.goto(report);
    await main(page).getByRole('link', { name: step }).click();
    await main(page).getByRole('button', { name: step }).click();
    await expect(main(page)).toContainText(done);
  }
  await expect(main(page).getByRole('link', { name: 'Bản gửi lần 2' })).toBeVisible();
  await expectAccessible();
  for (const [file, start] of [['document.docx', 'PK'], ['document.pdf', '%PDF']] as const) {
    const answer = await page.request.get(`${report}/${file}`);
    expect([answer.status(), (await answer.body()).subarray(0, start.length).toString('latin1')]).toEqual([200, start]);
  }
});
