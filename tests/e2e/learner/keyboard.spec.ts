import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { lessonSlugs, student } from '../../world/study.ts';
import { answerBook, attemptOf } from './walk.ts';

test('by keyboard alone: signing in, a lesson, a test, its result', async ({ page, server, db, newLearner }) => {
  test.setTimeout(180_000);
  const book = answerBook(server.dataDir);
  const learner = await newLearner('de-an-06');
  const lessons = await lessonSlugs(db, 'de-an-06');
  const studies = student(db, learner.id, 'de-an-06', { secret: 'unused-because-no-certificate-comes-of-it', now: new Date().toISOString() });
  for (const lesson of lessons.slice(0, -1)) await studies.complete(lesson);

  await page.goto('/sign-in');
  await tabTo(page, '#identifier, input[name="identifier"]');
  await page.keyboard.type(learner.email);
  await tabTo(page, 'input[name="password"]');
  await page.keyboard.type(learner.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText(learner.fullName);

  await tabTo(page, `main a[href="/learn/de-an-06/${lessons.at(-1)}"]`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/learn\//);
  for (const [key, option] of Object.entries(book.checks('de-an-06', lessons.at(-1) ?? ''))) await choose(page, `#check-${key} input`, option);
  await tabTo(page, '#lesson-completion button');
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL(/\/assessments\//);
  await tabTo(page, 'main form[action$="/attempts"] button');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/attempts\//);
  const answers = book.attempt(attemptOf(page));
  for (const [at, fields] of answers.entries()) {
    const form = `form[data-question="${at + 1}"]`;
    await expect(page.locator(form)).toBeVisible();
    for (const [name, value] of Object.entries(fields)) await answerField(page, form, name, value);
    await tabTo(page, `${form} button[value="next"]`);
    await page.keyboard.press('Enter');
  }
  await expect(page).toHaveURL(/\/check$/);
  await tabTo(page, 'form[data-submission] button');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/\/result$/);
  await expect(page.getByRole('main')).toContainText('Kết quả đã được ghi vào tiến độ học');
});

async function answerField(page: Page, form: string, name: string, value: string | string[]): Promise<void> {
  const control = page.locator(`${form} [name="${name}"], ${form} [name="${name}[]"]`).first();
  const type = await control.evaluate((element) => (element instanceof HTMLInputElement ? element.type : 'select'));
  if (type === 'radio') return choose(page, `${form} input[name="${name}"]`, String(value));
  if (type === 'checkbox') {
    for (const each of [value].flat()) {
      await tabTo(page, `${form} input[name="${name}[]"][value="${each}"]`);
      await page.keyboard.press('Space');
    }
  } else {
    await tabTo(page, `${form} [name="${name}"]`);
    if (type === 'text') return page.keyboard.type(String(value));
    const steps = await control.evaluate((element, wanted) => [...(element as HTMLSelectElement).options].findIndex((option) => option.value === wanted) - (element as HTMLSelectElement).selectedIndex, String(value));
    for (let step = 0; step < Math.abs(steps); step += 1) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
  }
}

/** One of a group of radio buttons: Tab into the group, arrows within it. */
async function choose(page: Page, group: string, value: string): Promise<void> {
  await tabTo(page, group);
  await page.keyboard.press('Space');
  for (let steps = 0; steps < 12 && !(await page.locator(`${group}[value="${value}"]`).isChecked()); steps += 1) await page.keyboard.press('ArrowDown');
  await expect(page.locator(`${group}[value="${value}"]`)).toBeChecked();
}

/** Presses Tab until something that matches has the focus, and sees that the focus can be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    const there = await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
    if (there) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${selector}`);
}
