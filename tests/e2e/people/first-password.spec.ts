import type { Page } from '@playwright/test';
import type { Db } from '../../../db/client.ts';
import { issueLink } from '../../../app/people/commands/issue-link.server.ts';
import { newId } from '../../../app/platform/ids.ts';
import type { Scenery } from '../../support/scenery.ts';
import { givePassword, makePerson } from '../../world/people.ts';
import { expect, signIn, test } from '../fixtures.ts';

test.use({ viewport: { width: 320, height: 700 } });

const temporary = 'Tam-thoi-4821-Kim';
const own = 'ba con thuyền neo bên Tràng An';

/** Somebody new, with the password that an administrator has told her. */
async function newcomer(db: Db, scenery: Scenery): Promise<{ id: string; email: string; password: string }> {
  const email = `moi-${newId()}@vi-du.invalid`;
  const person = await makePerson(db, { fullName: 'Đinh Thị Ngọc Trâm', email, staffNo: newId(), unitId: scenery.units.counter });
  await givePassword(db, person, { password: temporary, mustChange: true, expiresAt: new Date(Date.now() + 86_400_000).toISOString() });
  return { id: person.id, email, password: temporary };
}

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

async function fill(page: Page, { current = temporary, password, again = password }: { current?: string; password: string; again?: string }): Promise<void> {
  await field(page, 'Mật khẩu hiện tại').fill(current);
  await field(page, 'Mật khẩu mới').fill(password);
  await field(page, 'Nhập lại mật khẩu mới').fill(again);
}
const save = (page: Page) => page.getByRole('button', { name: 'Lưu mật khẩu' });

test('whoever was given a password sets her own before anything else, and goes on where she was going', async ({ page, db, scenery, expectAccessible }) => {
  const person = await newcomer(db, scenery);
  await signIn(page, person);
  await expect(page).toHaveURL(/\/account\/password$/);
  await expect(page.getByRole('main')).toContainText('Vui lòng đặt mật khẩu riêng trước khi tiếp tục.');
  await expectAccessible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  for (const elsewhere of ['/courses', '/account', '/inbox']) {
    await page.goto(elsewhere);
    await expect(page).toHaveURL(`/account/password?next=${encodeURIComponent(elsewhere)}`);
  }
  await page.goto('/certificates?from=mail');
  await expect(page).toHaveURL('/account/password?next=%2Fcertificates%3Ffrom%3Dmail');

  const refusals = [
    [{ password: 'ngắn' }, 'Mật khẩu có 4 ký tự, cần ít nhất'],
    [{ password: temporary }, 'Mật khẩu này đã dùng trong'],
    [{ password: own, again: `${own}.` }, 'Hai lần nhập chưa giống nhau.'],
    [{ password: own, current: 'không phải mật khẩu này' }, 'Mật khẩu hiện tại chưa đúng.'],
  ] as const;
  for (const [typed, words] of refusals) {
    await fill(page, typed);
    await save(page).click();
    await expect(page.getByRole('main')).toContainText(words);
    // Passwords never come back in a page; where she was going does.
    for (const name of ['Mật khẩu hiện tại', 'Mật khẩu mới', 'Nhập lại mật khẩu mới']) await expect(field(page, name)).toHaveValue('');
    await expectAccessible();
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);

  await fill(page, { password: own });
  await save(page).click();
  await expect(page).toHaveURL('/certificates?from=mail');
  expect(await db.selectFrom('credential').select(['must_change', 'expires_at']).where('user_id', '=', person.id).execute()).toEqual([{ must_change: 0, expires_at: null }]);

  await page.context().clearCookies();
  await signIn(page, person);
  await expect(page.getByRole('main')).toContainText('mật khẩu chưa đúng');
  await signIn(page, { ...person, password: own });
  await expect(page).toHaveURL(/\/$/);
});

test('a double click sets the password once and ends on the first page', async ({ page, db, scenery }) => {
  const person = await newcomer(db, scenery);
  await signIn(page, person);
  await fill(page, { password: own });
  await save(page).dblclick();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole('main')).toContainText('Đinh Thị Ngọc Trâm');
  expect(await db.selectFrom('audit_event').select('action').where('actor_id', '=', person.id).where('action', '=', 'password.change').execute()).toHaveLength(1);
});

test('a double click on a link’s first password signs in', async ({ page, db, scenery }) => {
  const person = await makePerson(db, { fullName: 'Đinh Thị Ngọc Trâm', staffNo: newId(), unitId: scenery.units.counter });
  const link = await db.transaction().execute((tx) => issueLink(tx, { userId: person.id, purpose: 'ACTIVATE', createdBy: null, now: new Date(), hours: 1 }));
  await page.goto(`/activate/${link.token}`);
  await field(page, 'Mật khẩu mới').fill(own);
  await field(page, 'Nhập lại mật khẩu mới').fill(own);
  await page.getByRole('main').getByRole('button').last().dblclick();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole('main')).toContainText('Đinh Thị Ngọc Trâm');
  expect(await db.selectFrom('audit_event').select('action').where('actor_id', '=', person.id).where('action', '=', 'account.activate').execute()).toHaveLength(1);
});

test('a second tab with the same form says that it was done, and signs nobody out', async ({ page, context, db, scenery }) => {
  const person = await newcomer(db, scenery);
  await signIn(page, person);
  await expect(page).toHaveURL(/\/account\/password$/);
  const other = await context.newPage();
  await other.goto('/account/password');
  await fill(page, { password: own });
  await fill(other, { password: 'một câu khác dài hơn hẳn' });
  await save(page).click();
  await expect(page).toHaveURL(/\/$/);
  await save(other).click();
  await expect(other.getByRole('main')).toContainText('Mật khẩu hiện tại chưa đúng.');
  await other.goto('/');
  await expect(other.getByRole('main')).toContainText('Đinh Thị Ngọc Trâm');
});
