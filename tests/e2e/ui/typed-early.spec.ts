import { expect, test } from '../fixtures.ts';
import { islandsMounted } from '../islands.ts';
import { arrive, holdScripts } from '../slow-line.ts';

test('a note that was written before the script came is saved by itself', async ({ page, newLearner, enterAs }) => {
  await enterAs((await newLearner('de-an-06')).id);
  const release = await holdScripts(page);
  await arrive(page, '/learn/de-an-06/de-an-06-la-gi');
  await page.locator('#lesson-note textarea').fill('Viết khi trang chưa tải xong');
  release();
  await expect(page.locator('[data-note-state]')).toHaveText('Đã lưu');
});

test('words of a campaign and of an answer that were written before the script came survive a reload', async ({ page, scenery, enterAs }) => {
  for (const [who, path, label, said] of [
    ['maker', `/campaigns/${scenery.campaigns.draft}/content`, 'Lời thông báo', 'Đã khôi phục nội dung đang gõ'],
    ['editor', '/answers/new', /^Câu trả lời ngắn/, 'Đã khôi phục nội dung chưa lưu'],
  ] as const) {
    await page.unrouteAll();
    await enterAs(scenery.ids[who]);
    const release = await holdScripts(page);
    await arrive(page, path);
    const field = page.getByLabel(label).first();
    await field.fill('Viết khi trang chưa tải xong.');
    release();
    await expect.poll(() => page.evaluate(() => Object.values({ ...sessionStorage }).join(' '))).toContain(path.includes('campaigns') ? 'Vi%E1%BA%BFt' : 'Viết khi');
    await page.reload();
    await expect(page.getByText(said)).toBeVisible();
    await expect(field).toHaveValue('Viết khi trang chưa tải xong.');
    // What is written after a reload, and before the script, is the later word.
    await page.unrouteAll();
    const releaseAgain = await holdScripts(page);
    await arrive(page, path);
    await field.fill('Lời sau.');
    releaseAgain();
    await expect.poll(() => page.evaluate(() => Object.values({ ...sessionStorage }).join(' '))).toContain(path.includes('campaigns') ? 'L%E1%BB%9Di+sau' : 'Lời sau.');
    await expect(field).toHaveValue('Lời sau.');
  }
});

test('a button that is pressed while the form saves itself waits for that: nobody meets her own words as somebody else’s', async ({ page, scenery, enterAs, db }) => {
  await enterAs(scenery.ids.learner);
  await page.goto(`/contests/entries/${scenery.entries.fresh}/parts/plan`);
  await islandsMounted(page);
  // The server has saved, and its answer is on its way for longer than she waits.
  const [arrived, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route('**/parts/plan', async (route) => {
    if (route.request().headers()['accept'] !== 'application/json') return route.continue();
    const response = await route.fetch();
    arrived.resolve();
    await gate.promise;
    await route.fulfill({ response });
  });
  await page.getByRole('textbox').fill('Làm trong ba tháng.');
  await arrived.promise;
  await page.getByRole('textbox').fill('Làm trong ba tháng, ở hai xã.');
  await page.getByRole('button', { name: 'Lưu và sang bước sau' }).click({ noWaitAfter: true });
  gate.resolve();
  await expect(page).not.toHaveURL(/\/parts\/plan$/);
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  expect(await db.selectFrom('entry_part').select('body').where('entry_id', '=', scenery.entries.fresh).where('part', '=', 'PLAN').execute()).toEqual([{ body: 'Làm trong ba tháng, ở hai xã.' }]);
});
