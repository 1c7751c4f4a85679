import { createHash } from 'node:crypto';
import { expect, test } from '../fixtures.ts';

test('a standing becomes results: committed, opened, decided by one person, published by another, appealed, applied', async ({ page, scenery: { ids, results, units }, enterAs }) => {
  test.setTimeout(120_000);
  const main = page.getByRole('main');
  const desk = `/contest-desk/${results.committed}`;

  await enterAs(ids.organiser);
  await page.goto(`${desk}/standing`);
  await expect(main).toContainText('Danh tính còn đóng');
  await expect(main).not.toContainText('Sáng kiến số 1');
  await page.goto(`${desk}/unblinding`);
  await main.getByRole('button', { name: 'Mở danh tính' }).click();
  await expect(main).toContainText('Đã mở danh tính lúc');

  await page.goto(`${desk}/decisions`);
  for (const [at, prize] of [[0, 'Giải nhất'], [1, 'Giải nhì']] as const) {
    await main.getByRole('link', { name: /^Quyết định bài/ }).nth(at).click();
    await page.getByRole('radio', { name: prize }).check();
    await main.getByRole('button', { name: 'Ghi quyết định' }).click();
    await expect(main).toContainText('Đã ghi quyết định');
  }
  // A prize for the fourth needs its reason; what was chosen stays chosen.
  await main.getByRole('link', { name: /^Quyết định bài/ }).nth(3).click();
  await page.getByRole('radio', { name: 'Giải dữ liệu mở' }).check();
  await main.getByRole('button', { name: 'Ghi quyết định' }).click();
  await expect(main.getByRole('alert')).toContainText(/Nêu lý do/i);
  await expect(page.getByRole('radio', { name: 'Giải dữ liệu mở' })).toBeChecked();
  await page.getByLabel('Lý do').fill('Dùng dữ liệu mở đầy đủ nhất, hội đồng thống nhất.');
  await main.getByRole('button', { name: 'Ghi quyết định' }).click();
  await expect(main).toContainText('Dùng dữ liệu mở đầy đủ nhất');
  expect((await page.request.get(`${desk}/minutes/file`)).headers()['content-type']).toBe('application/pdf');

  await page.goto(`${desk}/results`);
  await expect(main).toContainText('Công bố kết quả cuộc thi');
  await enterAs(ids.publisher);
  await page.goto(`${desk}/results`);
  await page.getByLabel('Kết luận ghi vào biên bản').fill('Hội đồng thống nhất.');
  await main.getByRole('button', { name: 'Công bố kết quả' }).click();
  await expect(main).toContainText('người công bố');

  // Everybody can compute the hash that was public before the identities were open.
  await page.context().clearCookies();
  await page.goto(`/contests/${results.openSlug}/verification`);
  const file = await (await page.request.get(`/contests/${results.openSlug}/verification/preliminary`)).body();
  await expect(main).toContainText(createHash('sha256').update(file).digest('hex'));
  await page.getByLabel('Tệp cam kết đã tải về').setInputFiles({ name: 'cam-ket.json', mimeType: 'application/json', buffer: file });
  await main.getByRole('button', { name: 'Tính mã và so sánh' }).click();
  await expect(main).toContainText('Tệp khớp với mã cam kết');
  await page.getByLabel('Tệp cam kết đã tải về').setInputFiles({ name: 'cam-ket.json', mimeType: 'application/json', buffer: Buffer.concat([file, Buffer.from(' ')]) });
  await main.getByRole('button', { name: 'Tính mã và so sánh' }).click();
  await expect(main).toContainText('Tệp không khớp');

  await page.goto(`/contests/${results.openSlug}/results`);
  await expect(main).not.toContainText('Sáng kiến số 1');
  await enterAs(ids.organiser);
  await page.goto(`${desk}/adoptions`);
  await page.getByLabel('Bài dự thi').selectOption({ index: 1 });
  await page.getByLabel('Đơn vị áp dụng').selectOption(units.commune);
  await main.getByRole('button', { name: 'Giao áp dụng' }).click();
  // Loaded anew while the answer is on its way, the page would be lost.
  await page.waitForURL(/\/contest-desk\/adoptions\/[0-9a-f-]{36}/);
  await enterAs(ids.leader);
  await page.reload();
  await main.getByRole('link', { name: 'Cập nhật tình trạng' }).click();
  await page.getByRole('radio', { name: 'Không áp dụng' }).check();
  await page.getByLabel('Lý do').fill('Phần mềm đang dùng đã có chức năng này.');
  await main.getByRole('button', { name: 'Lưu' }).click();
  await expect(main).toContainText('Phần mềm đang dùng đã có chức năng này.');
  await page.goto(`/contests/${results.openSlug}/adoption`);
  await expect(main).toContainText('Lý do: Phần mềm đang dùng đã có chức năng này.');
});
