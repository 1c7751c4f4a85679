import type { Page } from '@playwright/test';
import { pdf } from '../../world/entry-files.ts';
import { expect } from '../fixtures.ts';
import type { Scenery } from '../../support/scenery.ts';

const parts: [step: string, words: string][] = [['problem', 'Mỗi mùa mưa có 40 điểm ngập.'], ['solution', 'Gộp phản ánh lên bản đồ.'], ['data', 'Danh mục điểm ngập của Sở Xây dựng.'], ['legality', 'Dữ liệu mở, ghi nguồn.'], ['effect', 'Giảm 30 phút mỗi lượt đi.'], ['maturity', 'Bản mẫu.'], ['plan', 'Ba tháng.']];

interface Walk {
  page: Page;
  scenery: Scenery;
  enterAs: (userId: string) => Promise<void>;
  expectAccessible: () => Promise<void>;
  javaScriptEnabled: boolean | undefined;
}

/** An entry is begun, written in two tabs, gets a file and is handed in; with a script the steps save themselves and the file goes in pieces. */
export async function walkAnEntry({ page, scenery, enterAs, javaScriptEnabled, expectAccessible }: Walk): Promise<void> {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.learner);
  await page.goto(`/contests/${scenery.entries.contest}/entries/new`);
  await page.getByLabel(/^Tên bài dự thi/).fill('Bản đồ "ngập" <b>');
  await page.getByRole('button', { name: 'Tạo bài' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tên và tóm tắt');
  const base = new URL(page.url()).pathname.replace('/parts/summary', '');
  await page.getByLabel(/^Lĩnh vực/).selectOption({ index: 1 });
  await page.getByRole('textbox', { name: /^Tóm tắt/ }).fill('Cho người dân biết đường nào ngập.');
  if (javaScriptEnabled) {
    await expect(page.locator('[data-count]')).toContainText('34 / 1.500');
    await expect(page.locator('[data-state]')).toHaveText('Đã tự lưu.');
    await page.reload();
    await expect(page.getByRole('textbox', { name: /^Tóm tắt/ })).toHaveValue('Cho người dân biết đường nào ngập.');
  } else await page.getByRole('button', { name: 'Lưu', exact: true }).click();

  const other = await page.context().newPage();
  for (const tab of [page, other]) await tab.goto(`${base}/parts/problem`);
  await other.getByRole('textbox').fill('Bản của tab kia.');
  await other.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(other.getByRole('main')).toContainText('Đã lưu.');
  await page.getByRole('textbox').fill('Bản của tab này.');
  await page.getByRole('button', { name: 'Lưu', exact: true }).click();
  await expect(main.getByRole('alert').first()).toContainText('đã lưu phần này lúc');
  await expect(page.locator('.kept-text')).toHaveText('Bản của tab kia.');
  await expect(page.getByRole('textbox')).toHaveValue('Bản của tab này.');
  await expectAccessible();
  await other.close();

  for (const [step, words] of parts) {
    await page.goto(`${base}/parts/${step}`);
    await page.getByRole('textbox').fill(words);
    await page.getByRole('button', { name: 'Lưu và sang bước sau' }).click();
    await expect(page).not.toHaveURL(new RegExp(`/parts/${step}$`));
  }
  await page.goto(`${base}/files`);
  await page.getByLabel(/^Chọn tệp/).setInputFiles({ name: 'Thuyết minh.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([pdf().subarray(0, -6), Buffer.alloc(2_500_000, 0x20), Buffer.from('\n%%EOF\n')]) });
  await page.getByRole('button', { name: 'Tải lên' }).click();
  await expect(main).toContainText('Đã nhận tệp.');
  await expect(page.getByRole('link', { name: 'Thuyết minh.pdf' })).toBeVisible();
  await page.getByLabel(/^Chọn tệp/).setInputFiles({ name: 'khác.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ') });
  await page.getByRole('button', { name: 'Tải lên' }).click();
  await expect(main).toContainText('Nội dung tệp không phải PDF');

  await page.goto(`${base}/check`);
  await expect(main).toContainText('Bài đã đủ các phần.');
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(main.getByRole('alert').first()).toContainText(/Cần đánh dấu đồng ý/i);
  await page.getByLabel(/^Nhóm đồng ý với thể lệ/).check();
  await page.getByLabel(/^Nhóm cam kết/).check();
  await page.getByRole('button', { name: 'Nộp bài' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Biên nhận nộp bài, lần 1');
  await expect(main).toContainText('Thuyết minh.pdf');
  await expectAccessible();
}
