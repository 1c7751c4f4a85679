import type { Page } from '@playwright/test';
import type { Db } from '../../../db/client.ts';
import { expect, signIn, test, type Learner } from '../fixtures.ts';
import { islandsMounted } from '../islands.ts';
import { arrive, holdScripts } from '../slow-line.ts';
import { lessonSlugs, student } from '../../world/study.ts';
import { answerBook, attemptOf, fill, type AnswerBook } from './walk.ts';

const saved = 'Đã lưu các câu trả lời.';

test.describe('in the middle of an attempt', () => {
  test('reload and the back button keep what was acknowledged', async ({ page, server, db, newLearner, enterAs }) => {
    const { book } = await begin(page, { db, dataDir: server.dataDir, learner: await newLearner('de-an-06'), enterAs });
    await answer(page, book, 1);
    await form(page, 1).getByRole('button', { name: 'Lưu và sang câu sau' }).click();
    await answer(page, book, 2);
    await form(page, 2).getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(page.locator('[data-save-state]:visible')).toHaveText(saved);
    await page.reload();
    await expectShown(page, book, 2);
    await page.goBack();
    await expectShown(page, book, 1);
    await page.goto('/');
    await page.goBack();
    await expectShown(page, book, 1);
    await expectShown(page, book, 2, false);
  });

  test('the leaf before handing in says what the forms hold, leads back to them, and outlives a reload', async ({ page, server, db, newLearner, enterAs }) => {
    const { book } = await begin(page, { db, dataDir: server.dataDir, learner: await newLearner('de-an-06'), enterAs });
    const [total, list] = [book.attempt(attemptOf(page)).length, page.getByRole('list', { name: 'Các câu và trạng thái' })];
    await answer(page, book, 1);
    await page.getByRole('link', { name: 'Xem lại và nộp bài' }).click();
    await expect(page).toHaveURL(/\/check$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expect(page.getByText(`Còn ${total - 1} câu chưa trả lời đủ`)).toBeVisible();
    await expect(list.getByRole('listitem').first()).toContainText('Đã trả lời');
    await page.getByRole('link', { name: 'Câu 2', exact: true }).click();
    await expect(form(page, 2)).toBeVisible();
    await answer(page, book, 2);
    await form(page, 2).getByLabel('Đánh dấu xem lại').check();
    await page.goBack();
    const drawn = async () => (await page.getByRole('main').innerText()).replace(/Còn \d+ phút|Đã lưu các câu trả lời\./g, '');
    await expect(page.getByText('Có 1 câu đánh dấu xem lại')).toBeVisible();
    await expect.poll(() => answersIn(db, attemptOf(page))).toBe(2);
    // The page hears of what was saved a moment after the database has it.
    await expect(page.getByRole('main')).not.toContainText('Đang lưu');
    const before = await drawn();
    await page.reload();
    await expect(page.getByRole('main')).not.toContainText('Đang lưu');
    expect((await drawn()).split(/\s+/)).toEqual(before.split(/\s+/));
    await page.goBack();
    await expectShown(page, book, 1);
    await expect(form(page, 2).getByLabel('Đánh dấu xem lại')).toBeChecked();
  });

  test('an answer that was given before the script came is sent by itself', async ({ page, server, db, newLearner, enterAs }) => {
    const { book, attempt } = await begin(page, { db, dataDir: server.dataDir, learner: await newLearner('de-an-06'), enterAs });
    await page.goto('/');
    const release = await holdScripts(page);
    await arrive(page, `/attempts/${attempt}?q=1`);
    await answer(page, book, 1);
    release();
    await expect(page.locator('[data-save-state]:visible')).toHaveText(saved);
    expect(await answersIn(db, attempt)).toBe(1);
  });

  test('two tabs: the later one shows what the other saved', async ({ page, context, server, db, newLearner, enterAs }) => {
    const { book } = await begin(page, { db, dataDir: server.dataDir, learner: await newLearner('de-an-06'), enterAs });
    const other = await context.newPage();
    await other.goto(page.url());
    // A tab whose script comes later would take over what the first one has not sent yet, which is another story.
    await islandsMounted(other);
    await answer(page, book, 1);
    await form(page, 1).getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(page.locator('[data-save-state]:visible')).toHaveText(saved);
    await other.goto(`${new URL(page.url()).pathname}?q=2`);
    await answer(other, book, 2);
    await form(other, 2).getByRole('button', { name: 'Lưu', exact: true }).click();
    await expect(other.locator('[data-save-state]:visible')).toHaveText(saved);
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await expectShown(page, book, 1);
    await expect(page.locator('a.nav-item[href$="q=2"]')).toHaveClass(/nav-answered/);
  });

  test('a lost connection keeps answers on the device and sends them when it is back', async ({ page, context, server, db, newLearner, enterAs }) => {
    const { book, attempt } = await begin(page, { db, dataDir: server.dataDir, learner: await newLearner('de-an-06'), enterAs });
    await context.setOffline(true);
    await answer(page, book, 1);
    await expect(page.locator('[data-save-state]:visible')).toContainText('Mất kết nối');
    await context.setOffline(false);
    await expect(page.locator('[data-save-state]:visible')).toHaveText(saved, { timeout: 40_000 });
    expect(await answersIn(db, attempt)).toBe(1);
    await page.reload();
    await expectShown(page, book, 1);
  });

  test('an expired session keeps the answer until she has signed in again', async ({ page, context, server, db, newLearner, enterAs }) => {
    const learner = await newLearner('de-an-06');
    const { book, attempt } = await begin(page, { db, dataDir: server.dataDir, learner, enterAs });
    await db.updateTable('session').set({ expires_at: '2026-01-01T00:00:00.000Z' }).where('user_id', '=', learner.id).execute();
    await answer(page, book, 1);
    await expect(page.locator('[data-save-state]:visible')).toContainText('Phiên làm việc đã hết hạn');
    const tab = await context.newPage();
    await signIn(tab, learner);
    // She sees that she is in before she closes it; a tab that closes under way may take its answer, the new session, with it.
    await expect(tab).not.toHaveURL(/sign-in/);
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    await tab.close();
    await page.bringToFront();
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await expect(page.locator('[data-save-state]:visible')).toHaveText(saved, { timeout: 40_000 });
    expect(await answersIn(db, attempt)).toBe(1);
  });
});

test('a note saves itself, and a second tab that was slower gets both texts', async ({ page, context, newLearner, enterAs }) => {
  await enterAs((await newLearner('de-an-06')).id);
  await page.goto('/learn/de-an-06/de-an-06-la-gi');
  const slower = await context.newPage();
  await slower.goto('/learn/de-an-06/de-an-06-la-gi');
  await page.locator('#lesson-note textarea').fill('Hỏi lại bộ phận một cửa về mã định danh');
  await expect(page.locator('[data-note-state]')).toHaveText('Đã lưu');
  await page.reload();
  await expect(page.locator('#lesson-note textarea')).toHaveValue('Hỏi lại bộ phận một cửa về mã định danh');

  await slower.locator('#lesson-note textarea').fill('Ghi chú ở thẻ thứ hai');
  await slower.locator('#lesson-note').getByRole('button').click();
  await expect(slower.getByRole('main')).toContainText('Hỏi lại bộ phận một cửa về mã định danh');
  await expect(slower.locator('#lesson-note textarea')).toHaveValue('Ghi chú ở thẻ thứ hai');
});

test('what was chosen in a lesson before the script came is saved by itself', async ({ page, newLearner, enterAs }) => {
  await enterAs((await newLearner('an-toan-thong-tin')).id);
  const address = '/learn/an-toan-thong-tin/doc-thu-truoc-khi-tin';
  const release = await holdScripts(page);
  await arrive(page, address);
  const chosen = [page.locator('.check-option input').first(), page.locator('input[name="t1.2"][value="report"]')];
  // What is laid out last moves what stands above it under the mouse.
  for (const choice of chosen) await expect(() => choice.check({ force: true })).toPass();
  const kept = page.waitForResponse((response) => response.url().endsWith('/answers'));
  release();
  await islandsMounted(page);
  expect((await kept).ok()).toBe(true);
  await page.goto('/courses');
  await page.goto(address);
  for (const choice of chosen) await expect(choice).toBeChecked();
});

test('the place in a lesson is kept and offered again', async ({ page, newLearner, enterAs, db }) => {
  const learner = await newLearner('de-an-06');
  await enterAs(learner.id);
  await page.goto('/learn/de-an-06/de-an-06-la-gi');
  // Reading is counted from when the script is there.
  await islandsMounted(page);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  await page.waitForTimeout(1_500);
  await page.goto('/');
  await expect.poll(async () => (await db.selectFrom('lesson_progress').select('position').where('user_id', '=', learner.id).executeTakeFirst())?.position ?? 0).toBeGreaterThan(100);
  await page.reload();
  await expect(page.getByRole('main').getByRole('link', { name: 'Học tiếp' })).toBeVisible();
  const place = () => db.selectFrom('lesson_progress').select(['position', 'seconds']).where('user_id', '=', learner.id).executeTakeFirstOrThrow();
  // Opened and left again at once: where she was stays.
  await page.goto('/learn/de-an-06/de-an-06-la-gi');
  await islandsMounted(page);
  const [{ seconds }, shown] = [await place(), Number(await page.locator('[data-position]').getAttribute('data-position'))];
  await page.waitForTimeout(1_500);
  await page.goto('/');
  await expect.poll(async () => (await place()).seconds).toBeGreaterThan(seconds);
  expect([(await place()).position, shown > 500]).toEqual([shown, true]);
  await page.goto('/learn/de-an-06/de-an-06-la-gi');
  await islandsMounted(page);
  await page.getByRole('link', { name: 'Đọc tiếp từ chỗ dừng lần trước' }).click();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(300);
});

interface Desk {
  db: Db;
  dataDir: string;
  learner: Learner;
  enterAs(userId: string): Promise<void>;
}

/** Somebody who has read the lessons opens the module test. */
async function begin(page: Page, { db, dataDir, learner, enterAs }: Desk): Promise<{ book: AnswerBook; attempt: string }> {
  const studies = student(db, learner.id, 'de-an-06', { secret: 'unused-because-no-certificate-comes-of-it', now: new Date().toISOString() });
  for (const lesson of await lessonSlugs(db, 'de-an-06')) await studies.complete(lesson);
  await enterAs(learner.id);
  await page.goto('/assessments/de-an-06/kiem-tra-m1');
  await page.getByRole('button', { name: 'Bắt đầu làm bài' }).click();
  await expect(page).toHaveURL(/\/attempts\//);
  await islandsMounted(page);
  return { book: answerBook(dataDir), attempt: attemptOf(page) };
}

function form(page: Page, position: number) {
  return page.locator(`form[data-question="${position}"]`);
}

async function answer(page: Page, book: AnswerBook, position: number): Promise<void> {
  await fill(form(page, position), book.attempt(attemptOf(page))[position - 1] ?? {});
}

/** The page holds the right answer to a question, shown or not. */
async function expectShown(page: Page, book: AnswerBook, position: number, isVisible = true): Promise<void> {
  const fields = book.attempt(attemptOf(page))[position - 1] ?? {};
  await (isVisible ? expect(form(page, position)).toBeVisible() : expect(form(page, position)).toBeHidden());
  const kept = () => form(page, position).evaluate((element) => [...new FormData(element as HTMLFormElement)].filter(([name]) => name !== 'q').map(([name, value]) => `${name.replace('[]', '')}=${String(value)}`).toSorted()).catch(() => 'going to another page');
  await expect.poll(kept).toEqual(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => `${name}=${each}`)).toSorted());
}

async function answersIn(db: Db, attempt: string): Promise<number> {
  return (await db.selectFrom('attempt_answer').select('position').where('attempt_id', '=', attempt).execute()).length;
}
