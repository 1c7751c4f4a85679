import { readFileSync } from 'node:fs';
import { makePerson } from '../../world/people.ts';
import { expect, test } from '../fixtures.ts';

const csv = (lines: readonly string[]) => ({ name: 'cong-nhan.csv', mimeType: 'text/csv', buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`) });
const head = 'Mã số cán bộ;Khoá học;Số chứng nhận;Nơi cấp;Ngày cấp;Đến hết ngày';

test('a list of certificates is looked at, mended by its columns, and saved once; the page and its file hold what was saved', async ({ page, db, enterAs, scenery, expectAccessible }) => {
  const mark = `X${Date.now() % 1_000_000}`;
  const [first, second] = [await makePerson(db, { fullName: 'Lương Thị Hạ Lan', staffNo: `${mark}1`, unitId: scenery.units.counter }), await makePerson(db, { fullName: 'Đoàn Văn Đông Hải', staffNo: `${mark}2`, unitId: scenery.units.counter })];
  const row = (staffNo: string, number: string, until = '31/12/2099') => `${staffNo};an-toan-thong-tin;${number};Học viện An ninh mạng (ví dụ);15/09/2025;${until}`;
  const until = `31/12/${new Date().getFullYear() + 1}`;
  const main = page.getByRole('main');
  const look = async (lines: readonly string[]) => {
    await page.goto('/admin/exemptions/import');
    await main.getByLabel('Tệp danh sách').setInputFiles(csv(lines));
    await main.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  };
  await enterAs(scenery.ids.trainer);
  await page.goto('/admin/exemptions');
  await main.getByRole('link', { name: 'Công nhận từ tệp' }).click();
  await main.getByRole('button', { name: 'Kiểm tra tệp' }).click();
  await expect(main).toContainText('Vui lòng chọn một tệp.');

  await look(['Tên', ...Array.from({ length: 2 }, (_, at) => `dòng ${at}`)]);
  await expect(main).toContainText('Chưa biết cột nào là');
  await expectAccessible();

  await look([head, row(`${mark}1`, '0001', until), row(`${mark}2`, '=HYPERLINK("x")', until), row(`${mark}2`, '0002', '31/02/2027'), row(`${mark}9`, '0003', until), row(`${mark}1`, '0001', until)]);
  await expect(main).toContainText('2 chứng nhận sẽ được công nhận từ hôm nay; 0 đã được công nhận trước đó; 3 dòng có lỗi.');
  for (const sentence of ['Trùng với dòng 2', `Không có người mang mã số ${mark}9`, '“31/02/2027” không phải ngày có thật']) await expect(main).toContainText(sentence);
  await expectAccessible();
  expect(await db.selectFrom('exemption').select('id').where('user_id', 'in', [first.id, second.id]).execute()).toEqual([]);
  await main.getByRole('button', { name: 'Công nhận 2 chứng nhận' }).click();
  await expect(main).toContainText('Đã công nhận 2 chứng nhận nơi khác.');
  await look([head, row(`${mark}1`, '0001', until), row(`${mark}2`, '=HYPERLINK("x")', until)]);
  await expect(main).toContainText('Không có dòng nào cần ghi.');

  await page.goto('/admin/exemptions?q=ha+lan');
  await expect(main.getByRole('row', { name: /Lương Thị Hạ Lan/ })).toContainText('Đang có hiệu lực');
  const take = async (name: string) => {
    const download = page.waitForEvent('download');
    await main.getByRole('link', { name }).click();
    return readFileSync(await (await download).path());
  };
  const list = (await take('Xuất CSV')).toString('utf8');
  expect(list.startsWith('\ufeff')).toBe(true);
  expect(list).toContain('Lương Thị Hạ Lan');
  expect(list).not.toContain('Đoàn Văn Đông Hải');
  expect((await take('Xuất Excel')).subarray(0, 2).toString()).toBe('PK');
  await page.goto('/admin/exemptions?q=dong+hai');
  expect((await take('Xuất CSV')).toString('utf8')).toMatch(/'=HYPERLINK/);
  expect(await db.selectFrom('audit_event').select('id').where('action', '=', 'list.export').where('actor_id', '=', scenery.ids.trainer).where('object_id', '=', 'exemptions').execute()).not.toHaveLength(0);
});

test('an exemption is given after the person was found, shown, and ended with a reason', async ({ page, db, enterAs, scenery, newLearner, expectAccessible }) => {
  const learner = await newLearner('an-toan-thong-tin');
  const main = page.getByRole('main');
  await enterAs(scenery.ids.trainer);
  await page.goto('/admin/exemptions/new');
  await main.getByLabel('Tìm theo tên').fill(learner.fullName);
  await main.getByRole('button', { name: 'Tìm kiếm' }).click();
  await main.getByRole('link', { name: `Chọn ${learner.fullName}` }).click();
  await main.getByRole('button', { name: 'Lưu' }).click();
  await expect(main.getByRole('alert')).toContainText(/Chọn một lý do\./i);
  await main.getByLabel('Nghỉ dài ngày').check();
  await main.getByLabel('Đến hết ngày').fill(`${new Date().getFullYear() + 1}-06-30`);
  await main.getByLabel('Căn cứ hoặc ghi chú').fill('Nghỉ theo quyết định của thủ trưởng');
  await expectAccessible();
  await main.getByRole('button', { name: 'Lưu' }).click();
  await expect(main).toContainText('Đã lưu.');
  await page.goto(`/admin/exemptions?${new URLSearchParams({ q: learner.fullName }).toString()}`);
  await main.getByRole('link', { name: `Chấm dứt việc miễn của ${learner.fullName}` }).click();
  await main.getByRole('button', { name: 'Chấm dứt việc miễn' }).click();
  await expect(main.getByRole('alert')).toBeVisible();
  await main.getByLabel('Lý do chấm dứt').fill('Đã đi làm trở lại');
  await main.getByRole('button', { name: 'Chấm dứt việc miễn' }).click();
  await expect(main).toContainText('Đã chấm dứt việc miễn.');
  expect(await db.selectFrom('exemption').select('end_reason').where('user_id', '=', learner.id).execute()).toEqual([{ end_reason: 'Đã đi làm trở lại' }]);
});
