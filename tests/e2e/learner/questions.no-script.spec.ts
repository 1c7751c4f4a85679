import { sit } from '../../world/sittings.ts';
import { expect, test } from '../fixtures.ts';

test('an editor finds a question that misleads, sees what taking it out would change, and does it; the learner is told, and passes', async ({ page, db, scenery, enterAs, newLearner, expectAccessible }) => {
  const main = page.getByRole('main');
  const learner = await newLearner('an-toan-thong-tin');
  const [startedAt, submittedAt] = [-9, -8].map((minutes) => new Date(Date.now() + minutes * 60_000).toISOString()) as [string, string];
  const given = { 'm2-q02': 'wrong', 'm2-q01': 'wrong', 'm2-q03': 'right', 'm2-q04': 'right', 'm2-q07': 'right' } as const;
  const attempt = await sit(db, { userId: learner.id, course: 'an-toan-thong-tin', assessment: 'kiem-tra-m2', startedAt, submittedAt, given });

  await enterAs(scenery.ids.editor);
  await page.goto('/admin/courses/an-toan-thong-tin');
  await main.getByRole('link', { name: 'Thống kê câu hỏi' }).click();
  await main.getByRole('link', { name: /^Cần xem lại/ }).click();
  await main.getByLabel('Loại câu hỏi').selectOption('single');
  await main.getByRole('button', { name: 'Xem' }).click();
  await main.getByRole('link', { name: 'Độ phân biệt' }).click();
  const row = main.getByRole('row').nth(1);
  await expect(row).toContainText('Người khá sai nhiều hơn');
  await row.getByRole('link').click();
  await expect(main).toContainText('Câu này người giỏi sai nhiều hơn người yếu.');
  await expect(main.getByRole('row', { name: /Trình quản lý mật khẩu/ })).toContainText('Đúng');

  await main.getByRole('link', { name: 'Ngừng dùng câu này' }).click();
  await expect(main).toContainText('Lượt đã nộp có câu này');
  await main.getByRole('button', { name: 'Ngừng dùng và chấm lại' }).click();
  await expect(main.getByRole('alert')).toContainText(/Vui lòng ghi lý do/i);
  await expectAccessible();
  await main.getByLabel('Lý do').fill('Nhiều đơn vị chưa có trình quản lý mật khẩu');
  await main.getByRole('button', { name: 'Ngừng dùng và chấm lại' }).click();
  await expect(main).toContainText('Đã ngừng dùng câu hỏi.');
  await expect(async () => {
    await page.reload();
    await expect(main.getByRole('region', { name: 'Các lần ngừng dùng' })).not.toContainText('Đang chấm lại', { timeout: 500 });
  }).toPass();
  await expect(main.getByRole('region', { name: 'Các lần ngừng dùng' })).toContainText('21 lượt');

  await enterAs(learner.id);
  await page.goto(`/attempts/${attempt}/result`);
  await expect(main).toContainText(/Điểm tăng từ 6,0 lên 8,0, nhờ vậy lượt này đạt\./);
  await expect(main).toContainText('Tính trọn điểm');
  await expect(async () => {
    await page.goto('/inbox');
    await expect(main.getByRole('link', { name: 'Anh/Chị đạt bài kiểm tra sau khi chấm lại' })).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await main.getByRole('link', { name: 'Anh/Chị đạt bài kiểm tra sau khi chấm lại' }).click();
  await expect(main).toContainText('Các bài có điểm tăng:');
});

test('a question that was taken out comes back, with a reason that stays to be read', async ({ page, scenery, enterAs }) => {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.editor);
  await page.goto('/admin/courses/an-toan-thong-tin/questions/m4-q05');
  await expect(main).toContainText('Lý do: Hai phương án cùng đúng theo hướng dẫn mới');
  await main.getByRole('link', { name: 'Dùng lại câu này' }).click();
  await main.getByLabel('Lý do').fill('Đã đối chiếu với hướng dẫn mới');
  await main.getByRole('button', { name: 'Dùng lại' }).click();
  await expect(main).toContainText('Câu hỏi được dùng lại từ bây giờ.');
  await expect(main.getByRole('region', { name: 'Các lần ngừng dùng' })).toContainText('Đã đối chiếu với hướng dẫn mới');
});
