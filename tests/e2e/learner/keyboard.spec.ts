import type { Locator, Page } from '@playwright/test';
import type { QuestionBody } from '../../../app/learning/rules/question.ts';
import type { Db } from '../../../db/client.ts';
import { expect, test } from '../fixtures.ts';
import { handsOn, type Hands } from '../hands.ts';
import { islandsMounted } from '../islands.ts';
import { lessonSlugs, student } from '../../world/study.ts';
import { coursesWalked, planJourney } from './course-plan.ts';
import { answerBook, attemptOf, type AnswerBook } from './walk.ts';

for (const course of coursesWalked('an-toan-thong-tin')) {
  test(`by keyboard alone: from signing in to the verified certificate of ${course}`, async ({ page, server, db, newLearner }) => {
    test.setTimeout(900_000);
    const book = answerBook(server.dataDir);
    const learner = await newLearner(course);
    const plan = await planJourney(db, learner.id, course);
    const hands = handsOn(page);
    const main = page.getByRole('main');

    await page.goto('/sign-in');
    await hands.walkAround();
    await signInWith(hands, page, learner.email, 'not her password');
    await expect(main.getByRole('alert')).toBeFocused();
    await expect(main.getByRole('alert')).toContainText('mật khẩu chưa đúng');
    await signInWith(hands, page, learner.email, learner.password);
    await expect(main).toContainText(learner.fullName);
    await hands.walkAround();

    await hands.skipToContent();
    await hands.use(main.getByRole('link', { name: /^(Bắt đầu học|Học tiếp)$/ }));
    await expect(page).toHaveURL(new RegExp(`/learn/${course}/`));
    await hands.walkAround();
    await openAndLeaveMenu(hands, page);
    await finishTooEarly(hands, page);
    for (const [at, { lessons, tests }] of plan.modules.entries()) {
      for (const lesson of lessons) {
        await expect(page).toHaveURL(new RegExp(`/learn/${course}/${lesson}`));
        await takeLesson(hands, page, book);
      }
      await expect(page).toHaveURL(new RegExp(`/assessments/${course}/${tests[0]}$`));
      const isFirst = at === 0;
      if (isFirst) await hands.walkAround();
      await takeTest(hands, page, book, { isFirst });
      await expect(main).toContainText('Kết quả đã được ghi vào tiến độ học');
      if (isFirst) await hands.walkAround();
      await hands.use(main.getByRole('link', { name: 'Tiếp tục khoá học' }));
      await expect(page).toHaveURL(new RegExp(`/courses/${course}$`));
      if (isFirst) await hands.walkAround();
      await hands.skipToContent();
      await hands.use(main.getByRole('link', { name: /^(Học tiếp|Vào bài kiểm tra)$/ }));
    }

    await expect(page).toHaveURL(new RegExp(`/assessments/${course}/cuoi-khoa$`));
    await takeTest(hands, page, book, { isFirst: false });
    await expect(main).toContainText('đã hoàn thành khoá học');

    await hands.skipToContent();
    await hands.use(main.getByRole('link', { name: 'Xem chứng nhận' }));
    await expect(page).toHaveURL(/\/certificates$/);
    await hands.walkAround();
    await hands.skipToContent();
    await hands.use(main.locator('a[href^="/verify/"]'));
    await expect(page).toHaveURL(/\/verify\//);
    await expect(main).toContainText(learner.fullName);
    await expect(main).toContainText(plan.title);
    await hands.walkAround();
    await signOut(hands, page);
    expect(hands.stops).toBeGreaterThan(500);
  });
}

test('arrow keys put things in order and take nothing from what they pass', async ({ page, server, db, newLearner, enterAs }) => {
  const learner = await newLearner('de-an-06');
  const studies = student(db, learner.id, 'de-an-06', { secret: 'unused-because-no-certificate-comes-of-it', now: new Date().toISOString() });
  for (const lesson of await lessonSlugs(db, 'de-an-06')) await studies.complete(lesson);
  await enterAs(learner.id);
  const hands = handsOn(page);
  await page.goto('/assessments/de-an-06/kiem-tra-m1');
  await hands.use(page.getByRole('button', { name: /^Bắt đầu/ }));
  await expect(page).toHaveURL(/\/attempts\//);
  await askForOrder(db, attemptOf(page));
  await page.reload();
  await islandsMounted(page);
  const fields = answerBook(server.dataDir).attempt(attemptOf(page))[0] ?? {};
  expect(Object.values(fields).map(Number).toSorted()).toEqual(Object.keys(fields).map((_name, at) => at + 1));
  for (const [name, value] of Object.entries(fields)) await answerField(hands, page, 'form[data-question="1"]', name, value);
  for (const [name, value] of Object.entries(fields)) await expect(page.locator(`form[data-question="1"] select[name="${name}"]`)).toHaveValue(String(value));
});

/** Makes the first question one that asks for an order, the last thing shown first. */
async function askForOrder(db: Db, attempt: string): Promise<void> {
  const asked = (await db.selectFrom('question_version').select(['id', 'body']).execute()).map(({ id, body }) => ({ id, body: JSON.parse(body) as QuestionBody }));
  const [ordering] = asked.flatMap(({ id, body }) => (body.type === 'ordering' ? [{ id, keys: body.items.map(({ key }) => key) }] : []));
  const { keys = [], id = '' } = ordering ?? {};
  await db.updateTable('attempt_question').set({ question_version_id: id, option_order: JSON.stringify([...keys.slice(-1), ...keys.slice(0, -1)]) }).where('attempt_id', '=', attempt).where('position', '=', 1).execute();
}

async function signInWith(hands: Hands, page: Page, email: string, password: string): Promise<void> {
  const identifier = page.getByLabel('Thư điện tử hoặc mã số cán bộ');
  await hands.goTo(identifier);
  if ((await identifier.inputValue()) === '') await hands.type(email);
  await hands.goTo(page.getByRole('textbox', { name: 'Mật khẩu', exact: true }));
  await hands.type(password);
  await page.keyboard.press('Enter');
}

function accountMenu(page: Page): Locator {
  return page.locator('.top [data-menu] summary');
}

/** A menu closes on Escape and gives the focus back; it also closes when the focus goes on, so that it covers nothing. */
async function openAndLeaveMenu(hands: Hands, page: Page): Promise<void> {
  const panel = page.locator('.top .menu-panel');
  await hands.use(accountMenu(page), 'Space');
  await hands.press('Tab');
  await hands.press('Escape');
  await expect(accountMenu(page)).toBeFocused();
  await expect(panel).toBeHidden();
  await hands.press('Enter');
  await expect(panel).toBeVisible();
  await hands.goTo(page.locator('main .toc-open a').first());
  await expect(panel).toBeHidden();
  await hands.goTo(page.locator('a.skip'), 'Shift+Tab');
}

/** Says that she is done before she has answered: the next Tab is at the first open question. */
async function finishTooEarly(hands: Hands, page: Page): Promise<void> {
  await hands.skipToContent();
  await hands.use(page.getByRole('button', { name: /^Xong/ }));
  await expect(page).toHaveURL(/unanswered=\d#check-/);
  await page.waitForLoadState();
  const open = page.locator(`#${new URL(page.url()).hash.slice(1)}`);
  await hands.press('Tab');
  await expect(open.locator(':focus')).toHaveCount(1);
}

async function takeLesson(hands: Hands, page: Page, book: AnswerBook): Promise<void> {
  const { pathname } = new URL(page.url());
  const [course = '', lesson = ''] = pathname.split('/').slice(2);
  await islandsMounted(page);
  if (!page.url().includes('#')) await hands.skipToContent();
  for (const { key, isDrill, fields } of book.lesson(course, lesson)) {
    const card = page.locator(`#check-${key}`);
    if (isDrill) {
      for (const [name, value] of fields) await answerField(hands, page, `#check-${key}`, name, value);
      await hands.use(card.locator('button[name="drill.hand-in"]'));
      await expect(card.locator('[data-drill-result]')).toBeFocused();
      continue;
    }
    const [[, option = ''] = []] = fields;
    await choose(hands, card.locator('input'), option);
    await expect(card.locator(`.check-option:has(input[value="${option}"]) .check-why`)).toBeVisible();
  }
  await hands.use(page.getByRole('button', { name: /^Xong/ }), 'Space');
  await expect(page).not.toHaveURL(new RegExp(`${pathname}(?:[?#]|$)`));
}

async function takeTest(hands: Hands, page: Page, book: AnswerBook, { isFirst }: { isFirst: boolean }): Promise<void> {
  await hands.skipToContent();
  await hands.use(page.getByRole('button', { name: /^Bắt đầu/ }));
  await expect(page).toHaveURL(/\/attempts\//);
  await islandsMounted(page);
  if (isFirst) await hands.walkAround();
  await hands.skipToContent();
  const answers = book.attempt(attemptOf(page));
  for (const [at, fields] of answers.entries()) {
    const form = page.locator(`form[data-question="${at + 1}"]`);
    await expect(form).toBeVisible();
    for (const [name, value] of Object.entries(fields)) await answerField(hands, page, `form[data-question="${at + 1}"]`, name, value);
    expect(await chosenIn(form)).toEqual(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value])));
    await hands.use(form.locator('button[value="next"]'));
  }
  await expect(page).toHaveURL(/\/check$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  if (isFirst) await reloadAndWalk(hands, page);
  await hands.use(page.getByRole('button', { name: 'Nộp bài' }), 'Space');
  await expect(page).toHaveURL(/\/result$/);
}

/** After a reload the leaf before handing in is a page of its own. Answers still on their way make it load once more, to show what the server holds. */
async function reloadAndWalk(hands: Hands, page: Page): Promise<void> {
  await expect(page.locator('[data-leaf="check"] [data-save-state]')).toContainText('Đã lưu');
  await page.reload({ waitUntil: 'networkidle' });
  await hands.walkAround();
}

async function answerField(hands: Hands, page: Page, form: string, name: string, value: string | string[]): Promise<void> {
  const controls = page.locator(`${form} [name="${name}"], ${form} [name="${name}[]"]`);
  const type = await controls.first().evaluate((element) => (element instanceof HTMLInputElement ? element.type : 'select'));
  if (type === 'radio') return choose(hands, controls, String(value));
  if (type === 'checkbox') {
    for (const each of [value].flat().toSorted()) {
      await hands.use(controls.and(page.locator(`[value="${each}"]`)), 'Space');
    }
    return;
  }
  await hands.goTo(controls);
  if (type === 'text') return hands.type(String(value));
  for (let steps = 0; steps < 12 && (await controls.inputValue()) !== value; steps += 1) await hands.press('ArrowDown');
}

/** What the form would send as its answer. */
function chosenIn(form: Locator): Promise<Record<string, string | string[]>> {
  return form.evaluate((element) => {
    const data = new FormData(element as HTMLFormElement);
    const names = [...new Set(data.keys())].filter((name) => /^(answer|place|pair)/.test(name));
    return Object.fromEntries(names.map((name) => [name.replace('[]', ''), name.endsWith('[]') ? data.getAll(name).map(String) : String(data.get(name))]));
  });
}

/** One of a group of radio buttons: Tab into the group, arrows within it. */
async function choose(hands: Hands, group: Locator, value: string): Promise<void> {
  await hands.goTo(group.first());
  await hands.press('Space');
  const wanted = group.and(group.page().locator(`[value="${value}"]`));
  for (let steps = 0; steps < 12 && !(await wanted.isChecked()); steps += 1) await hands.press('ArrowDown');
  await expect(wanted).toBeChecked();
}

async function signOut(hands: Hands, page: Page): Promise<void> {
  await hands.use(accountMenu(page), 'Space');
  await hands.use(page.getByRole('button', { name: 'Đăng xuất' }));
  await expect(page).toHaveURL(/\/sign-in$/);
}
