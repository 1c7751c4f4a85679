import { expect, test } from '../fixtures.ts';

test('a judge answers an invitation and declares a tie, without scripts; the organiser finds it pinned', async ({ page, scenery, enterAs, expectAccessible }) => {
  const main = page.getByRole('main');
  await enterAs(scenery.ids.learner);
  await page.goto(`/judging/invitations/${scenery.judging.seat}`);
  await main.getByLabel('Tôi có quan hệ với').fill('Hà Thị Ngân Giang');
  await main.getByRole('button', { name: 'Nhận lời' }).click();
  await expect(main.getByRole('alert')).toContainText(/Hãy nêu quan hệ gì/i);
  await expect(main.getByLabel('Tôi có quan hệ với')).toHaveValue('Hà Thị Ngân Giang');
  await expectAccessible();
  await main.getByLabel('Quan hệ gì').fill('Bạn học cũ');
  await main.getByRole('button', { name: 'Nhận lời' }).click();
  await expect(main.getByRole('status')).toContainText('Đã ghi câu trả lời');
  await enterAs(scenery.ids.organiser);
  await page.goto(`/contest-desk/${scenery.judging.open}/judges/${scenery.judging.seat}`);
  await expect(main.getByRole('cell', { name: 'giám khảo khai' })).toBeVisible();
});
