import { expect, test } from '../fixtures.ts';
import { holdScripts } from '../slow-line.ts';

test('a sheet saves itself while it is filled in, survives a reload, is locked, and the organiser sees that it is and nothing else', async ({ page, scenery, enterAs, expectAccessible }) => {
  test.setTimeout(120_000);
  const main = page.getByRole('main');
  await enterAs(scenery.ids.learner);
  await page.goto('/judging');
  // On a slow line she writes before the page's script is there.
  const release = await holdScripts(page);
  await main.getByRole('link', { name: 'Bài 01' }).click({ noWaitAfter: true });
  const score = main.getByLabel('Điểm từ 0 đến 10');
  await score.first().fill('7,5');
  await main.getByLabel('Vì sao cho điểm này').first().fill('Có số liệu');
  release();
  await expect(main.getByText('Đã tự lưu.')).toBeVisible();
  await page.reload();
  await expect(main.getByText(/^Đã lưu lúc/)).toBeVisible();
  await expect(score.first()).toHaveValue('7,5');
  await main.getByRole('button', { name: 'Khoá phiếu chấm' }).click();
  await expect(main.getByRole('alert')).toBeVisible();
  await expect(score.first()).toHaveValue('7,5');
  await score.nth(1).fill('8');
  await main.getByLabel('Vì sao cho điểm này').nth(1).fill('Áp dụng được ngay');
  await main.getByLabel('Nhận xét gửi người dự thi').fill('Nên thử ở một xã trước khi mở rộng.');
  await main.getByLabel('4 – Tự tin').check();
  await expectAccessible();
  await main.getByRole('button', { name: 'Khoá phiếu chấm' }).click();
  await expect(main.getByRole('status')).toContainText('Đã khoá phiếu chấm bài 01');
  await main.getByRole('link', { name: 'Bài 01' }).click();
  await expect(main.getByText('Phiếu đã khoá lúc')).toBeVisible();
  await enterAs(scenery.ids.organiser);
  await page.goto(`/contest-desk/${scenery.judging.given}/assignment`);
  await expect(main.getByText('Đã khoá', { exact: true })).toHaveCount(1);
  await expect(main.getByText('7,5')).toHaveCount(0);
});
