import { expect, test } from '../fixtures.ts';

test('a draft is written and previewed, and a file is imported', async ({ page, scenery, enterAs, expectAccessible }) => {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.editor);
  await page.goto(`/answers/${scenery.answers.draft}/edit`);
  await expect(page.getByRole('region', { name: 'Xem trước' })).toContainText('Theo bản đã lưu');
  await page.getByLabel(/^Các bước/).fill('1. Một\n2. **Hai** <b>');
  await page.getByRole('button', { name: 'Lưu bản nháp' }).click();
  await expect(main.getByRole('alert')).toContainText('mã HTML');
  await expect(page.getByRole('region', { name: 'Xem trước' }).locator('strong')).toHaveText('Hai');
  await expectAccessible();
  await page.goto('/answers/import');
  const row = '{ slug: tu-tep, topic: tai-khoan, question: Câu từ tệp?, variants: [], short: Ngắn., audience: public, papers: [], fee: null, place: null, time_limit: null, legal_basis: [], as_of: 2026-01-05, confidence: A, volatility: low, transfer_to: null, sources: [Công an tỉnh], related: [], body: Làm. }';
  await page.getByLabel('Tệp câu trả lời').setInputFiles({ name: 'a.yaml', mimeType: 'application/yaml', buffer: Buffer.from(`answers:\n  - ${row}\n`) });
  await page.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  await expect(main).toContainText('1 câu mới');
  await page.getByRole('button', { name: 'Nhập 1 câu thành bản nháp' }).click();
  await expect(main).toContainText('Tất cả là bản nháp');
});
