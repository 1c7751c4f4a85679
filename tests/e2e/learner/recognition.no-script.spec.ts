import { statSync } from 'node:fs';
import { pdf } from '../../world/entry-files.ts';
import { expect, test } from '../fixtures.ts';

const copy = (name = 'chứng nhận.pdf', mark = '') => ({ name, mimeType: 'application/pdf', buffer: pdf(mark) });

test('a learner asks for recognition, is told what is missing, and the administrator accepts; the course is asked for no more', async ({ page, enterAs, newLearner, scenery, expectAccessible }) => {
  const learner = await newLearner('an-toan-thong-tin');
  const main = page.getByRole('main');
  await enterAs(learner.id);
  await page.goto('/courses/an-toan-thong-tin');
  await main.getByRole('link', { name: 'Đề nghị công nhận thay khoá học này' }).click();
  await expect(main.getByLabel('Tính thay khoá học')).toHaveValue(/^[\da-f-]{36}$/);
  await main.getByLabel('Tên chứng nhận hoặc khoá đã học').fill('Bồi dưỡng an ninh mạng cho cán bộ cấp xã');
  await main.getByLabel('Số chứng nhận').fill('0999/CN-ATTT');
  await main.getByRole('button', { name: 'Lưu và tải bản chụp' }).click();
  await expect(main.getByRole('alert')).toContainText(/Nhập nơi cấp/i);
  await expect(main.getByLabel('Số chứng nhận')).toHaveValue('0999/CN-ATTT');
  await expectAccessible();
  await main.getByLabel('Nơi cấp').fill('Học viện An ninh mạng (ví dụ)');
  await main.getByLabel('Ngày cấp').fill('2026-01-15');
  await main.getByRole('button', { name: 'Lưu và tải bản chụp' }).click();
  await expect(main).toContainText('Bước tiếp theo: tải bản chụp chứng nhận');
  await expect(main.getByRole('button', { name: 'Gửi đề nghị' })).toHaveCount(0);

  await main.getByLabel('Tệp bản chụp').setInputFiles({ name: 'anh.png', mimeType: 'image/png', buffer: pdf() });
  await main.getByRole('button', { name: 'Tải bản chụp lên' }).click();
  await expect(main).toContainText('Nội dung tệp không đúng với phần mở rộng của tên tệp.');
  await main.getByLabel('Tệp bản chụp').setInputFiles(copy());
  await main.getByRole('button', { name: 'Tải bản chụp lên' }).click();
  await expect(main).toContainText('Đã nhận bản chụp');
  await expectAccessible();
  await main.getByRole('button', { name: 'Gửi đề nghị' }).click();
  await expect(main).toContainText('Chờ xem xét');
  await page.goto('/certificates');
  await expect(main.getByRole('link', { name: /Xem đề nghị công nhận Bồi dưỡng an ninh mạng/ })).toBeVisible();

  await enterAs(scenery.ids.trainer);
  await page.goto('/admin/exemptions');
  await main.getByRole('link', { name: 'Đề nghị của người học' }).click();
  await main.getByLabel('Tìm theo tên').fill(learner.fullName);
  await main.getByRole('button', { name: 'Tìm kiếm' }).click();
  await main.getByRole('link', { name: `Xem xét đề nghị của ${learner.fullName}` }).click();
  const download = page.waitForEvent('download');
  await main.getByRole('link', { name: /^chứng nhận\.pdf/ }).click();
  expect(statSync(await (await download).path()).size).toBe(pdf().length);
  await main.getByLabel('Không công nhận').check();
  await main.getByRole('button', { name: 'Lưu quyết định' }).click();
  await expect(main.getByRole('alert')).toContainText(/Nhập lý do/i);
  await expectAccessible();
  await main.getByLabel('Công nhận thay khoá học').check();
  await main.getByRole('button', { name: 'Lưu quyết định' }).click();
  await expect(main).toContainText('Đã công nhận và báo cho người học.');

  await enterAs(learner.id);
  await page.goto('/courses/an-toan-thong-tin');
  await expect(main).toContainText('0999/CN-ATTT');
  await expect(async () => {
    await page.goto('/inbox');
    await main.getByRole('link', { name: /Chứng nhận của Anh\/Chị đã được công nhận/ }).click({ timeout: 3_000 });
  }).toPass();
  await main.getByRole('link', { name: 'Mở trang liên quan' }).click();
  await expect(main).toContainText('Được tính thay khoá học đến hết');
});

test('a refusal says why; what waits can be taken back, and its copy with it', async ({ page, enterAs, newLearner, scenery, db }) => {
  const learner = await newLearner('de-an-06');
  const main = page.getByRole('main');
  const ask = async (number: string) => {
    await enterAs(learner.id);
    await page.goto('/certificates/recognition/new?course=de-an-06');
    for (const [label, words] of [['Tên chứng nhận hoặc khoá đã học', 'Tin học văn phòng'], ['Số chứng nhận', number], ['Nơi cấp', 'Trung tâm tin học (ví dụ)'], ['Ngày cấp', '2026-01-15']] as const) await main.getByLabel(label).fill(words);
    await main.getByRole('button', { name: 'Lưu và tải bản chụp' }).click();
    await main.getByLabel('Tệp bản chụp').setInputFiles(copy('a.pdf', number));
    await main.getByRole('button', { name: 'Tải bản chụp lên' }).click();
    await main.getByRole('button', { name: 'Gửi đề nghị' }).click();
    return new URL(page.url()).pathname;
  };
  const refused = await ask('1/TH');
  await enterAs(scenery.ids.trainer);
  await page.goto(refused.replace('/certificates/recognition', '/admin/exemptions/requests'));
  await main.getByLabel('Không công nhận').check();
  await main.getByLabel('Lý do hoặc căn cứ').fill('Nội dung khác với khoá học');
  await main.getByRole('button', { name: 'Lưu quyết định' }).click();
  await enterAs(learner.id);
  await page.goto(refused);
  await expect(main).toContainText('Lý do: Nội dung khác với khoá học.');
  await expect(main.getByRole('button', { name: 'Rút đề nghị' })).toHaveCount(0);

  const waiting = await ask('2/TH');
  await main.getByRole('button', { name: 'Rút đề nghị' }).click();
  await expect(main).toContainText('Đã rút đề nghị và xoá bản chụp.');
  await enterAs(scenery.ids.trainer);
  await page.goto(waiting.replace('/certificates/recognition', '/admin/exemptions/requests'));
  await expect(main).toContainText('Người học đã rút đề nghị này.');
  await expect(main.getByRole('button', { name: 'Lưu quyết định' })).toHaveCount(0);
  expect(await db.selectFrom('exemption').select('id').where('user_id', '=', learner.id).execute()).toEqual([]);
});
