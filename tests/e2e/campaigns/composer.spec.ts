import { expect, test } from '../fixtures.ts';
import { islandsMounted } from '../islands.ts';

test('what is typed shows as it will be sent, survives a reload, and leaves no trace in the history', async ({ page, scenery, enterAs, expectAccessible }) => {
  await enterAs(scenery.ids.maker);
  await page.goto(`/campaigns/${scenery.campaigns.draft}/content`);
  await islandsMounted(page);
  const preview = page.locator('#live-preview');
  const mail = page.frameLocator('iframe[name=mail-vi]');
  await expect(mail.getByText('Kính gửi Anh/Chị Phan Thị Kiều Oanh,')).toBeVisible();
  const steps = await page.evaluate(() => history.length);

  await page.getByRole('textbox', { name: 'Tiêu đề', exact: true }).fill('Gửi {{ten}}');
  await page.getByLabel('Lời thông báo').fill('Một **lời** mới ở {{don_vi}}.');
  await expect(preview.getByRole('heading', { name: 'Gửi Phan Thị Kiều Oanh' })).toBeVisible();
  await expect(mail.getByText('Một lời mới ở UBND tỉnh Ninh Bình.')).toBeVisible();
  expect(await page.evaluate(() => history.length)).toBe(steps);
  await expectAccessible();

  await page.getByLabel('Lời thông báo').fill('Gửi {{ho_ten}}');
  await expect(preview).toContainText('Biến {{ho_ten}} không có');
  await page.reload();
  await expect(page.getByText('Đã khôi phục nội dung đang gõ')).toBeVisible();
  await expect(page.getByLabel('Lời thông báo')).toHaveValue('Gửi {{ho_ten}}');
  await islandsMounted(page);
  await page.getByLabel('Lời thông báo').fill('Lời cuối');
  await page.getByRole('button', { name: 'Lưu' }).click();
  await expect(mail.getByText('Lời cuối')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Đã khôi phục nội dung đang gõ')).toBeHidden();
});

test('the mail in its frame is shut in: no script, no session, only inside our own pages', async ({ page, scenery, enterAs }) => {
  await enterAs(scenery.ids.maker);
  const answer = await page.request.get(`/campaigns/${scenery.campaigns.draft}/content/message/mail/vi`);
  expect(answer.headers()['content-security-policy']).toBe("sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'");
  expect(answer.headers()['x-frame-options']).toBe('SAMEORIGIN');
  expect((await page.request.get('/campaigns')).headers()['x-frame-options']).toBe('DENY');
});

test('a board plays its pages on demand, and not for whoever wants less motion', async ({ page, scenery, enterAs }) => {
  await enterAs(scenery.ids.maker);
  await page.goto(`/campaigns/${scenery.campaigns.draft}/content/led`);
  await expect(page.locator('.led-page:visible')).toHaveCount(2);
  await page.getByRole('button', { name: 'Chạy thử' }).click();
  await expect(page.locator('.led-page:visible')).toHaveCount(1);
  await page.getByRole('button', { name: 'Dừng' }).click();
  await expect(page.locator('.led-page:visible')).toHaveCount(2);
  await page.getByLabel('Các trang chữ').fill(`${'MỘT TRANG RẤT DÀI '.repeat(8).trim().slice(0, 119)}\nHAI`);
  await expect(page.locator('#live-preview')).toContainText(/Trang này dài \d+ ký tự; bảng 192 × 64 chỉ chứa khoảng \d+ ký tự/);
  await expect(page.getByRole('button', { name: 'Chạy thử' })).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await expect(page.locator('.led-page:visible')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Chạy thử' })).toHaveCount(0);
});

test('a bulletin can be heard where the browser has a Vietnamese voice, and only there', async ({ page, scenery, enterAs }) => {
  await enterAs(scenery.ids.maker);
  await page.goto(`/campaigns/${scenery.campaigns.draft}/content/loudspeaker`);
  await expect(page.locator('[data-island=speech]')).toBeHidden();
  // The browser of the tests has no voices: this one stands in for a browser that has.
  await page.addInitScript(() => {
    const said: string[] = [];
    const speech = { speaking: false, getVoices: () => [{ lang: 'vi-VN' }], addEventListener: () => undefined, cancel: () => undefined, speak: (one: { text: string }) => void said.push(one.text) };
    Object.assign(globalThis, { said });
    Object.defineProperty(globalThis, 'speechSynthesis', { value: speech });
    Object.defineProperty(globalThis, 'SpeechSynthesisUtterance', { value: class { text: string; constructor(text: string) { this.text = text; } addEventListener() {} } });
  });
  await page.reload();
  await page.getByRole('button', { name: 'Nghe thử' }).click();
  await expect(page.getByRole('button', { name: 'Dừng' })).toBeVisible();
  expect(await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual([expect.stringContaining('Thưa bà con')]);
});
