import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { handsOn } from '../hands.ts';
import { islandsMounted } from '../islands.ts';
import { answerBook, takeDrill } from './walk.ts';

/** A real lesson for each kind of practice. */
const lessons = { signs: 'an-toan-thong-tin/duong-dan-va-tep-apk', inbox: 'an-toan-thong-tin/doc-thu-truoc-khi-tin', cleaning: 'de-an-06/bao-cao-thang-ba-dong', ordering: 'an-toan-thong-tin/gio-vang-may-tien-dien-thoai', worked: 'an-toan-thong-tin/mat-khau-dai-de-nho' };

test.use({ viewport: { width: 320, height: 640 } });

/** Opens a lesson and waits for its script: without it the same buttons send the page. */
async function openLesson(page: Page, path: string): Promise<void> {
  await page.goto(`/learn/${path}`);
  await islandsMounted(page);
}

test('each kind of practice is accessible before and after, fits a narrow phone, and is marked without leaving the page', async ({ page, server, newLearner, enterAs, expectAccessible }) => {
  test.setTimeout(240_000);
  const book = answerBook(server.dataDir);
  const learner = await newLearner('an-toan-thong-tin', 'de-an-06');
  await enterAs(learner.id);
  for (const [kind, path] of Object.entries(lessons)) {
    await openLesson(page, path);
    const [course = '', lesson = ''] = path.split('/');
    const drill = book.lesson(course, lesson).find(({ isDrill }) => isDrill);
    if (!drill) throw new Error(`${path} has no practice`);
    await expectAccessible();
    await page.evaluate(() => document.body.classList.add('still-the-same-page'));
    await takeDrill(page, drill.key, drill.fields);
    await expect(page.locator('body.still-the-same-page'), kind).toHaveCount(1);
    await expect(page.locator('[data-drill-result]')).toBeFocused();
    await expectAccessible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth), kind).toBeLessThanOrEqual(320);
    await page.reload();
    await expect(page.locator('[data-drill-result]'), kind).toBeVisible();
  }
});

test('the three fates of a message stand side by side on a narrow phone', async ({ page, newLearner, enterAs }) => {
  await enterAs((await newLearner('an-toan-thong-tin')).id);
  await openLesson(page, lessons.inbox);
  const boxes = await page.locator('.drill-choices').first().locator('.drill-tick').evaluateAll((ticks) => ticks.map((tick) => tick.getBoundingClientRect()).map(({ top, height, width }) => ({ top, high: height >= 44, wide: width >= 44 })));
  expect(boxes).toEqual([1, 2, 3].map(() => ({ top: boxes[0]?.top, high: true, wide: true })));
});

test('what was chosen and not handed in is there when the lesson is opened again', async ({ page, newLearner, enterAs, db }) => {
  const learner = await newLearner('an-toan-thong-tin');
  await enterAs(learner.id);
  await openLesson(page, lessons.inbox);
  await page.locator('input[name="t1.1"][value="keep"]').check();
  await page.locator('input[name="t1.2"][value="report"]').check();
  const kept = page.waitForResponse((response) => response.url().endsWith('/answers'));
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  expect((await kept).ok()).toBe(true);
  await openLesson(page, lessons.inbox);
  await expect(page.locator('input[name="t1.2"][value="report"]')).toBeChecked();
  await expect(page.locator('[data-drill-note]')).toContainText('Còn 6 mục chưa chọn');
  await expect(page.locator('.drill-why')).toHaveCount(0);
  const rows = await db.selectFrom('check_progress').select(['tries', 'is_correct']).where('user_id', '=', learner.id).execute();
  expect(rows).toEqual([{ tries: 0, is_correct: 0 }]);
});

test('handing in half says what is open; the clock runs from the first choice and stays away once put away', async ({ page, newLearner, enterAs }) => {
  const learner = await newLearner('an-toan-thong-tin');
  await enterAs(learner.id);
  await openLesson(page, lessons.inbox);
  await expect(page.locator('[data-elapsed]')).toBeEmpty();
  await page.locator('input[name="t1.1"][value="keep"]').check();
  await expect(page.locator('[data-elapsed]')).toContainText('Đã dùng 0 phút');
  await page.getByRole('button', { name: 'Ẩn đồng hồ' }).click();
  await expect(page.locator('[data-elapsed]')).toBeHidden();
  await page.getByRole('button', { name: 'Xem kết quả' }).click();
  await expect(page.locator('[data-drill-note]')).toBeFocused();
  await expect(page.locator('[data-drill-note]')).toContainText('Còn 7 mục chưa chọn');
  await expect(page.getByRole('button', { name: 'Hiện đồng hồ' })).toBeVisible();
  await expect(page.locator('[data-elapsed]')).toBeHidden();
});

test('a line that breaks loses nothing: it is said, and the same button sends the form the plain way', async ({ page, newLearner, enterAs }) => {
  const learner = await newLearner('an-toan-thong-tin');
  await enterAs(learner.id);
  await openLesson(page, lessons.signs);
  await page.locator('input[name="t1.1"]').check();
  await page.route('**/answers', (route) => route.abort());
  await page.getByRole('button', { name: 'Xem kết quả' }).click();
  await expect(page.locator('[data-drill-note]')).toContainText('Chưa gửi được. Phần đã chọn vẫn còn');
  await page.unroute('**/answers');
  await page.getByRole('button', { name: 'Xem kết quả' }).click();
  await expect(page).toHaveURL(/#check-t1$/);
  await expect(page.locator('[data-drill-result]')).toContainText('Tìm được 1 trên 4 dấu hiệu');
});

test('the parts of a screen are marked by keyboard alone', async ({ page, newLearner, enterAs }) => {
  const learner = await newLearner('an-toan-thong-tin');
  await enterAs(learner.id);
  await openLesson(page, lessons.signs);
  const hands = handsOn(page);
  for (const part of [1, 3, 5]) await hands.use(page.locator(`input[name="t1.${part}"]`), 'Space');
  await hands.press('Enter');
  await expect(page.locator('input[name="t1.5"]')).toBeFocused();
  await expect(page.locator('[data-drill-note]')).toBeEmpty();
  await hands.use(page.getByRole('button', { name: 'Xem kết quả' }));
  await expect(page.locator('[data-drill-result]')).toBeFocused();
  await expect(page.locator('[data-drill-result]')).toContainText('Tìm được 3 trên 4 dấu hiệu, báo nhầm 0. Điểm: 3/4.');
});

test('the 43 models open by group and fit a narrow phone', async ({ page, newLearner, enterAs, expectAccessible }) => {
  const learner = await newLearner('de-an-06');
  await enterAs(learner.id);
  await page.goto('/learn/de-an-06/ban-do-43-mo-hinh');
  const groups = page.locator('.model-table details');
  await expect(groups).toHaveCount(5);
  for (const group of await groups.all()) await group.locator('summary').click();
  await expect(page.getByRole('rowheader')).toHaveCount(43);
  await expectAccessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
