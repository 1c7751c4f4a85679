import { expect, test } from '../fixtures.ts';

test('without scripts no button of a lesson loses what stands beside it', async ({ page, enterAs, newLearner, expectAccessible }) => {
  const { id } = await newLearner('an-toan-thong-tin');
  await enterAs(id);
  const main = page.getByRole('main');
  const note = main.getByLabel('Ghi chú của tôi');
  const choice = main.getByRole('group').getByRole('radio').first();
  const address = '/learn/an-toan-thong-tin/con-nguoi-la-cua-vao';
  await page.goto(address);
  await choice.locator('xpath=ancestor::label | ../label').first().click();
  await note.fill('Hỏi lại đầu mối');
  await main.getByRole('button', { name: 'Lưu ghi chú' }).click();
  await expect(choice).toBeChecked();
  await expect(note).toHaveValue('Hỏi lại đầu mối');
  await expectAccessible();
  await note.fill('Hỏi lại đầu mối, rồi báo tổ trưởng');
  await main.getByRole('button', { name: /^Xong/ }).click();
  await page.goto(address);
  await expect(note).toHaveValue('Hỏi lại đầu mối, rồi báo tổ trưởng');
});

test('what was noted beside two lessons is found again on one page, without scripts and on a narrow phone', async ({ page, enterAs, newLearner }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  const { id } = await newLearner('an-toan-thong-tin', 'de-an-06');
  await enterAs(id);
  const main = page.getByRole('main');
  const notes = [['an-toan-thong-tin', 'con-nguoi-la-cua-vao', 'Gọi số trong danh bạ cơ quan'], ['de-an-06', 'ba-nen-tang', 'Dân cư, căn cước, định danh']] as const;
  for (const [course, lesson, words] of notes) {
    await page.goto(`/learn/${course}/${lesson}`);
    await main.getByLabel('Ghi chú của tôi').fill(words);
    await main.getByRole('button', { name: 'Lưu ghi chú' }).click();
    await expect(main.getByLabel('Ghi chú của tôi')).toHaveValue(words);
  }
  await main.getByRole('link', { name: 'Mọi ghi chú của tôi' }).click();
  await expect(page).toHaveURL(/\/notes$/);
  for (const [, , words] of notes) await expect(main).toContainText(words);
  await main.getByRole('searchbox', { name: 'Tìm trong ghi chú' }).fill('danh ba');
  await main.getByRole('button', { name: 'Tìm kiếm' }).click();
  await expect(main).toContainText('1 ghi chú có “danh ba”.');
  await expect(main).not.toContainText(notes[1][2]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await main.getByRole('link', { name: /^Sửa ghi chú của bài/ }).click();
  await expect(page).toHaveURL(/con-nguoi-la-cua-vao#lesson-note$/);
  await page.goto('/courses/an-toan-thong-tin');
  await main.getByRole('link', { name: 'Ghi chú của tôi' }).click();
  await expect(main.getByRole('link', { name: /An toàn thông tin/ })).toHaveAttribute('aria-current', 'page');
});
