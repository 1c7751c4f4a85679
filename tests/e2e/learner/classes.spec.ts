import { expect, test } from '../fixtures.ts';

test('the QR code of a room turns by itself, and the next one is another', async ({ page, scenery, enterAs }) => {
  const { running, session } = scenery.classes;
  await enterAs(scenery.ids.trainer);
  await page.clock.install();
  await page.goto(`/admin/classes/${running}/sessions/${session}/qr`);
  await expect(page.getByText('Mã QR tự đổi mỗi phút.')).toBeVisible();
  await expect(page.getByText('Tải lại trang để có mã mới.')).toBeHidden();
  const ink = page.locator('[data-qr]');
  expect(await ink.getAttribute('d')).toMatch(/^M\d+ \d+h1v1h-1z/);
  // The board asks again when its minute is over.
  const asked = page.waitForResponse((response) => response.url().endsWith('/qr-code'));
  await page.clock.runFor(61_000);
  const board = (await (await asked).json()) as { path: string; code: string };
  await expect(ink).toHaveAttribute('d', board.path);
  await expect(page.locator('[data-code]')).toHaveText(board.code);
});
