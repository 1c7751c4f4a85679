import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const button = (page: Page, label: string) => page.getByRole('button', { name: `Chọn ngày cho ${label}`, exact: true });
/** What the browser's calendar would do: its own window is not of the page. */
const choose = (page: Page, line: string, day: string) =>
  page.locator(`.day:has(#${line}) .day-calendar`).evaluate((calendar: HTMLInputElement, chosen) => {
    calendar.value = chosen;
    for (const kind of ['input', 'change']) calendar.dispatchEvent(new Event(kind, { bubbles: true }));
  }, day);
const calendarOf = (page: Page, line: string) => page.locator(`.day:has(#${line}) .day-calendar`);

test('a day is typed, or chosen in the browser’s own calendar by mouse or keyboard', async ({ page, enterAs, scenery, expectAccessible }) => {
  await enterAs(scenery.ids.supervisor);
  await page.goto('/desk/calls');
  const [from, open] = [page.locator('#from'), button(page, 'Từ ngày')];
  await expect(open).toBeVisible();
  const size = await open.boundingBox();
  expect(Math.min(size?.width ?? 0, size?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await expectAccessible();

  await from.fill('05/11/2026');
  await open.click();
  await expect(calendarOf(page, 'from')).toHaveValue('2026-11-05');
  expect(await calendarOf(page, 'from').evaluate((calendar) => calendar.matches(':open'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(from).toHaveValue('05/11/2026');

  // By keyboard: from the line one stop to its button, from there to the next line.
  await from.focus();
  await page.keyboard.press('Tab');
  await expect(open).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await calendarOf(page, 'from').evaluate((calendar) => calendar.matches(':open'))).toBe(true);
  await choose(page, 'from', '2026-11-30');
  await expect(from).toHaveValue('30/11/2026');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(page.locator('#to')).toBeFocused();

  await page.getByRole('button', { name: 'Lọc' }).click();
  const address = new URL(page.url()).searchParams;
  expect([address.get('from'), [...address.keys()].filter((name) => !name)]).toEqual(['30/11/2026', []]);
  await expect(page.locator('#from')).toHaveValue('30/11/2026');
});

test('the calendar keeps to the limits of its field, and a time behind the day stays', async ({ page, enterAs, scenery }) => {
  await enterAs(scenery.ids.leader);
  await page.goto('/reports/packs/new');
  await button(page, 'Đến hết ngày').click();
  const limit = await calendarOf(page, 'to').getAttribute('max');
  expect(limit).toMatch(/^20\d\d-\d\d-\d\d$/);
  await expect(calendarOf(page, 'to')).toHaveValue(limit ?? '');

  await enterAs(scenery.ids.agent);
  await page.goto('/desk');
  await page.getByRole('button', { name: /Mở cuộc gọi mới/ }).click();
  const moment = page.locator('#callbackAt');
  await expect(button(page, 'Gọi lại lúc')).toBeVisible();
  await moment.fill('01/12/2026 08:30');
  await choose(page, 'callbackAt', '2026-12-03');
  await expect(moment).toHaveValue('03/12/2026 08:30');
});

test('without a calendar that a page may open there is no button', async ({ page, enterAs, scenery }) => {
  await page.addInitScript(() => Reflect.deleteProperty(HTMLInputElement.prototype, 'showPicker'));
  await enterAs(scenery.ids.supervisor);
  await page.goto('/desk/calls', { waitUntil: 'networkidle' });
  await expect(page.locator('.day-pick')).toHaveCount(2);
  await expect(page.locator('.day-pick').first()).toBeHidden();
  await expect(page.locator('.day-calendar')).toHaveCount(0);
  await page.locator('#from').fill('30/11/2026');
});
