import { makePerson, makeUnit } from '../../world/people.ts';
import { expect, test } from '../fixtures.ts';

test('an administrator writes a rule, looks at whom it means, confirms it, and the learner is told why', async ({ page, db, enterAs, scenery, expectAccessible }) => {
  const unit = await makeUnit(db, { name: 'Trạm Khuyến nông khu vực Gia Viễn', parentId: scenery.units.province });
  const people = [await makePerson(db, { fullName: 'Lương Thị Hạ', unitId: unit }), await makePerson(db, { fullName: 'Đoàn Văn Đông', unitId: unit })];
  await db.updateTable('membership').set({ position_title: 'Khuyến nông viên' }).where('unit_id', '=', unit).execute();
  const main = page.getByRole('main');
  const rule = `An toàn thông tin cho khuyến nông viên ${Date.now()}`;

  await enterAs(scenery.ids.trainer);
  await page.goto('/admin');
  await main.getByRole('link', { name: 'Giao học' }).click();
  await main.getByRole('link', { name: 'Thêm quy tắc' }).first().click();
  await main.getByLabel('Tên quy tắc').fill(rule);
  await main.getByLabel('Chức vụ có chứa từ').fill('khuyen nong vien');
  await main.getByRole('button', { name: 'Tiếp tục' }).click();
  await main.getByLabel(/^An toàn thông tin/).check();
  await main.getByLabel('Số ngày kể từ ngày được giao').check();
  await main.getByLabel('Số ngày', { exact: true }).fill('30');
  await main.getByRole('button', { name: 'Xem trước' }).click();
  await expect(main).toContainText('2 người thuộc quy tắc');
  await expect(main).toContainText('Lương Thị Hạ');
  expect(await db.selectFrom('enrollment').select('id').where('user_id', 'in', people.map(({ id }) => id)).execute()).toEqual([]);
  await expectAccessible();
  await main.getByRole('button', { name: 'Xác nhận và áp dụng' }).click();
  await expect.poll(async () => (await db.selectFrom('enrollment').select('id').where('user_id', 'in', people.map(({ id }) => id)).execute()).length, { timeout: 60_000 }).toBe(2);

  await page.goto('/admin/assignments');
  await main.getByRole('link', { name: rule }).click();
  await expect(main).toContainText('Đoàn Văn Đông');

  await enterAs(people[0]?.id ?? '');
  await page.goto('/courses/an-toan-thong-tin');
  await main.getByText('Vì sao tôi được giao?').click();
  await expect(main).toContainText(rule);
});
