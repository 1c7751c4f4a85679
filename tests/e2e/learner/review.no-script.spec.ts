import { expect, test } from '../fixtures.ts';

test('an editor finds a lesson in the calendar, records its review, and the learner reads the new day', async ({ page, scenery, enterAs, newLearner, expectAccessible }) => {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.editor);
  await page.goto('/admin/courses');
  await main.getByRole('link', { name: 'Mở lịch rà soát' }).click();
  await main.getByLabel('Khoá học').selectOption('an-toan-thong-tin');
  await main.getByLabel('Loại').selectOption('lesson');
  await main.getByRole('button', { name: 'Lọc' }).click();
  await expect(page).toHaveURL(/\/admin\/reviews\?course=an-toan-thong-tin&kind=lesson/);
  for (const fold of await main.getByText(/mục còn hạn$/).all()) await fold.click();
  await main.getByRole('link', { name: 'Ghi đã rà soát: Bức tranh nguy cơ ở cơ quan và ngoài xã hội' }).click();
  await expectAccessible();
  await main.getByRole('button', { name: 'Xác nhận đã rà soát' }).click();
  await expect(main.getByRole('alert')).toContainText(/Ghi 10–1\.000 ký tự/i);
  await main.getByLabel('Đã đối chiếu gì').fill('Đã đối chiếu số liệu với báo cáo mới nhất, không đổi.');
  await main.getByRole('button', { name: 'Xác nhận đã rà soát' }).click();
  await expect(main).toContainText('Đã ghi nhận việc rà soát.');
  const today = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  await expect(main).toContainText(`rà soát ngày ${today}`);

  await enterAs((await newLearner('an-toan-thong-tin')).id);
  await page.goto('/learn/an-toan-thong-tin/buc-tranh-nguy-co');
  await expect(main).toContainText(`Kiểm tra ngày ${today}`);
});
