import { readFileSync } from 'node:fs';
import { makePerson, makeUnit } from '../../world/people.ts';
import { expect, test } from '../fixtures.ts';

test('an administrator finds people by any way of writing, narrows the list, pages it and takes it as a file', async ({ page, db, enterAs, scenery, expectAccessible }) => {
  const unit = await makeUnit(db, { name: `Trạm Thú y ${Date.now()}`, parentId: scenery.units.commune });
  for (let at = 1; at <= 52; at += 1) await makePerson(db, { fullName: `Trịnh Quốc Trượng ${String(at).padStart(2, '0')}`, staffNo: `00${Date.now() % 100_000}${at}`, unitId: unit });
  const main = page.getByRole('main');
  await enterAs(scenery.ids.trainer);
  await page.goto('/admin');
  await main.getByRole('link', { name: 'Người dùng' }).click();
  await main.getByLabel('Họ tên, mã số cán bộ hoặc thư điện tử').fill('trinh quoc truong');
  await main.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(main).toContainText(/5[2-9] người|1\d\d người/);
  await expect(main.getByRole('link', { name: 'Trịnh Quốc Trượng 01' }).first()).toBeVisible();
  await expectAccessible();
  await main.getByRole('link', { name: 'Sau', exact: true }).click();
  await expect(page).toHaveURL(/q=trinh/);
  await expect(main.getByRole('link', { name: /^Trịnh Quốc Trượng/ }).first()).toBeVisible();

  await main.getByText('Lọc', { exact: true }).click();
  await main.getByLabel('Trạng thái').selectOption({ label: 'Chưa kích hoạt' });
  await main.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(page).toHaveURL(/state=WAITING/);
  const download = page.waitForEvent('download');
  await main.getByRole('link', { name: /CSV/ }).click();
  const list = readFileSync(await (await download).path(), 'utf8');
  expect(list.split('\r\n').filter((line) => line.includes('Trịnh Quốc Trượng')).length).toBeGreaterThanOrEqual(52);

  await page.goto('/admin/people?q=khong-co-ai-ten-nhu-vay');
  await expect(main).toContainText('Không tìm thấy kết quả phù hợp');
  await main.getByRole('link', { name: 'Bỏ lọc' }).click();
  await expect(page).toHaveURL(/\/admin\/people$/);
  await main.getByLabel('Họ tên, mã số cán bộ hoặc thư điện tử').fill('CB90008');
  await main.getByRole('button', { name: 'Tìm kiếm' }).click();
  await main.getByRole('link', { name: 'Bùi Thế Lữ' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bùi Thế Lữ');
});

test('somebody without the right meets a closed door, and an auditor sees no list of accounts', async ({ page, enterAs, scenery }) => {
  for (const who of ['learner', 'leader', 'auditor'] as const) {
    await enterAs(scenery.ids[who]);
    expect((await page.goto('/admin/people'))?.status()).toBe(403);
    expect((await page.goto('/admin/people/file?format=csv'))?.status()).toBe(403);
  }
});
