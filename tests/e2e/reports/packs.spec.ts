import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publicKeyFromPem } from '../../../app/platform/ed25519.server.ts';
import { checkPack } from '../../../app/reports/verify.server.ts';
import { temporaryFolder } from '../../support/server.ts';
import { expect, test } from '../fixtures.ts';

test('a leader takes a pack of a unit, and anybody can check it with the key of the public page', async ({ page, enterAs, scenery, expectAccessible }) => {
  await enterAs(scenery.ids.leader);
  await page.goto('/reports/packs');
  await page.getByRole('link', { name: 'Tạo gói hồ sơ' }).click();
  await page.getByLabel('Đơn vị').selectOption(scenery.units.counter);
  await page.getByLabel('Từ ngày').fill('2026-02-01');
  await page.getByRole('button', { name: 'Tạo gói' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Gói hồ sơ của Trung tâm Phục vụ hành chính công');
  await expect(page.getByRole('main')).toContainText('Gói đã sẵn sàng', { timeout: 60_000 });
  await expectAccessible();

  using folder = temporaryFolder();
  const file = join(folder.path, 'goi.zip');
  const link = await page.getByRole('link', { name: 'Tải gói xuống' }).getAttribute('href');
  writeFileSync(file, await (await page.request.get(link ?? '')).body());
  await page.goto('/packs/key');
  const key = publicKeyFromPem((await page.locator('pre').first().textContent()) ?? '');
  expect(key).not.toBeNull();
  expect(await checkPack(file, key)).toMatchObject({ ok: true, isOwnKey: true, manifest: { unit: { id: scenery.units.counter } } });
});
